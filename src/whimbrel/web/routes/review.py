"""The review queue: one question at a time, the most useful first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.chronicle import Decision
from whimbrel.chronicle.decisions import decision_record
from whimbrel.errors import UsageError
from whimbrel.export.decisions import decided_words
from whimbrel.export.record import Record
from whimbrel.reviewing import KINDS, Answers, Gathered, Question, agreements, pick, question_of
from whimbrel.reviewing.question import RIGHT, SAME
from whimbrel.web import schemas
from whimbrel.web.rendering import page
from whimbrel.web.reviewed import Shown, shown
from whimbrel.web.security import reviewer
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_limit, csv_page, plain_json
from whimbrel.web.writing import Posted, posted, writer

router = APIRouter()
SiteNow = Annotated[Site, Depends(site_of)]
Sent = Annotated[Posted, Depends(posted)]
TABS = (("", "All"), (SAME, "Same or different?"), (RIGHT, "Right or wrong?"), ("who", "Who is this?"))
LAST = 10
TRIED = 30  # questions that are looked up before the page says that none is left


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the reviewer's own decisions. `again` is where its question is asked once more, "" where none is."""

    id: str
    words: str
    at: str
    again: str


@router.get("/review", include_in_schema=False)
def review(request: Request, site: SiteNow) -> Response:
    who, kind = reviewer(request), _kind(request)
    gathered, answers = site.questions.now(), site.questions.answers()
    open_ones = _open(site, gathered, answers, who, kind)
    asked = _asked(request, site, gathered) or _first(site, open_ones, gathered)
    answer = page(
        request,
        "review.html.j2",
        asked=asked,
        given=answers.given(asked.question).get(who) if asked and who else None,
        kind=kind,
        tabs=[(name, label, _at(name)) for name, label in TABS],
        here_again=_at(kind),
        left=len(open_ones),
        busy=gathered.busy,
        failed=gathered.failed,
        mine=[_mine(one) for one in answers.last_of(who, LAST)] if who else [],
        agreed=agreements(answers.decisions),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/review/skip", include_in_schema=False)
def skip(request: Request, site: SiteNow, sent: Sent) -> Response:
    who = writer(request, sent)
    site.questions.skipped.skip(who, question_of(sent.one("question")).id)
    kind = sent.one("kind")
    return RedirectResponse(_at(kind if kind in KINDS else ""), status_code=303)


@router.get(
    "/review.json",
    tags=["review"],
    summary="Questions that are open, the most useful first",
    description="Open to whoever asks: what a reviewer (by token) answered is left out.",
    openapi_extra=schemas.parameters(schemas.KIND, schemas.LIMIT),
    responses=schemas.answers(schemas.REVIEW),
)
def review_json(request: Request, site: SiteNow) -> Response:
    gathered = site.questions.now()
    found = _open(site, gathered, site.questions.answers(), reviewer(request), _kind(request))
    some = [_record(one) for one in found[: asked_limit(request)]]
    answer = plain_json({"questions": some, "total": len(found), "gathering": gathered.busy})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/review.csv", tags=["review"], summary="The same as CSV", responses=schemas.csv_answer())
def review_csv(request: Request, site: SiteNow) -> Response:
    found = _open(site, site.questions.now(), site.questions.answers(), reviewer(request), _kind(request))
    return csv_page("question", map(_record, found))


def _kind(request: Request) -> str:
    kind = request.query_params.get("kind", "")
    if kind and kind not in KINDS:
        raise UsageError(f"there are no questions of kind {kind[:40]!r}", remedy=f"one of {', '.join(KINDS)}")
    return kind


def _open(site: Site, gathered: Gathered, answers: Answers, who: str, kind: str) -> list[Question]:
    of_kind = (one for one in gathered.questions if kind in ("", one.kind))
    return pick(of_kind, answers, who, site.questions.skipped.waiting(who))


def _first(site: Site, questions: Sequence[Question], gathered: Gathered) -> Shown | None:
    """The first that can still be asked: some may be about what is there no more."""
    return next(_filled(site, questions[:TRIED], gathered), None)


def _filled(site: Site, questions: Sequence[Question], gathered: Gathered) -> Iterator[Shown]:
    for one in questions:
        found = shown(site.chronicle, one, gathered)
        if found is not None:
            yield found


def _asked(request: Request, site: Site, gathered: Gathered) -> Shown | None:
    """The question that the address names, answered or not. Raises UsageError where there is none."""
    id = request.query_params.get("question", "")
    if not id:
        return None
    question = next((one for one in gathered.questions if one.id == id), None) or question_of(id)
    found = shown(site.chronicle, question, gathered)
    if found is None:
        raise UsageError(f"the question {id[:80]!r} is asked no more", remedy="go on with another at /review")
    return found


def _mine(one: Decision) -> Mine:
    again = ""
    if one.verb in ("same", "different"):
        again = Question(SAME, (one.sides[0][0], one.sides[1][0])).id
    elif one.verb in ("right", "wrong"):
        again = Question(RIGHT, (one.sides[0][0],)).id
    link = f"/review?{urlencode({'question': again})}" if again else ""
    return Mine(one.id, decided_words(decision_record(one)), one.at.replace("T", " ").rstrip("Z"), link)


def _at(kind: str) -> str:
    return f"/review?kind={kind}" if kind else "/review"


def _record(one: Question) -> Record:
    return {
        "id": one.id,
        "kind": one.kind,
        "about": list(one.about),
        "doubt": round(one.doubt, 4),
        "use": round(one.use, 4),
        "reasons": list(one.reasons),
    }
