"""A small hand-made chronicle: texts of our own about public events, with the claims and events they tell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from whimbrel.clean.identity import identity
from whimbrel.model import (
    ActorKind,
    Claim,
    Conflict,
    Count,
    Event,
    FieldValue,
    Origin,
    Participant,
    Passage,
    PassageKind,
    Place,
    Precision,
    Problem,
    Report,
    Score,
    Span,
    Speaker,
    Status,
    When,
)

MOGADISHU = Place("geonames:53654", "Mogadishu", "SOM", 2.0371, 45.3438, Precision.TOWN)
PRETORIA = Place("geonames:964137", "Pretoria", "ZAF", -25.7449, 28.1878, Precision.TOWN)
KHARTOUM = Place("geonames:379252", "Khartoum", "SDN", 15.5518, 32.5324, Precision.TOWN)
NAIROBI = Place("geonames:184745", "Nairobi", "KEN", -1.2833, 36.8167, Precision.TOWN)
TIGRAY = Place("place:tigray", "Tigray", "ETH", 14.03, 38.32, Precision.PROVINCE)
SOMALIA = Place("geonames:51537", "Somalia", "SOM", None, None, Precision.COUNTRY)

ETHIOPIA = Participant("gov:ETH", "Government of Ethiopia", ActorKind.GOVERNMENT, "ETH", "GOV")
TPLF = Participant("group:tplf", "Tigray People's Liberation Front", ActorKind.PARTY, "ETH", "REB")
SHABAAB = Participant("group:al-shabaab", "al-Shabaab", ActorKind.ARMED_GROUP, "SOM", "REB")
ERITREA = Participant("forces:ERI", "Eritrean forces", ActorKind.FORCES, "ERI", "MIL")
UN = Participant("igo:un", "United Nations", ActorKind.IGO, None, "IGO")
SUDAN_POLICE = Participant("police:SDN", "Sudanese police", ActorKind.POLICE, "SDN", "COP")
PROTESTERS = Participant("group:protesters:khartoum", "protesters in Khartoum", ActorKind.GROUP, "SDN", "OPP")
MOHAMUD = Participant("person:hassan-sheikh-mohamud", "Hassan Sheikh Mohamud", ActorKind.PERSON, "SOM", "GOV")
ABIY = Participant("person:abiy-ahmed", "Abiy Ahmed", ActorKind.PERSON, "ETH", "GOV")
BYSTANDER = Participant("local:amina", "Amina Warsame", ActorKind.PERSON, "SOM", "CVL")


def digest(*parts: str) -> str:
    return hashlib.blake2b("|".join(parts).encode(), digest_size=8).hexdigest()


def day(iso: str, how: str = "stated", text: str = "") -> When:
    return When(iso, date.fromisoformat(iso), date.fromisoformat(iso), how, text)


def report(outlet: str, title: str, *paragraphs: str, published: str = "", url: str = "", file: str = "") -> Report:
    text = "\n\n".join((title, *paragraphs))
    passages, at = [], 0
    for number, paragraph in enumerate((title, *paragraphs)):
        kind = (PassageKind.HEADLINE, PassageKind.LEAD)[number] if number < 2 else PassageKind.BODY
        if paragraph.startswith("File photo"):
            kind = PassageKind.CAPTION
        passages.append(Passage(kind, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Report(
        id=identity(outlet, url, text).id,
        file=file or f"reports/{digest(title)[:6]}.txt",
        text=text,
        outlet=outlet,
        url=url,
        title=title,
        published=day(published, "metadata") if published else None,
        passages=tuple(passages),
    )


def claim(
    source: Report,
    words: str,
    trigger: str,
    type: str,
    mode: str = "",
    actors: Sequence[Participant] = (),
    recipients: Sequence[Participant] = (),
    places: Sequence[Place] = (),
    when: When | None = None,
    status: Status = Status.HAPPENED,
    says: Sequence[str] = (),
    counts: Mapping[str, tuple[int | None, int | None, str]] | None = None,
    contexts: tuple[str, ...] = (),
) -> Claim:
    start = source.text.index(words)
    at = source.text.index(trigger, start)
    kinds = [p.kind for p in source.passages if p.span.start <= start < p.span.end]
    return Claim(
        id=digest(source.id, str(start), type, trigger),
        report=source.id,
        passage=kinds[0],
        type=type,
        mode=mode,
        contexts=contexts,
        actors=tuple(actors),
        recipients=tuple(recipients),
        places=tuple(places),
        when=when,
        status=status,
        says=tuple(Speaker(who) for who in says),
        counts={name: Count(low, high, text) for name, (low, high, text) in (counts or {}).items()},
        span=Span(start, start + len(words)),
        text=words,
        trigger=Span(at, at + len(trigger)),
        confidence=Score(0.8, {"pattern": 0.9, "actors": 0.7}),
    )


def called(who: Participant, text: str, title: str = "", word: str = "") -> Participant:
    """The participant as one report mentions it."""
    return replace(who, text=text, title=title, word=word)


def replace_text(source: Report, text: str) -> Report:
    return replace(source, id=digest(text), text=text, passages=())


WIRE = report(
    "The Harbour Wire",
    "Two car bombs kill scores in Mogadishu",
    "Two car bombs exploded at a busy junction in Mogadishu on Saturday, killing at least 100 people, "
    "President Hassan Sheikh Mohamud said.",
    "The president blamed al-Shabaab for the attack.",
    published="2022-10-30",
    url="https://harbourwire.example/mogadishu-bombs",
)
POST = report(
    "Gulf Morning Post",
    "Mogadishu toll rises to 120",
    "The death toll of Saturday's bombing by al-Shabaab terrorists in the Somali capital has risen to 120, "
    "the health minister said.",
    "Amina Warsame, a tea seller, was among the wounded.",
    published="2022-11-01",
    url="https://gulfmorning.example/a/2",
)
RADIO = report(
    "إذاعة الساحل",
    "Blasts shake Somali capital",
    "On 29 October 2022 explosions killed about 90 people outside the education ministry in Mogadishu.",
    published="2022-10-29",
)
TRUCE = report(
    "The Harbour Wire",
    "Ethiopia and Tigray forces sign truce",
    "Ethiopia's government and the Tigray People's Liberation Front agreed on Wednesday in Pretoria to cease fire.",
    "Military commanders of both sides are to meet in Nairobi on Monday.",
    "Eritrea denied that its troops had shelled towns in Tigray on Tuesday.",
    "File photo: Prime Minister Abiy Ahmed meets President Hassan Sheikh Mohamud in Mogadishu.",
    published="2022-11-03",
    url="https://harbourwire.example/pretoria",
)
TRUCE_TOO = report(
    "Addis Ledger",
    "TPLF, government reach peace deal",
    "In Pretoria, the government of Ethiopia and the TPLF signed a deal on 2 November 2022 to stop fighting.",
    published="2022-11-03",
)
STREET = report(
    "",
    "Tear gas in Khartoum",
    "Police in Khartoum fired tear gas at protesters on Saturday, residents said.",
    "The United Nations called on Sudan to respect the right to protest.",
)
HOSTILE = report(
    "<script>alert(1)</script>",
    '</title><img src=x onerror="alert(2)"> \x1b[31mred\x1b[0m',
    "=cmd|' /C calc'!A0 met @SUM(A1) \x1b]8;;http://evil.example\x07in\x1b]8;;\x07 Nairobi\u202e on 5 May 2020.",
    published="2020-05-06",
    url="javascript:alert(3)",
)

BOMB = [
    claim(
        WIRE,
        "Two car bombs exploded at a busy junction in Mogadishu on Saturday, killing at least 100 people",
        "killing",
        "ASSAULT",
        "explosives",
        [called(SHABAAB, "al-Shabaab")],
        places=[MOGADISHU, SOMALIA],
        when=day("2022-10-29", "relative", "on Saturday"),
        says=["President Hassan Sheikh Mohamud"],
        counts={"killed": (100, None, "at least 100")},
        contexts=("terrorism",),
    ),
    claim(
        POST,
        "The death toll of Saturday's bombing by al-Shabaab terrorists in the Somali capital has risen to 120",
        "bombing",
        "ASSAULT",
        "explosives",
        [called(SHABAAB, "al-Shabaab terrorists", word="terrorists")],
        [BYSTANDER],
        places=[MOGADISHU, SOMALIA],
        when=day("2022-10-29", "relative", "Saturday's"),
        says=["the health minister"],
        counts={"killed": (120, 120, "120")},
    ),
    claim(
        RADIO,
        "explosions killed about 90 people outside the education ministry in Mogadishu",
        "killed",
        "ASSAULT",
        "explosives",
        places=[MOGADISHU, SOMALIA],
        when=day("2022-10-29", "stated", "29 October 2022"),
        counts={"killed": (85, 95, "about 90")},
    ),
]
BLAME = claim(
    WIRE,
    "The president blamed al-Shabaab for the attack",
    "blamed",
    "ACCUSE",
    "allege",
    [called(MOHAMUD, "The president", "President")],
    [called(SHABAAB, "al-Shabaab")],
    when=When("../2022-10-30", None, date(2022, 10, 30), "publication"),
)
BLAME = replace(BLAME, about=(BOMB[0].id,))
DEAL = [
    claim(
        TRUCE,
        "Ethiopia's government and the Tigray People's Liberation Front agreed on Wednesday in Pretoria to cease fire",
        "agreed",
        "AGREE",
        actors=[called(ETHIOPIA, "Ethiopia's government"), called(TPLF, "the Tigray People's Liberation Front")],
        places=[PRETORIA],
        when=day("2022-11-02", "relative", "on Wednesday"),
        contexts=("peacekeeping", "military"),
    ),
    claim(
        TRUCE_TOO,
        "the government of Ethiopia and the TPLF signed a deal on 2 November 2022 to stop fighting",
        "signed",
        "AGREE",
        actors=[called(ETHIOPIA, "the government of Ethiopia"), called(TPLF, "the TPLF")],
        places=[PRETORIA],
        when=day("2022-11-02", "stated", "on 2 November 2022"),
    ),
]
COMMANDERS = claim(
    TRUCE,
    "Military commanders of both sides are to meet in Nairobi on Monday",
    "meet",
    "CONSULT",
    actors=[ETHIOPIA, TPLF],
    places=[NAIROBI],
    when=day("2022-11-07", "relative", "on Monday"),
    status=Status.PLANNED,
)
SHELLED = claim(
    TRUCE,
    "its troops had shelled towns in Tigray on Tuesday",
    "shelled",
    "ASSAULT",
    "heavy-weapons",
    actors=[called(ERITREA, "its troops")],
    places=[TIGRAY],
    when=day("2022-11-01", "relative", "on Tuesday"),
    status=Status.DENIED,
    says=["Eritrea"],
)
PHOTO = claim(
    TRUCE,
    "Prime Minister Abiy Ahmed meets President Hassan Sheikh Mohamud in Mogadishu",
    "meets",
    "CONSULT",
    actors=[
        called(ABIY, "Prime Minister Abiy Ahmed", "Prime Minister"),
        called(MOHAMUD, "President Hassan Sheikh Mohamud"),
    ],
    places=[MOGADISHU, SOMALIA],
    status=Status.HISTORICAL,
)
GAS = claim(
    STREET,
    "Police in Khartoum fired tear gas at protesters on Saturday",
    "fired",
    "ASSAULT",
    "crowd-control",
    [called(SUDAN_POLICE, "Police in Khartoum")],
    [called(PROTESTERS, "protesters")],
    places=[KHARTOUM],
    when=When(None, None, None, "unresolved", "on Saturday", "Saturday before publication", 5),
    says=["residents"],
)
RIGHTS = claim(
    STREET,
    "The United Nations called on Sudan to respect the right to protest",
    "called",
    "REQUEST",
    "change",
    [UN],
    [Participant("SDN", "Sudan", ActorKind.STATE, "SDN", "GOV")],
    when=When(None, None, None, "unresolved", "", "before publication"),
)
EVIL = claim(
    HOSTILE,
    HOSTILE.text.split("\n\n")[1],
    "met",
    "CONSULT",
    actors=[
        Participant("local:=cmd", "=cmd|' /C calc'!A0", ActorKind.PERSON, text="=cmd|' /C calc'!A0"),
        Participant("local:@sum", "@SUM(A1) \x1b[31m<b>x</b>", ActorKind.PERSON, text="@SUM(A1)"),
    ],
    places=[NAIROBI],
    when=day("2020-05-05"),
)

REPORTS = (WIRE, POST, RADIO, TRUCE, TRUCE_TOO, STREET, HOSTILE)
CLAIMS = (*BOMB, BLAME, *DEAL, COMMANDERS, SHELLED, PHOTO, GAS, RIGHTS, EVIL)


def event(*claims: Claim, id: str = "", conflicts: Sequence[str] = ()) -> Event:
    """An event as merging would make it: every field's values with their claims, the first one shown."""
    first = claims[0]
    fields: dict[str, tuple[FieldValue, ...]] = {}
    for name in sorted({name for one in claims for name in one.counts}):
        fields[name] = tuple(
            FieldValue(
                f"{c.low}-{c.high}", c.text, (one.id,), one is first, "highest attributed" if one is first else ""
            )
            for one in claims
            if (c := one.counts.get(name))
        )
    fields["when"] = (
        FieldValue(
            (first.when and first.when.edtf) or "",
            (first.when and (first.when.edtf or first.when.relative)) or "",
            tuple(c.id for c in claims if c.when),
            True,
            "stated",
        ),
    )
    fields["status"] = (
        FieldValue(str(first.status), str(first.status), tuple(c.id for c in claims), True, "all agree"),
    )
    if first.place:
        place = first.place
        fields["place"] = (FieldValue(place.id, place.name, tuple(c.id for c in claims if c.places), True, "finest"),)
    actors = {who.id: who for one in claims for who in one.actors}
    if actors:
        fields["actors"] = tuple(
            FieldValue(who.id, who.name, tuple(c.id for c in claims if who.id in {a.id for a in c.actors}), True)
            for who in actors.values()
        )
    return Event(
        id=id or digest("event", *sorted(c.id for c in claims)),
        type=first.type,
        mode=first.mode,
        contexts=first.contexts,
        actors=tuple(actors.values()),
        recipients=first.recipients,
        place=first.place,
        when=first.when,
        status=first.status,
        says=first.says,
        counts=first.counts,
        reports=tuple(dict.fromkeys(c.report for c in claims)),
        claims=tuple(c.id for c in claims),
        fields=fields,
        conflicts=tuple(Conflict(name, fields[name]) for name in conflicts),
        confidence=Score(0.87, {"base": -0.2, "told by the outlet": 2.101}),
        origins=tuple(Origin((report,), report) for report in dict.fromkeys(c.report for c in claims)),
    )


EVENTS = (
    event(*BOMB, conflicts=["killed"]),
    replace(event(BLAME), about=(event(*BOMB).id,)),
    event(*DEAL),
    event(COMMANDERS),
    event(SHELLED),
    event(PHOTO),
    event(GAS),
    event(RIGHTS),
    event(EVIL),
)
PROBLEM = Problem("reports/empty.txt", "", "empty", "the file has no text", "nothing to do")


def claims_of(source: Report) -> tuple[Claim, ...]:
    return tuple(one for one in CLAIMS if one.report == source.id)


def fill(chronicle: object) -> None:
    """Puts everything above into a chronicle."""
    for source in REPORTS:
        chronicle.add(source, claims_of(source))  # type: ignore[attr-defined]
    chronicle.replace_events(EVENTS)  # type: ignore[attr-defined]
    chronicle.add_problem(PROBLEM)  # type: ignore[attr-defined]
