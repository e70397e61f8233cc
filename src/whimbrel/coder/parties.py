"""From a nominal in a sentence to the actors it stands for: named, composed of demonym and role noun, or described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.records import RoleNoun
from whimbrel.coder.linking import local_id, participant
from whimbrel.coder.links import Link, ReportNames
from whimbrel.coder.nominals import clean_title, hangs_on, nominal_span, plain_label, stands_with
from whimbrel.coder.reference import BODY_NOUNS, PLURAL, Discourse
from whimbrel.coder.speakers import text_between
from whimbrel.coder.tree import Tree
from whimbrel.grammar.sentence import Token
from whimbrel.model import Actor, ActorKind, Participant, Place, Span

QUANTITIES = frozenset(
    "dozen hundred thousand million score number group crowd pair handful series majority lot couple member part rest"
    " one some many most all several none each half more".split()
)
LEADING = frozenset({"lead", "head", "chair", "include", "comprise", "represent", "command", "compose"})
NEUTRAL_NAMES = {ActorKind.ARMED_GROUP: "armed group", ActorKind.GOVERNMENT: "government", ActorKind.GROUP: "people"}
CHIEFS = frozenset({"leader", "chief", "head"})
FIRST_PERSON = frozenset({"i", "we", "us", "me"})
COLLECTIVE_OF = frozenset({"of", "from", "for", "in", "with", "at", "belonging"})


@dataclass(frozen=True)
class Cast:
    """What is needed to tell who a nominal is: the report's names, its discourse so far, the almanac, its day."""

    names: ReportNames
    discourse: Discourse
    almanac: Almanac
    on: date | None
    speech: frozenset[str] = frozenset()
    places: Mapping[int, Place] = field(default_factory=dict)  # offset in the report → the place named there

    def parties(self, tree: Tree, i: int, depth: int = 0) -> list[Participant]:
        """The actors that the nominal headed by token `i` stands for (its conjuncts are not looked at)."""
        if depth > 6:
            return []
        token = tree.tokens[i]
        if token.text.lower() in FIRST_PERSON and token.text != "US":
            return self._speaker(tree, i, depth)
        if token.pos == "PRON" or tree.lemma(i) == "both":
            joint = self._joint_subject(tree, i, depth) if token.text.lower() in PLURAL else []
            return joint or self.discourse.resolve(tree, i) or self._who_says(tree, i, depth)
        head_link = self._link_at(tree, i)
        if head_link is not None:
            return self._named(tree, i, head_link, depth)
        if token.pos not in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "X"}:
            return []
        if token.pos == "PROPN" and (
            capital := self._metonym(tree, i, Link(token.start, token.end, "LOC", None, False))
        ):
            return capital
        person = self._person_beside(tree, i)
        if person is not None:
            return [person]
        pair = self.discourse.pair(tree, i)
        if pair:
            return pair
        if tree.lemma(i) in QUANTITIES or token.pos in {"NUM", "DET"}:
            below = [j for j in tree.children(i, "nmod", "obl") if tree.case(j) in {"of", "among", "from"}]
            for j in below:
                found = self.parties(tree, j, depth + 1)
                if found:
                    return found
            if token.pos == "NUM" and not below:
                return [self._described(tree, i, None, "people", [])]
        found = self._by_title(tree, i) or self._by_role(tree, i, depth) or self.discourse.resolve(tree, i)
        return found + [p for p in self._led_by(tree, i) if p.id not in {q.id for q in found}]

    def _speaker(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """ "I" and "we" are whoever speaks: the subject of the verb of saying above or beside."""
        for up in tree.ancestors(i):
            for verb in (up, *tree.children(up, "parataxis", "ccomp")):
                if tree.lemma(verb) in self.speech and i not in tree.children(verb, "nsubj"):
                    found = [p for j in tree.subjects(verb)[:1] if j != i for p in self.parties(tree, j, depth + 1)]
                    if found:
                        return found
        return []

    def _joint_subject(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """ "they" after a joint subject of the same sentence: "Mali and Niger said they would …"."""
        for token in tree.tokens[:i]:
            heads = tree.conjuncts(token.i) if token.dep.startswith("nsubj") else []
            if len(heads) > 1:
                return [party for j in heads for party in self.parties(tree, j, depth + 1)]
        return []

    def _who_says(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """ "they" in what is said, nobody else being meant: those who say it ("workers said they would strike")."""
        clause = tree.tokens[i].head
        said = tree.tokens[clause].head
        told = tree.tokens[i].dep.startswith("nsubj") and tree.tokens[clause].dep == "ccomp"
        if not told or tree.lemma(said) not in self.speech or tree.tokens[i].text.lower() not in PLURAL:
            return []
        return [p for j in tree.subjects(said) if j != i for p in self.parties(tree, j, depth + 1)]

    # names ------------------------------------------------------------------------------------------------------

    def _link_at(self, tree: Tree, i: int) -> Link | None:
        token = tree.tokens[i]
        return next(iter(self.names.within(token.start, token.end)), None)

    def _named(self, tree: Tree, i: int, link: Link, depth: int) -> list[Participant]:
        if link.party is None:
            return self._metonym(tree, i, link) or self._no_place(tree, i, link)
        party = link.party
        if party.kind is ActorKind.PERSON:
            return [replace(party, title=party.title or self._title_beside(tree, i, link))]
        found = [party]
        for j in (*tree.appositions(i), *tree.children(i, "flat")):
            beside = self._link_at(tree, j)
            for other in self.parties(tree, j, depth + 1) if beside is not None or self._person_beside(tree, j) else []:
                if other.kind is ActorKind.PERSON and other.id != party.id:
                    found.append(other)
        return found + [p for p in self._led_by(tree, i) if p.id not in {q.id for q in found}]

    def _metonym(self, tree: Tree, i: int, link: Link) -> list[Participant]:
        """A capital that acts is its government: "Tehran said"; not one in which something happens."""
        token = tree.tokens[i]
        acts = token.dep == "nsubj" or (tree.case(i) in {"by", "between", "with"} and token.dep.startswith("obl"))
        if not acts and not (token.dep == "conj" and tree.tokens[token.head].dep == "nsubj"):
            return []
        return self._government_at(tree, link)

    def capital(self, tree: Tree, i: int) -> list[Participant]:
        """The government that a capital stands for where it is addressed or blamed: "accused Kyiv", "urged Tehran"."""
        token = tree.tokens[i]
        if token.pos != "PROPN" or tree.case(i) in {"in", "at", "near", "from", "inside", "outside"}:
            return []
        link = self._link_at(tree, i) or Link(token.start, token.end, "LOC", None, False)
        return self._government_at(tree, link) if link.party is None else []

    def _government_at(self, tree: Tree, link: Link) -> list[Participant]:
        text = "".join(t.text + " " for t in tree.tokens if t.start >= link.start and t.end <= link.end).strip()
        government = self.almanac.metonym(text)
        actor = self.almanac.actor(government) if government else None
        return [participant(actor, text, Span(link.start, link.end))] if actor else []

    def _no_place(self, tree: Tree, i: int, link: Link) -> list[Participant]:
        """A full name taken for a place that no gazetteer has, and that acts or is acted on, is somebody's."""
        words = [t for t in tree.tokens if t.start >= link.start and t.end <= link.end]
        stands = tree.tokens[i].dep.split(":")[0] in {"nsubj", "obj", "iobj"}
        if not stands or tree.case(i) or len(words) < 2 or any(t.start in self.places for t in words):
            return []
        name, span = text_between(words), Span(link.start, link.end)
        return [Participant(local_id("person", name), name, ActorKind.PERSON, text=name, span=span)]

    def owners_of_thing(self, tree: Tree, i: int) -> list[Participant]:
        """Whose a thing is that was hit or taken: "an army base", "the police station", "rebel positions"."""
        found = [p for p in self._owners(tree, i, 1) if p.kind not in {ActorKind.PERSON, ActorKind.STATE}]
        if not found:
            before = [j for j in tree.children(i, "compound", "amod") if j < i]
            found = [p for j in before for p in self._by_role(tree, j, 2)]
        return found[:2]

    def owners(self, tree: Tree, i: int) -> list[Participant]:
        """Whoever a thing, a policy or a document belongs to: "the court's ruling", "Chinese goods"."""
        return self._owners(tree, i, 1)

    def _person_beside(self, tree: Tree, i: int) -> Participant | None:
        """A person named in the nominal itself: "spokesperson Tareq Ezz al-Din", "the fighter Brother Ziad"."""
        inside = [i, *tree.children(i, "flat", "compound"), *tree.appositions(i)]
        inside += [j for k in inside[1:] for j in (*tree.children(k, "flat"), *tree.appositions(k))]
        for j in inside:
            if j != i and j < i and tree.tokens[j].dep == "compound" and tree.tokens[i].pos == "NOUN":
                continue
            link = self._link_at(tree, j)
            if link is not None and link.party is not None and link.party.kind is ActorKind.PERSON:
                words = [
                    tree.tokens[k] for k in tree.subtree(i, clauses=False)
                    if tree.tokens[k].end <= link.start and tree.tokens[k].pos not in {"VERB", "AUX"}
                ]  # fmt: skip
                return replace(link.party, title=link.party.title or clean_title(text_between(words)))
        return None

    def _title_beside(self, tree: Tree, i: int, link: Link) -> str:
        """The words before the name in its nominal, else an apposition that is a title."""
        before = [
            tree.tokens[j]
            for j in tree.subtree(i, clauses=False)
            if tree.tokens[j].end <= link.start
            and tree.tokens[j].pos not in {"VERB", "AUX", "ADP", "CCONJ", "PRON"}
            and (tree.tokens[j].dep != "punct" or tree.tokens[j].tag == "HYPH" or tree.tokens[j].text == "-")
        ]
        run: list[Token] = []
        for token in reversed(before):
            if run and run[0].i != token.i + 1:
                break
            run.insert(0, token)
        title = clean_title(text_between(run))
        if title:
            return title
        for j in tree.appositions(i):
            words = [tree.tokens[k] for k in tree.subtree(j, clauses=False) if tree.tokens[k].dep != "punct"]
            text = clean_title(text_between(words))
            if text and self._link_at(tree, j) is None:
                return text
        return ""

    # offices and roles --------------------------------------------------------------------------------------------

    def _owners(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """Whom a role noun belongs to: "Israeli forces", "leaders of Hamas", "the group's spokesman"."""
        found: list[Participant] = []
        below = tree.children(i, "amod", "compound", "nmod", "obl", "flat", "appos")
        owned = any(tree.tokens[j].dep == "nmod:poss" for j in below)
        for j in below:
            case = tree.case(j)
            if case and (case not in COLLECTIVE_OF or (owned and case != "of")):
                continue  # "its troops from Syria" are not Syria's
            for k in tree.conjuncts(j):
                link = self._link_at(tree, k)
                if link is not None and link.party is not None:
                    found.append(link.party)
                elif (state := self._state(tree.tokens[k].text)) is not None:
                    found.append(participant(state, tree.tokens[k].text, nominal_span(tree, k)))
                elif case or tree.tokens[k].dep == "nmod:poss":
                    found.extend(self.parties(tree, k, depth + 1))
                else:
                    found.extend(self._owners(tree, k, depth + 1) if depth < 5 else [])
        return found

    def _state(self, adjective: str) -> Actor | None:
        nation = self.almanac.nation(adjective)
        return self.almanac.actor(nation.id) if nation else None

    def _title_words(self, tree: Tree, i: int) -> str:
        """The title that a nominal may be: head with its plain modifiers, and "of the political bureau" behind it."""
        parts = []
        for j in tree.subtree(i, clauses=False):
            token = tree.tokens[j]
            if token.dep in {"det", "punct", "nmod:poss", "appos", "cc", "conj", "case"} and j != i:
                continue
            if self._link_at(tree, j) is None and self.almanac.demonym(token.text) is None:
                parts.append(token)
        run = [token for token in parts if token.i <= i]
        return text_between(run)

    def _by_title(self, tree: Tree, i: int) -> list[Participant]:
        """An office without its holder's name: whoever held it on the report's day, if that is known and one."""
        if tree.tokens[i].tag in {"NNS", "NNPS"}:
            return []
        words = self._title_words(tree, i)
        title = self.almanac.title(words) if words else None
        if title is None or title.rank > 4:
            return []
        span = nominal_span(tree, i)
        owners = self._owners(tree, i, 1)
        bodies = [p for p in owners if p.kind is not ActorKind.PERSON]
        if self.on is not None and not title.tense:
            for owner in bodies:
                for full in self._full_titles(tree, i, words):
                    holders = self.almanac.holders(full, owner.id, self.on)
                    if len(holders) == 1:
                        return [replace(participant(holders[0], words, span), title=full)]
        if bodies and title.sector == "GOV" and bodies[0].kind is ActorKind.STATE:
            government = self.almanac.actor(f"{bodies[0].id}.government")
            if government is not None:
                return [replace(participant(government, words, span), title=words)]
        return [replace(bodies[0], title=words, span=span, text=words)] if bodies else []

    def _full_titles(self, tree: Tree, i: int, words: str) -> list[str]:
        """The title with what stands behind it, longest first: "deputy head of the political bureau", "deputy head"."""
        found = []
        for j in tree.subtree(i, clauses=False):
            if j > i and tree.tokens[j].dep.startswith(("nmod", "appos")) and self._link_at(tree, j) is None:
                before = [k for k in tree.children(j, "amod", "compound") if self._link_at(tree, k) is None]
                phrase = " ".join(tree.tokens[k].text for k in (*before, j) if k <= j)
                found.append(f"{words} of the {phrase}")
        return [*found, words]

    def _by_role(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        role = self.almanac.role_noun(tree.lemma(i)) or self.almanac.role_noun(tree.tokens[i].text.lower())
        if role is None:
            return []
        owners = self._owners(tree, i, depth + 1)
        bodies = [p for p in owners if p.kind is not ActorKind.PERSON]
        text = tree.tokens[i].text
        word = text if role.loaded else ""
        members = [p for p in bodies if p.kind not in {ActorKind.STATE, ActorKind.PEOPLE}]
        if tree.lemma(i) in BODY_NOUNS and members and stands_with(tree, i, members[0]):
            return [members[0]]
        if role.member and members:
            span = nominal_span(tree, i)
            return [replace(p, title=p.title or text, text=text, span=span, word=word or p.word) for p in members]
        states = [p for p in bodies if p.kind in {ActorKind.STATE, ActorKind.PEOPLE} and p.country]
        if (
            states and (role.sector == "GOV" or tree.lemma(i) in CHIEFS) and not role.body
        ):  # "the leaders of Mali and Niger"
            own = [p for p in states if hangs_on(tree, i, p)]
            governments = [self.almanac.actor(f"{p.id}.government") for p in own]
            found = [
                replace(participant(actor, text, nominal_span(tree, i)), title=text) for actor in governments if actor
            ]
            if found:
                return found
        if role.body and states:
            return [self._state_body(tree, i, p, role) for p in states]
        back = self.discourse.resolve(tree, i) if tree.lemma(i) in BODY_NOUNS and not owners else []
        return back or [self._described(tree, i, role, text, states or bodies)]

    def _state_body(self, tree: Tree, i: int, state: Participant, role: RoleNoun) -> Participant:
        text, span = tree.tokens[i].text, nominal_span(tree, i)
        actor = self.almanac.actor(f"{state.id}.{role.body}") or self.almanac.actor(f"{state.country}.{role.body}")
        return participant(actor, text, span) if actor else self._described(tree, i, role, text, [state])

    def _described(
        self, tree: Tree, i: int, role: RoleNoun | None, text: str, owners: list[Participant]
    ) -> Participant:
        """A party without a name: "protesters in Lagos", "gunmen", "three people"."""
        lemma = role.lemma if role else "people"
        kind = role.kind if role and role.kind in {ActorKind.ARMED_GROUP, ActorKind.PEOPLE} else ActorKind.GROUP
        country = next((p.country for p in owners if p.country), None)
        near = owners[0].name if owners else ""
        label = NEUTRAL_NAMES.get(role.kind, "people") if role and role.loaded else plain_label(tree, i, text)
        if owners and near.lower() not in label.lower():
            adjective = owners[0].text if owners[0].text else near
            label = (
                f"{adjective} {label}" if owners[0].kind in {ActorKind.STATE, ActorKind.PEOPLE} else f"{label} ({near})"
            )
        identity = ":".join(part for part in ("group", name_key(lemma).replace(" ", "-"), country or "") if part)
        sector = role.sector if role else "CVL"
        word = tree.tokens[i].text if role and role.loaded else ""
        return Participant(identity, label, kind, country, sector, "", tree.tokens[i].text, nominal_span(tree, i), word)

    def _led_by(self, tree: Tree, i: int) -> list[Participant]:
        """ "a delegation led by X", "headed by its deputy, Y": the first person named after "by" acts too."""
        for j in tree.children(i, "acl", "parataxis", "appos"):
            if tree.lemma(j) not in LEADING or not tree.is_verbal(j):
                continue
            start = next((t.i for t in tree.tokens[j + 1 : j + 4] if t.lemma == "by"), None)
            if start is None:
                continue
            stop = next((t.i for t in tree.tokens[start:] if t.tag in {"VBD", "VBZ", "VBP", "MD"}), len(tree.tokens))
            for name in tree.sentence.names:
                if start < name.start < stop and name.label == "PER":
                    link = self._link_at(tree, name.end - 1)
                    if link is not None and link.party is not None:
                        words = [t for t in tree.tokens[start + 1 : name.start] if t.pos not in {"VERB", "PUNCT"}]
                        return [replace(link.party, title=link.party.title or clean_title(text_between(words)))]
        return []
