"""Role nouns ("troops", "lawmaker") and titles ("deputy prime minister", "Sheikh")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.almanac.records import RoleNoun, Title
from whimbrel.almanac.states import plural_of
from whimbrel.almanac.table import data_folder, read_rows, split_cell
from whimbrel.model import ActorKind

ROLE_NOUN_COLUMNS = ("lemma", "plural", "kind", "sector", "body", "member", "note")
TITLE_COLUMNS = ("title", "canonical", "body", "rank", "sector", "of", "forms")
LONGEST_TITLE = 8
_DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate", "co", "joint", "under"})
_TENSES = {
    "a": "",
    "an": "",
    "former": "former",
    "ex": "former",
    "past": "former",
    "late": "former",
    "then": "former",
    "ousted": "former",
    "deposed": "former",
    "outgoing": "",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "incoming": "designate",
    "designate": "designate",
    "elect": "designate",
    "newly": "",
    "current": "",
    "new": "",
    "longtime": "",
    "veteran": "",
    "senior": "",
    "top": "",
    "appointed": "",
    "elected": "",
    "sworn": "",
    "serving": "",
    "sitting": "",
    "one": "",
    "time": "",
    "retired": "former",
}


def tense_of(word: str) -> str | None:
    """ "former" -> former, "acting" -> acting, "current" -> ""; None for a word that does not qualify a title."""
    return _TENSES.get(word.lower())


def is_title_word(word: str) -> bool:
    """Whether a word is part of some title or the singular of some role noun: "foreign", "army", "rights"."""
    return name_key(word) in _title_words()


@cache
def _title_words() -> frozenset[str]:
    forms = [*load_titles().by_key, *(name_key(noun.lemma) for noun in load_role_nouns().values())]
    return frozenset(word for form in forms for word in form.split()) - {"of", "to", "for", "in", "at", "and", "on"}


@cache
def load_role_nouns() -> dict[str, RoleNoun]:
    """Role nouns under their folded singular and plural."""
    nouns: dict[str, RoleNoun] = {}
    loaded = load_loaded_words()
    source = data_folder().joinpath("role_nouns.csv")
    for row in read_rows(source, "almanac/data/role_nouns.csv", ROLE_NOUN_COLUMNS):
        noun = RoleNoun(
            row["lemma"],
            row["plural"] or plural_of(row["lemma"]),
            ActorKind(row["kind"]),
            row["sector"],
            row["body"],
            row["member"] == "y",
            loaded.takes_side(row["lemma"]),
            row["note"],
        )
        for form in (noun.lemma, noun.plural):
            nouns.setdefault(name_key(form), noun)
    return nouns


@dataclass(frozen=True)
class Titles:
    """Titles under their folded forms."""

    by_key: dict[str, Title]
    first_words: frozenset[str]

    def find(self, words: str, *, rules: bool = True) -> Title | None:
        """The title that the whole of `words` is, leaving out "former", "acting", "-designate" and the like.

        "foreign affairs minister", "minister for foreign affairs" and "foreign minister" share one canonical form;
        a deputy or assistant of a known title, and the minister of anything, are known by rule (unless `rules` is off).
        """
        keys = [word.key for word in words_of(words) if word.key != "the"]
        tense = ""
        exact = self.by_key.get(" ".join(keys))
        if exact is not None:
            return replace(exact, text=words)
        while keys and keys[0] in _TENSES:
            tense = _TENSES[keys.pop(0)] or tense
        while keys and keys[-1] in {"designate", "elect", "nominee"}:
            keys.pop()
            tense = "designate"
        if not keys or len(keys) > LONGEST_TITLE:
            return None
        title = self.by_key.get(" ".join(keys)) or (self._by_rule(keys) if rules else None)
        return replace(title, text=words, tense=tense) if title else None

    def _by_rule(self, keys: list[str]) -> Title | None:
        if len(keys) < 2:
            return None
        text = " ".join(keys)
        if keys[0] in _DEPUTIES:
            base = self.by_key.get(" ".join(keys[1:])) or self._by_rule(keys[1:])
            if base is not None and base.rank < 9:
                return Title(text, f"{keys[0]} {base.canonical}", base.body, min(base.rank + 1, 5), base.sector)
        if keys[-1] in {"minister", "secretary"} and keys[0] != "the":
            return Title(text, text, "government", 3, "GOV")
        if keys[0] == "minister" and keys[1] in {"of", "for"} and len(keys) > 2:
            topic = " ".join(keys[3:] if keys[2] == "the" else keys[2:])
            return self.by_key.get(f"{topic} minister") or Title(text, f"{topic} minister", "government", 3, "GOV")
        for link in ("to", "in", "for"):  # "ambassador to Peru", "leader in the south"
            if link in keys[1:]:
                at = keys.index(link)
                base = self.by_key.get(" ".join(keys[:at]))
                return replace(base, canonical=f"{base.canonical} {' '.join(keys[at:])}") if base else None
        return None

    def strip(self, name: str) -> tuple[list[Title], str]:
        """Titles at the head of a name, outermost first, and the bare name.

        "Israeli" and the like are not removed: "Sheikh Hasina" keeps its title when nothing else but one word would
        be left of a name that the almanac holds with it; the caller tries the whole name first.
        """
        found: list[Title] = []
        rest = name.strip()
        while True:
            words = words_of(rest)
            if not words or words[0].key not in self.first_words:
                return found, rest
            title, used = self._head(rest, [word.end for word in words[:LONGEST_TITLE]], len(words))
            if title is None:
                return found, rest
            found.append(title)
            rest = rest[used:].lstrip(" .,:;-–")

    def _head(self, text: str, ends: list[int], total: int) -> tuple[Title | None, int]:
        for end in reversed(ends[: total - 1]):
            title = self.find(text[:end])
            if title is not None and (title.rank == 9 or text[:1].isalpha()):
                return title, end
        return None, 0


@cache
def load_titles() -> Titles:
    by_key: dict[str, Title] = {}
    for row in read_rows(data_folder().joinpath("titles.csv"), "almanac/data/titles.csv", TITLE_COLUMNS):
        canonical = row["canonical"] or row["title"]
        for form in (row["title"], *split_cell(row["forms"])):
            title = Title(form, canonical, row["body"], int(row["rank"]), row["sector"], of=row["of"])
            by_key.setdefault(" ".join(key for key in name_key(form).split() if key != "the"), title)
    first = {key.partition(" ")[0] for key in by_key} | {"the"} | set(_TENSES) | _DEPUTIES | {"minister"}
    return Titles(by_key, frozenset(first))
