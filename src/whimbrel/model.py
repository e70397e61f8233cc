"""The nouns of Whimbrel: what a report is, what it claims, and the events those claims refer to.

Everything here is frozen and small. Offsets are Unicode code points into `Report.text`. Days are calendar days at the
place of the event (no zone arithmetic is done on dates that were stated without one).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class PassageKind(StrEnum):
    """What a run of a report's text is. Claims are read from those that are `told`.

    Chronicles made before a kind was told apart hold its `broad` kind in its place: CREDIT or FURNITURE.
    """

    HEADLINE = "headline"
    SUBHEAD = "subhead"  # crosshead, head of an entry in a live blog
    LEAD = "lead"  # standfirst or first body paragraph
    BODY = "body"
    CAPTION = "caption"
    QUOTE = "quote"  # pull quote: words of the text set apart, once more
    CREDIT = "credit"  # whose picture or whose agency copy it is
    BYLINE = "byline"  # who wrote, edited or contributed, and what is told about the author
    ORIGIN = "origin"  # who translated it, where it was first published
    DATELINE = "dateline"  # "OSLO, May 11 (AP) —"
    TIMESTAMP = "timestamp"  # when it was published or changed; the clock of a live blog's entry
    CORRECTION = "correction"  # what was put right since
    RELATED = "related"  # other reports to read or watch
    PROMPT = "prompt"  # what readers are asked to do: subscribe, follow, give, write in
    NOTICE = "notice"  # cookies, rights, disclaimers, faults of the page
    FURNITURE = "furniture"  # what else is no text: share bars, adverts, tags, menus, counters
    COMMENT = "comment"  # readers' comments and their heads

    @property
    def broad(self) -> PassageKind:
        """The coarser kind that this one is a part of; most are their own."""
        return _BROAD.get(self, self)

    @property
    def told(self) -> bool:
        """Whether it tells the story, so that claims, names and quotations are read from it."""
        return self.broad not in _UNTOLD


_BROAD: Final = {
    PassageKind.BYLINE: PassageKind.CREDIT,
    PassageKind.ORIGIN: PassageKind.CREDIT,
    PassageKind.DATELINE: PassageKind.FURNITURE,
    PassageKind.TIMESTAMP: PassageKind.FURNITURE,
    PassageKind.CORRECTION: PassageKind.FURNITURE,
    PassageKind.RELATED: PassageKind.FURNITURE,
    PassageKind.PROMPT: PassageKind.FURNITURE,
    PassageKind.NOTICE: PassageKind.FURNITURE,
}
_UNTOLD: Final = frozenset({PassageKind.CREDIT, PassageKind.FURNITURE, PassageKind.COMMENT})


class Status(StrEnum):
    """Whether the claimed thing took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CALLED_FOR = "called-for"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    ALLEGED = "alleged"
    DENIED = "denied"
    NEGATED = "negated"
    HISTORICAL = "historical"


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"  # government, ministry, presidency, municipality
    PARLIAMENT = "parliament"
    COURT = "court"
    FORCES = "forces"  # army, navy, air force
    POLICE = "police"  # police, security and intelligence services
    PARTY = "party"  # political party or movement
    ARMED_GROUP = "armed group"
    IGO = "international body"
    NGO = "organisation"
    MEDIA = "media"
    COMPANY = "company"
    PEOPLE = "people"  # ethnic, religious or national population
    GROUP = "described party"  # "protesters in Lagos", "gunmen", "residents"


class Precision(StrEnum):
    """How finely a place is known."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"  # larger than or across provinces: West Bank, Sahel
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open run of code points in a report's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    """A time with its honest precision.

    `edtf` is EDTF (ISO 8601-2:2019) level 1 or 2, or None when the expression cannot be tied to the calendar (the
    report's own date is not known); then `relative` says in words what is known ("Saturday before publication").
    `earliest` and `latest` are inclusive days, None when open. `how` is one of: stated (a full date in the text),
    relative (resolved against the report's date), metadata, dateline, publication (no expression: on or before the
    report's date), inferred (from what an undated report mentions), unresolved. `weekday` is 0 (Monday) to 6 when the
    words name one.
    """

    edtf: str | None
    earliest: date | None
    latest: date | None
    how: str
    text: str = ""
    relative: str = ""
    weekday: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes reports. `id` is its main domain, "" where none is known; `language` that of its main edition.

    `guessed`: it is in no list of ours; its name is what reports say, its country that of its address, if any.
    """

    id: str
    name: str
    kind: str = ""  # agency, broadcaster, government, igo, magazine, newspaper, ngo, website
    country: str | None = None  # ISO 3166-1 alpha-3
    language: str = ""  # BCP 47
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One article as one outlet published it. `id` is a hash of its page (without one: its outlet) and its text.

    `published_at` and `modified` are ISO 8601 as precise as the page gives them: a zone only where it names one.
    """

    id: str
    file: str
    text: str
    outlet: str = ""
    url: str = ""
    title: str = ""
    byline: str = ""
    published: When | None = None
    language: str = "en"
    passages: tuple[Passage, ...] = ()
    agency: str = ""  # the news agency whose text this is, where the report says so
    publisher: Outlet | None = None  # what is known of `outlet`
    published_at: str = ""  # with the time of day, "" where only the day is known
    modified: str = ""  # when it was changed last, as it says itself
    caption: str = ""  # of the lead picture
    copy_of: str = ""  # the address on another site that the page calls its original
    fetched: str = ""  # when the page was had, UTC, where its container tells


@dataclass(frozen=True, slots=True)
class Name:
    """One way an actor is written. `lang` is BCP 47 ("en", "ar-Latn"); `kind` is full, short, acronym or alias."""

    text: str
    lang: str = "en"
    kind: str = "full"


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: `title` at the actor `of`, from `start` to `end` (inclusive days, None when open)."""

    title: str
    of: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group, state or body that the almanac knows. `sector` is PLOVER's (GOV, MIL, REB, OPP, COP, JUD, …)."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str = ""
    names: tuple[Name, ...] = ()
    roles: tuple[Role, ...] = ()
    parents: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor whom a name or an office may stand for. `score` is in 0..1; `parts` name what spoke for it."""

    id: str
    name: str
    score: float
    parts: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor as one claim mentions it. `id` is the almanac's, or composed ("local:…", "group:…", "unsure:…").

    `candidates`, likeliest first, are given where more than one actor fits: two or more under an id "unsure:…", which
    is no actor's; under an actor's own id, that actor first and then those whom the report speaks for less.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str = ""
    title: str = ""  # the office or description given beside the name
    text: str = ""  # the words of the mention
    span: Span | None = None
    word: str = ""  # a loaded word the outlet used for it ("terrorist", "martyr"), never our own label
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A point or area on earth. `id` is "geonames:…" or "place:…" (curated); `country` ISO 3166-1 alpha-3 or None."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link in the chain of who says so, outermost first. What stands behind `actor` is known when it is linked."""

    text: str
    span: Span | None = None
    actor: str = ""  # participant id when linked
    kind: ActorKind | None = None
    country: str | None = None
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `low` to `high` inclusive ("at least 12" has no high; "dozens" has neither bound but its words)."""

    low: int | None
    high: int | None
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A value in 0..1 and the named parts it was made from, so that a person can see why."""

    value: float
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says happened. `span` is the clause it was read from, `trigger` the word that told."""

    id: str
    report: str
    passage: PassageKind
    type: str
    mode: str
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    places: tuple[Place, ...]  # most specific first
    when: When | None
    status: Status
    says: tuple[Speaker, ...]
    counts: Mapping[str, Count]  # killed, wounded, arrested, displaced, present
    span: Span
    text: str
    trigger: Span
    confidence: Score
    within: str = ""  # id of the speech act (REQUEST, THREATEN, …) whose content this is: no event of its own
    refers_back: bool = False  # told by a definite noun ("the attack"), which takes up something told before
    about: tuple[str, ...] = ()  # ids of the report's claims that this one reacts to: "condemned the attack"
    part_of: str = ""  # id of the report's claim that this one is a part of: a strike of "its offensive"

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of an event's field, which claims give it and which deny it. `shown` marks the record's choice.

    A claim that says nothing on the field is in neither: not stated is not denied.
    """

    value: str  # canonical form: an id, an EDTF string, a number, a status
    label: str  # for people
    claims: tuple[str, ...]
    shown: bool
    rule: str = ""  # why it is shown
    against: tuple[str, ...] = ()  # claims that what they tell with this value did not happen
    former: tuple[str, ...] = ()  # of `claims`, those of which a newer version of the same report tells another value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which the sources cannot all be right, with the rival values."""

    field: str
    values: tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that repeat each other: one source, however many print it. `reports` are in order of publication."""

    reports: tuple[str, ...]
    earliest: str  # id of the report that was out first, as far as is known
    agency: str = ""  # the news agency that a report of them names as its own source


@dataclass(frozen=True, slots=True)
class Event:
    """What the claims of one or more reports refer to.

    `part_of` and `about` lead to other events and are found when an event is asked for: what a claim of the one says of
    a claim of the other holds for the events that these are in today.
    """

    id: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: Place | None
    when: When | None
    status: Status
    says: tuple[Speaker, ...]
    counts: Mapping[str, Count]
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    fields: Mapping[str, tuple[FieldValue, ...]]
    conflicts: tuple[Conflict, ...]
    checked: str = ""  # "right" or "wrong", where a person said so
    confidence: Score | None = None  # that it happened; the parts are log-odds and add up to the value's
    origins: tuple[Origin, ...] = ()  # independent ones, the first out first
    part_of: str = ""  # id of the event that this is a part of: an offensive, a visit
    about: tuple[str, ...] = ()  # ids of the events that this is a reaction to or an inquiry into


GAPS = frozenset({"date", "encoding", "long-sentence"})  # problems of reports that are used, with something missing


@dataclass(frozen=True, slots=True)
class Problem:
    """An input set aside, or used with a reservation, and why.

    `position` is a line or member within `file`, or code points of the report's text; `code` is a stable word.
    """

    file: str
    position: str
    code: str
    message: str
    remedy: str

    @property
    def used(self) -> bool:
        """Whether the report was read all the same, with a gap."""
        return self.code in GAPS
