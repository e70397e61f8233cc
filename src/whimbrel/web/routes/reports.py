"""Reports: which were read, and each with its text, what was read from which words, and the grounds of its date."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.api import claim_records
from whimbrel.chronicle.report_lines import ReportLine
from whimbrel.dating import Dating, date_report
from whimbrel.dating.show import dating_record
from whimbrel.errors import UsageError
from whimbrel.export.record import Record, report_record
from whimbrel.following.other_versions import versions_record, versions_view
from whimbrel.model import Report
from whimbrel.web.faults import NotFound
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import MOST, asked_limit, csv_page, json_page, next_address, plain_json
from whimbrel.web.views.dating import dating_view
from whimbrel.web.views.report import is_undated, line, report_page

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

MOST_DATED = 200_000  # characters of a text that is dated while somebody waits


@router.get("/reports.json", tags=["reports"], summary="Reports without their texts, the last read first")
def reports_json(request: Request, site: SiteNow) -> Response:
    lines, after = _page_of(request, site)
    return json_page(request, "reports", map(_line_record, lines), next=after)


@router.get("/reports.csv", tags=["reports"], summary="All reports, as CSV")
def reports_csv(request: Request, site: SiteNow) -> Response:
    outlet = request.query_params.get("outlet", "")

    def every() -> list[Record]:
        before, found = 0, list[Record]()
        while lines := site.chronicle.report_lines(before=before, outlet=outlet, most=MOST):
            found += [report_record(one.report) for one in lines]
            before = lines[-1].seq
        return found

    return csv_page("report", every())


@router.get("/reports", include_in_schema=False)
def reports_html(request: Request, site: SiteNow) -> Response:
    lines, after = _page_of(request, site)
    told = [line(one) for one in lines]
    outlet, reports = request.query_params.get("outlet", ""), site.chronicle.edge().report
    next = next_address(request, after)
    return page(request, "reports.html.j2", lines=told, outlet=outlet, reports=reports, next=next)


@router.get("/reports/{id}.json", tags=["reports"], summary="One report with its text, its passages and its claims")
def report_json(request: Request, id: str, site: SiteNow) -> Response:
    report = _found(site, id)
    if report.id != id:
        return _moved(request, f"/reports/{quote(report.id)}.json")
    claims = list(claim_records(site.chronicle, site.chronicle.claims(report=report.id)))
    others = versions_record(versions_view(site.chronicle, report))
    return plain_json({**report_record(report, text=True), **others, "claims": claims})


@router.get("/reports/{id}.csv", tags=["reports"], summary="The claims of one report, as CSV")
def report_csv(request: Request, id: str, site: SiteNow) -> Response:
    report = _found(site, id)
    if report.id != id:
        return _moved(request, f"/reports/{quote(report.id)}.csv")
    claims = site.chronicle.claims(report=report.id)
    return csv_page("claim", claim_records(site.chronicle, claims), name=f"report-{report.id}")


@router.get("/reports/{id}/dating.json", tags=["reports"], summary="The grounds on which an undated report is dated")
def dating_json(id: str, site: SiteNow) -> Response:
    report = _found(site, id)
    dating = _dating(site, report)
    return plain_json({"report": report.id, "dating": dating_record(dating) if dating else None})


@router.get("/reports/{id}/dating", include_in_schema=False)
def dating_html(request: Request, id: str, site: SiteNow) -> Response:
    """A page; asked for a part, only what it holds, which is put into the page of the report."""
    report = _found(site, id)
    dating = _dating(site, report)
    template = "dating_part.html.j2" if "part" in request.query_params else "dating.html.j2"
    view = dating_view(report, dating) if dating else None
    return page(request, template, id=report.id, title=report.title[:200] or report.file, dating=view)


@router.get("/reports/{id}", include_in_schema=False)
def report_html(request: Request, id: str, site: SiteNow) -> Response:
    report = _found(site, id)
    if report.id != id:
        return _moved(request, f"/reports/{quote(report.id)}")
    claims = list(site.chronicle.claims(report=report.id))
    events = site.chronicle.events_of([claim.id for claim in claims])
    versions = versions_view(site.chronicle, report)
    return page(request, "report.html.j2", report=report_page(report, claims, events, _at(request), versions))


def _page_of(request: Request, site: Site) -> tuple[list[ReportLine], str]:
    """The lines of the page that is asked for, and the cursor of the next. Raises UsageError."""
    limit, before = asked_limit(request), _number(request, "cursor")
    outlet = request.query_params.get("outlet", "")
    lines = site.chronicle.report_lines(before=before, outlet=outlet, most=limit + 1)
    return lines[:limit], str(lines[limit - 1].seq) if len(lines) > limit else ""


def _line_record(one: ReportLine) -> Record:
    return {**report_record(one.report), "claims": one.claims, "events": one.events}


def _at(request: Request) -> int:
    return _number(request, "at")


def _number(request: Request, name: str) -> int:
    """A whole number of the address, 0 where it is not given. Raises UsageError."""
    given = request.query_params.get(name, "") or "0"
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise UsageError(f"{name} {given[:40]!r} is no number", remedy="begin again without it")
    return int(given)


def _found(site: Site, id: str) -> Report:
    """The report of this id or unique beginning of one. Raises UsageError or NotFound."""
    try:
        return site.chronicle.report(id)
    except UsageError as error:
        if "more than one" in error.message:
            raise
        raise NotFound(f"there is no report {id[:60]!r}", remedy="look for it in the list of reports") from error


def _dating(site: Site, report: Report) -> Dating | None:
    """The grounds of an undated report's day, None for a dated one. Raises UsageError for a text that is too long."""
    if len(report.text) > MOST_DATED:
        remedy = f"`whimbrel report {report.id}` does it, and takes its time"
        raise UsageError("this text is too long to be dated while you wait", remedy=remedy)
    return date_report(report, site.known.almanac()) if is_undated(report) else None


def _moved(request: Request, path: str) -> Response:
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + asked, status_code=307)
