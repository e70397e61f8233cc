"""Parties that the almanac does not hold, made from a country, place or actor and a role noun.

"Israeli forces" is `ISR.forces`, "protesters in Lagos" is `group:protesters:lagos`, "Hamas fighters" are Hamas,
an unknown named person is `local:person:…`.
"""

from __future__ import annotations

from collections.abc import Callable

from whimbrel.almanac.fold import Word, name_key, words_of
from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.almanac.records import RoleNoun, State
from whimbrel.almanac.states import States
from whimbrel.model import Actor, ActorKind, Participant

LONGEST_NAME = 9
MOST_WORDS = 24
# "Turkish-backed Syrian rebels" are not Turkey's: the word after the first name gives it away
ALIGNED_BY = frozenset(
    {
        "backed",
        "supported",
        "allied",
        "linked",
        "affiliated",
        "aligned",
        "controlled",
        "occupied",
        "held",
        "funded",
        "financed",
        "trained",
        "armed",
        "born",
        "based",
        "made",
        "administered",
        "sponsored",
        "mediated",
        "brokered",
        "dominated",
        "inspired",
        "friendly",
        "leaning",
    }
)


def slug(text: str) -> str:
    return "-".join(name_key(text).split())


def local_person(name: str, title: str = "") -> Participant:
    """A named person whom the almanac does not know."""
    return Participant(f"local:person:{slug(name)}", name, ActorKind.PERSON, title=title, text=name)


def local_group(name: str, kind: ActorKind = ActorKind.NGO, country: str | None = None) -> Participant:
    """A named group or body which the almanac does not know."""
    return Participant(f"local:group:{slug(name)}", name, kind, country, text=name)


class Composer:
    """Composition over given look-ups; the almanac holds one."""

    def __init__(
        self,
        states: States,
        role_noun: Callable[[str], RoleNoun | None],
        actor: Callable[[str], Actor | None],
        named: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._states = states
        self._role_noun = role_noun
        self._actor = actor
        self._named = named

    def compose(self, modifier: str, noun: str, place: str = "", country: str | None = None) -> Participant | None:
        """The party that `noun` names under `modifier` (the words before it), in `place` of `country`.

        None when neither `noun` nor its last words are a role noun or a state body.
        """
        words = words_of(f"{modifier} {noun}".strip())[-MOST_WORDS:]
        entity = self._whole_state([word.key for word in words])
        if entity is not None:
            return entity
        noun_size = max(1, len(words_of(noun)))
        state, owner, loaded, rest = self._owner(words, len(words) - noun_size)
        text = " ".join(part for part in (modifier, noun) if part)
        role = self._longest_role([word.key for word in rest])
        phrase, suffix = self._longest_body([word.key for word in rest])
        if role is None and suffix is None:
            return None
        mark = loaded or (role.lemma if role is not None and role.loaded else "")
        if owner is not None and (role is None or role.member or role.body):
            return Participant(owner.id, owner.name, owner.kind, owner.country, owner.sector, text=text, word=mark)
        if state is not None or (country and not owner):
            home = state or self._states.by_id.get(country or "")
            body = self._body_of(role, phrase, suffix, named=state is not None)
            if home is not None and body and (home.kind != "people" or body == "people"):
                return self._state_body(home, body, text, mark)
        if role is None:
            return None
        written = " ".join(word.key for word in rest[-len(words_of(role.lemma)) :])
        return _group(role, written, state or owner, place=place, country=country, text=text, mark=mark)

    def _whole_state(self, keys: list[str]) -> Participant | None:
        """ "the Zionist entity": words that look like a modifier and a noun but are a name for a state."""
        keys = keys[1:] if keys[:1] == ["the"] else keys
        state = self._states.by_id.get(self._states.countries.get(" ".join(keys), "")) if len(keys) > 1 else None
        if state is None:
            return None
        text = " ".join(keys)
        loaded = {name_key(name.text) for name in self._states.names[state.id] if name.kind == "loaded"}
        mark = text if text in loaded else ""
        return Participant(state.id, state.name, ActorKind.STATE, state.country, "GOV", text=text, word=mark)

    def _owner(self, words: list[Word], limit: int) -> tuple[State | None, Actor | None, str, list[Word]]:
        """The first country or actor named among the modifiers, a loaded word for it, and the words left over."""
        for i in range(limit):
            for n in range(min(LONGEST_NAME, limit - i), 0, -1):
                key = " ".join(word.key for word in words[i : i + n])
                rest = words[:i] + words[i + n :]
                if i + n < len(words) and words[i + n].key in ALIGNED_BY:
                    continue
                state_id = self._states.adjectives.get(key) or self._states.countries.get(key)
                if state_id:
                    mark = key if key in self._states.loaded else ""
                    return self._states.by_id[state_id], None, mark, rest
                ids = self._named(key)
                if len(ids) == 1:
                    return None, self._actor(ids[0]), "", rest
        return None, None, "", words

    def _longest_role(self, keys: list[str]) -> RoleNoun | None:
        for start in range(len(keys)):
            role = self._role_noun(" ".join(keys[start:]))
            if role is not None:
                return role
        return None

    def _longest_body(self, keys: list[str]) -> tuple[str, str | None]:
        for start in range(len(keys)):
            phrase = " ".join(keys[start:])
            if phrase in self._states.phrases:
                return phrase, self._states.phrases[phrase]
        return "", None

    @staticmethod
    def _body_of(role: RoleNoun | None, phrase: str, suffix: str | None, *, named: bool) -> str:
        """Which body of the state: the phrase's when it says more than the role noun does, else the noun's."""
        if (
            suffix
            and (named or suffix not in {"people", "media", "opposition", "rebels"})
            and (role is None or len(phrase.split()) >= len(role.lemma.split()))
        ):
            return suffix
        return role.body if role is not None else ""

    def _state_body(self, home: State, body: str, text: str, mark: str) -> Participant | None:
        actor_id = home.id if home.kind == "people" else f"{home.id}.{body}"
        actor = self._actor(actor_id)
        if actor is None:
            return None
        return Participant(actor.id, actor.name, actor.kind, actor.country, actor.sector, text=text, word=mark)


def _group(
    role: RoleNoun, written: str, whose: State | Actor | None, *, place: str, country: str | None, text: str, mark: str
) -> Participant:
    """A described party: the role noun's plural, or what stands in its place, then whose, then where."""
    row = load_loaded_words().find(role.lemma) if role.loaded else None
    plural = (row.label_for(row.plural) or "people") if row else role.plural
    parts = ["group", slug(plural)]
    name = written if written in {role.lemma, plural} and row is None else plural
    if whose is not None:
        parts.append(whose.id)
        adjective = whose.adjectives[0] if isinstance(whose, State) and whose.adjectives else whose.name
        name = f"{adjective} {name}"
    if place:
        parts.append(slug(place))
        name = f"{name} in {place}"
    elif whose is None and country:
        parts.append(country)
    home = (whose.country if whose else None) or country
    return Participant(":".join(parts), name, ActorKind.GROUP, home, role.sector, text=text, word=mark)
