"""One readable sentence for an event: "al-Shabaab killed at least 100 people in a bombing in Mogadishu".

The words are plain and our own; whether the thing took place is part of the sentence ("plans to", "denied that").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from whimbrel.export.dates import joined
from whimbrel.export.wording import verb, with_article, wording
from whimbrel.model import ActorKind, Claim, Count, Event, Participant, Place, Precision, Status

_PLURAL_KINDS = {ActorKind.PEOPLE, ActorKind.GROUP, ActorKind.FORCES, ActorKind.POLICE}
_PLURAL_WORDS = {"police", "people", "troops", "gunmen", "men", "women", "children", "militia"}
_BEHIND = re.compile(r"\s(?:in|of|from|at|with)\s|\s?\(")
_NUMBER_WORDS = re.compile(
    r"\b(?:\d[\d,.]*|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|dozens of|"
    r"scores of|hundreds of|thousands of|at least|more than)\s+",
    re.IGNORECASE,
)
_JOINT = {"CONSULT", "AGREE", "COOPERATE"}
_HARM = {"ASSAULT", "COERCE", "PROTEST", "SANCTION"}
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Clause:
    """Who, and a phrase that begins with a base verb. `acts` is false for one to whom it is done."""

    subject: str
    plural: bool
    phrase: str
    acts: bool = True


def event_sentence(event: Event | Claim, affiliations: Mapping[str, str] | None = None) -> str:
    """What happened, in one sentence. `affiliations`: the group to set behind a person's name, by id."""
    with_whom = affiliations or {}
    says = joined([speaker.text for speaker in event.says[:1] if speaker.text])
    clause = _clause(event, with_whom)
    sentence = _stated(clause, event.status, says, _where(event.place, f"{clause.subject} {clause.phrase}"))
    return sentence[:1].upper() + sentence[1:]


def type_label(type: str, mode: str = "") -> str:
    """A type and mode in a word or two: "meeting", "air strike"."""
    return wording(type, mode).label


def count_words(count: Count) -> str:
    """A count in words: "3", "at least 100", "85 to 95", or the report's own words."""
    low, high = count.low, count.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"at most {high:,}"
    return count.text


def _clause(event: Event | Claim, affiliations: Mapping[str, str]) -> _Clause:
    actors = [name for who in event.actors if (name := _named(who, affiliations))]
    recipients = [name for who in event.recipients if (name := _named(who, affiliations))]
    subject, plural = _listed(actors), len(actors) > 1 or any(_is_plural(who) for who in event.actors)
    if event.type in _HARM and event.counts:
        told = _toll(event, subject, plural)
        if told:
            return told
    words = wording(event.type, event.mode)
    if not actors:
        if not recipients:
            return _Clause("an unnamed party", False, words.alone)
        plural = len(recipients) > 1 or any(_is_plural(who) for who in event.recipients)
        return _Clause(_listed(recipients), plural, words.suffered, acts=False)
    if recipients:
        return _Clause(subject, plural, words.both.replace("{o}", _listed(recipients)))
    if len(actors) > 1 and event.type in _JOINT and not event.mode:
        return _pair(actors, words.joint) if event.type == "CONSULT" else _Clause(subject, True, words.joint)
    return _Clause(subject, plural, words.joint if len(actors) > 1 else words.alone)


def _pair(actors: list[str], phrase: str) -> _Clause:
    """ "A met B" reads better than "A and B met"."""
    if len(actors) == 2 and phrase == "meet":
        return _Clause(actors[0], False, f"meet {actors[1]}")
    return _Clause(_listed(actors), True, phrase)


_TOLLS = (("killed", "kill"), ("wounded", "wound"), ("arrested", "arrest"), ("displaced", "displace"))


def _toll(event: Event | Claim, subject: str, plural: bool) -> _Clause | None:
    """The clause for harm whose numbers are told."""
    counted = [(base, event.counts[name]) for name, base in _TOLLS if name in event.counts]
    counted = [(base, count) for base, count in counted if count.high != 0]
    if not counted:
        return None
    (base, count), *others = counted
    if event.type == "COERCE" and base != "arrest":
        return None
    harmed = _harmed(event, count)
    noun = wording(event.type, event.mode).noun
    means = f" in {noun}" if noun and event.mode else ""
    if not subject:
        more = "".join(f" and {count_words(number)} {verb(other).participle}" for other, number in others[:1])
        return _Clause(harmed, _many(count), f"be {verb(base).participle}{more}{means}", acts=False)
    also = f", with {count_words(others[0][1])} {verb(others[0][0]).participle}" if others else ""
    return _Clause(subject, plural, f"{base} {harmed}{means}{also}")


def _harmed(event: Event | Claim, count: Count) -> str:
    words = count_words(count)
    if count.low is None and count.high is None and words.endswith("s"):
        words += " of"
    return f"{words} {_people(event, count)}"


def _people(event: Event | Claim, count: Count) -> str:
    """ "Palestinians" when those harmed are one named people or described party, else "people"."""
    groups = [who.name for who in event.recipients if who.kind in (ActorKind.PEOPLE, ActorKind.GROUP)]
    if len(groups) == 1 and len(event.recipients) == 1 and _many(count):
        bare = _NUMBER_WORDS.sub("", groups[0])
        head = _BEHIND.split(bare.lower())[0].split()[-1:]  # "American doctors", "protesters in Lagos"
        if head and (head[0].endswith("s") or head[0] in _PLURAL_WORDS):
            return bare
    return "people" if _many(count) else "person"


def _many(count: Count) -> bool:
    return not (count.low == 1 and count.high == 1)


def _stated(clause: _Clause, status: Status, says: str, where: str) -> str:
    """The clause as happened, planned, denied, …"""
    head, _, rest = clause.phrase.partition(" ")
    forms = verb(head)
    tail = (f" {rest}" if rest else "") + where
    full = clause.phrase + where
    was = "were" if clause.plural else "was"
    past = (was if head == "be" else forms.past) + tail
    who = clause.subject
    match status:
        case Status.ONGOING:
            return f"{who} {'are' if clause.plural else 'is'} {forms.gerund}{tail}"
        case Status.PLANNED:
            return f"{who} planned to {full}" if clause.acts else f"{who} {was} to {full}"
        case Status.CALLED_FOR:
            return f"{says} called for {who} to {full}" if says else f"there was a call for {who} to {full}"
        case Status.THREATENED:
            return f"{who} threatened to {full}" if clause.acts else f"there was a threat that {who} would {full}"
        case Status.HYPOTHETICAL:
            return f"{who} might {full}"
        case Status.ALLEGED:
            return f"{who} {past}, {says} alleged" if says else f"{who} allegedly {past}"
        case Status.DENIED:
            return f"{says or 'someone'} denied that {who} had {forms.participle}{tail}"
        case Status.NEGATED:
            return f"{who} {was} not{tail}" if head == "be" else f"{who} did not {full}"
        case _:
            return f"{who} {past}"


def _where(place: Place | None, told: str) -> str:
    if place is None or not place.name or told.endswith(place.name) or f" in {place.name}" in told:
        return ""
    word = "at" if place.precision is Precision.SITE else "in"
    return f" {word} {with_article(place.name)}"


def _named(who: Participant, affiliations: Mapping[str, str]) -> str:
    if who.kind is ActorKind.PERSON:
        group = affiliations.get(who.id)
        return f"{who.name} ({group})" if group else who.name
    return with_article(who.name)


def _listed(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 1], f"{len(names) - _SHOWN + 1} others"]
    return joined(names)


def _is_plural(who: Participant) -> bool:
    words = who.name.lower().split()
    if who.kind not in _PLURAL_KINDS or not words:
        return False
    heads = [word for word in words if word.endswith("s") and not word.endswith("ss")]
    return bool(heads) or any(word in _PLURAL_WORDS for word in words)
