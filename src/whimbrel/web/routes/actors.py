"""Actors: who takes part in most events, and each with names, offices, the outlets' words, events and company.

Private persons who only suffered something are found nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.browsing import Query, Ranked, parse_query
from whimbrel.chronicle import ActorEntry
from whimbrel.chronicle.parties import Face
from whimbrel.errors import UsageError
from whimbrel.export.actors import actor_record, like_record, name_record, role_record
from whimbrel.export.record import Record
from whimbrel.looking import LONGEST, Likeness, like, offices
from whimbrel.model import ActorKind
from whimbrel.web.faults import NotFound
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.rows import by_day
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_limit, csv_page, json_page, next_address, plain_json
from whimbrel.web.views.actor import KINDS, Similar, about, actor_page, by_outlet, entry, line
from whimbrel.web.views.company import LOOKED, considered, network

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

SHOWN_EVENTS = 15
WORDS_AT_ONCE = 600  # mentions of an actor whose outlets' words are looked up with the page
_BATCH = 200
_STEM = 3  # letters by which names are gathered that may be alike
_LONGEST_Q = 200


@router.get("/actors.json", tags=["actors"], summary="Those who take part, by number of events")
def actors_json(request: Request, site: SiteNow) -> Response:
    rows, after = _page_of(request, site)
    faces = site.known.faces([row.id for row in rows])
    return json_page(request, "actors", (_line_record(row, faces.get(row.id)) for row in rows), next=after)


@router.get("/actors.csv", tags=["actors"], summary="All those who take part, as CSV")
def actors_csv(request: Request, site: SiteNow) -> Response:
    rows = list(_listed(request, site, ""))
    faces = site.known.faces([row.id for row in rows])
    return csv_page("party", (_line_record(row, faces.get(row.id)) for row in rows), name="actors")


@router.get("/actors", include_in_schema=False)
def actors_html(request: Request, site: SiteNow) -> Response:
    rows, after = _page_of(request, site)
    faces = site.known.faces([row.id for row in rows])
    asked, kind = _asked(request)
    lines = [line(row, faces.get(row.id)) for row in rows]
    next = next_address(request, after)
    return page(request, "actors.html.j2", lines=lines, asked=asked, kind=kind, kinds=KINDS, next=next,
                twin=f"?{request.url.query}" if request.url.query else "")  # fmt: skip


@router.get("/actors/{id}/similar.json", tags=["actors"], summary="Actors with a like name, in any script")
def similar_json(id: str, site: SiteNow) -> Response:
    row = _found(site, id)
    return plain_json({"id": row.id, "similar": [like_record(one) for one in _similar(site, row)]})


@router.get("/actors/{id}/similar", include_in_schema=False)
def similar_html(request: Request, id: str, site: SiteNow) -> Response:
    """A page; asked for a part, only what it holds."""
    row = _found(site, id)
    told = [
        Similar(
            one.id, one.name, str(one.kind), one.written if one.written != one.name else "", f"{one.score.value:.2f}",
            one.events,
        )
        for one in _similar(site, row)
    ]  # fmt: skip
    template = "similar_part.html.j2" if "part" in request.query_params else "similar.html.j2"
    return page(request, template, id=row.id, name=row.name, similar=told)


@router.get("/actors/{id}/words", include_in_schema=False)
def words_html(request: Request, id: str, site: SiteNow) -> Response:
    """A page; asked for a part, only what it holds."""
    row = _found(site, id)
    words = by_outlet(site.chronicle.outlet_words(row.id))
    template = "words_part.html.j2" if "part" in request.query_params else "words.html.j2"
    return page(request, template, id=row.id, name=row.name, words=words)


@router.get("/actors/{id}.json", tags=["actors"], summary="One actor in full, without those who are like it")
def actor_json(request: Request, id: str, site: SiteNow) -> Response:
    row = _found(site, id)
    if row.id != id:
        return _moved(request, f"/actors/{quote(row.id, safe='')}.json")
    return plain_json(_record(site, row))


@router.get("/actors/{id}.csv", tags=["actors"], summary="The events of one actor, as CSV")
def actor_csv(id: str, site: SiteNow) -> Response:
    row = _found(site, id)
    asked = _events_of(row)
    return RedirectResponse(f"/events.csv?{asked.address}", status_code=307)


@router.get("/actors/{id}", include_in_schema=False)
def actor_html(request: Request, id: str, site: SiteNow) -> Response:
    row = _found(site, id)
    if row.id != id:
        return _moved(request, f"/actors/{quote(row.id, safe='')}")
    chronicle, almanac = site.chronicle, site.known.almanac()
    mentions = chronicle.mentions_of(row.id)
    words = chronicle.outlet_words(row.id) if mentions <= WORDS_AT_ONCE else None
    newest = site.browser.listing(_events_of(row), limit=LOOKED).ids
    met = chronicle.company(row.id, newest)
    told = actor_page(
        row, site.known.faces([row.id]).get(row.id), almanac.actor(row.id), almanac,
        chronicle.portrait(row.id), mentions, words,
        list(by_day(site.rows(newest[:SHOWN_EVENTS]))),
        network(met, site.known.public(considered(met))),
        date.today(),  # an office that has no end is held today
    )  # fmt: skip
    return page(request, "actor.html.j2", actor=told)


def _page_of(request: Request, site: Site) -> tuple[list[Ranked], str]:
    """The rows of the page that is asked for, and the cursor of the next."""
    limit = asked_limit(request)
    rows = list(islice(_listed(request, site, request.query_params.get("cursor", "")), limit + 1))
    return rows[:limit], rows[limit - 1].cursor if len(rows) > limit else ""


def _listed(request: Request, site: Site, cursor: str) -> Iterator[Ranked]:
    """Those who fit the address and may be listed, behind a cursor. Raises UsageError."""
    asked, kind = _asked(request)
    words = asked.casefold().split()
    alike = _of_that_name(site, asked)
    ranking = site.browser.ranked_actors().behind(cursor)
    fitting = (row for row in ranking if not words or row.id in alike or all(word in row.folded for word in words))
    while batch := list(islice(fitting, _BATCH)):
        ids = [row.id for row in batch]
        wanted = site.known.public(ids)
        if kind:
            wanted &= {id for id, face in site.known.faces(ids).items() if face.kind == kind}
        yield from (row for row in batch if row.id in wanted)


def _of_that_name(site: Site, asked: str) -> set[str]:
    """Actors of the almanac whose name, in whatever script, is what was asked for."""
    if not any(char.isalpha() for char in asked):
        return set()
    return {match.actor.id for match in site.known.almanac().match(asked)}


def _asked(request: Request) -> tuple[str, str]:
    """The words and the kind that the address asks for. Raises UsageError."""
    asked, kind = request.query_params.get("q", "").strip(), request.query_params.get("kind", "").strip()
    if len(asked) > _LONGEST_Q:
        raise UsageError(f"a name of more than {_LONGEST_Q} characters", remedy="shorten it")
    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind {kind[:40]!r}", remedy=f"one of {', '.join(KINDS)}")
    for name in request.query_params:
        if name not in ("q", "kind", "cursor", "limit"):
            raise UsageError(f"actors cannot be narrowed by {name[:40]!r}", remedy="by q (a name) or kind")
    return asked, kind


def _found(site: Site, id: str) -> Ranked:
    """The actor of this id or unique beginning of one; merged ids lead to their actor. Raises UsageError, NotFound."""
    now = site.chronicle.identities().of(id)
    row = site.browser.ranked_actors().find(now)
    head = None if row else site.chronicle.party(now)
    if head is not None:
        row = site.browser.ranked_actors().find(head.id) or Ranked(head.id, head.name, "", 0)
    if row is not None and site.known.public([row.id]):
        return row
    actor = site.known.almanac().actor(now) if row is None else None
    if actor is None:
        raise NotFound(f"there is no actor {id[:60]!r}", remedy="look for a name in the list of actors")
    return Ranked(actor.id, actor.name, "", 0)


def _events_of(row: Ranked) -> Query:
    return parse_query([("actor", row.id)])


def _similar(site: Site, row: Ranked) -> list[Likeness]:
    """Those with a like name; of those that no almanac has, such as share the beginning of a word."""
    face = site.known.faces([row.id]).get(row.id)
    kind = face.kind if face else ActorKind.GROUP
    if kind is ActorKind.GROUP or not any(char.isalpha() for char in row.name):
        return []
    kinds = frozenset({kind}) if kind is ActorKind.PERSON else frozenset(ActorKind) - {ActorKind.PERSON}
    stems = {word[:_STEM] for word in row.folded.split() if len(word) >= _STEM}
    near = [
        other
        for other in site.browser.ranked_actors().rows
        if other.id != row.id and stems & {word[:_STEM] for word in other.folded.split()}
    ]
    shown = site.known.public([other.id for other in near])
    faces = site.known.faces(sorted(shown))
    entries = (_light(other, faces[other.id]) for other in near if other.id in shown and other.id in faces)
    found = like(row.name[:LONGEST], entries, site.known.almanac(), kinds=kinds)
    return [one for one in found if one.id != row.id][:8]


def _light(row: Ranked, face: Face) -> ActorEntry:
    return ActorEntry(row.id, row.name, face.kind, face.country or None, face.sector, 0, 0, row.events, (), ())


def _line_record(row: Ranked, face: Face | None) -> Record:
    return {
        "id": row.id,
        "name": row.name,
        "kind": str(face.kind) if face else "",
        "country": (face.country if face else "") or None,
        "sector": face.sector if face else "",
        "events": row.events,
    }


def _record(site: Site, row: Ranked) -> dict[str, Any]:
    """As `whimbrel actor --format json`, with whom the actor meets and without those who are like it."""
    chronicle, almanac = site.chronicle, site.known.almanac()
    actor = almanac.actor(row.id)
    face = site.known.faces([row.id]).get(row.id)
    met = chronicle.company(row.id, site.browser.listing(_events_of(row), limit=LOOKED).ids)
    found = network(met, site.known.public(considered(met)))
    held = offices(actor, almanac) if actor else ()
    names: Iterable[Record] = (name_record(name, actor.source) for name in actor.names) if actor else ()
    return {
        **actor_record(entry(row, face, chronicle.portrait(row.id), chronicle.outlet_words(row.id))),
        "about": about(face),
        "names": list(names),
        "roles": [role_record(office.role, office.body) for office in held],
        "parents": list(actor.parents) if actor else [],
        "company": [
            {"id": one.id, "name": one.name, "met": one.met, "fought": one.fought, "beside": one.beside}
            for one in found.companions
        ],
    }


def _moved(request: Request, path: str) -> Response:
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + asked, status_code=307)
