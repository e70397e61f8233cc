"""One round: sources are visited, pages that are due are fetched, kept as they were sent, and read.

Every page is a step of its own, stored before the next is taken: a round that is broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from importlib.metadata import version
from urllib.parse import urlsplit

from whimbrel.addresses import web_parts, without_tracking
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.followed import Page, Visit, copies_folder
from whimbrel.errors import UsageError
from whimbrel.following.abreast import abreast, by_turns
from whimbrel.following.faults import sound
from whimbrel.following.listing import Listed, listed_by
from whimbrel.following.taking import Desk
from whimbrel.following.watch_list import Watched
from whimbrel.gather.net.answer import UNSEEN, Answer, NotFetched, Seen
from whimbrel.gather.net.fetcher import Fetcher
from whimbrel.gather.net.links import ascii_url
from whimbrel.gather.warc.write import Keeper
from whimbrel.pipeline import Progress, Reading

MOST = 500  # pages of one source in one round; the rest stays due for the next


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to, by source (for pages asked for by address: by host)."""

    visits: tuple[Visit, ...]

    @property
    def read(self) -> int:
        return sum(visit.new + visit.unchanged for visit in self.visits)


def follow(
    watched: Sequence[Watched],
    chronicle: Chronicle,
    fetcher: Fetcher,
    *,
    reading: Reading | None = None,
    most: int = MOST,
    on_progress: Callable[[Progress], None] | None = None,
) -> Round:
    """Visits each source and reads what it lists that is new, changed, or could not be had the last time.

    Nothing is raised for what hosts do: it is kept as a problem. Raises ChronicleError when that cannot be written.
    """
    run = reading or Reading(chronicle)
    with _keeper(chronicle) as keeper:
        desk = Desk(chronicle, run, keeper)
        try:
            _visit(watched, chronicle, fetcher, desk)
            with chronicle.followed(write=False) as followed:
                due = [page for one in watched for page in followed.due(one.url, most=most)]
            _read(due, desk, fetcher, {one.url: one.outlet for one in watched}, on_progress)
        finally:  # of a round that is stopped, what it came to
            visits = tuple(desk.visit(one.url) for one in watched)
            with chronicle.followed() as followed:
                for visit in visits:
                    followed.add_visit(visit)
    return Round(visits)


def fetch(
    urls: Sequence[str],
    chronicle: Chronicle,
    fetcher: Fetcher,
    *,
    reading: Reading | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Round:
    """Fetches and reads pages by their addresses; those known are asked for only if they changed.

    Raises UsageError for what is no web address, ChronicleError when the chronicle cannot be written.
    """
    run = reading or Reading(chronicle)
    asked = list(dict.fromkeys(page_url(url) for url in urls))
    with chronicle.followed() as followed:
        followed.ask_for(asked)
        due = [page for url in asked if (page := followed.page(url))]
    with _keeper(chronicle) as keeper:
        desk = Desk(chronicle, run, keeper)
        _read([replace(page, source=_host(page)) for page in due], desk, fetcher, {}, on_progress)
    hosts = dict.fromkeys(_host(page) for page in due)
    return Round(tuple(desk.visit(host) for host in hosts))


def page_url(url: str) -> str:
    """A page's address as it is fetched and remembered. Raises UsageError for what is no web address."""
    try:
        plain = without_tracking(ascii_url(url))
        web_parts(plain)
    except ValueError as error:
        raise UsageError(f"{url[:200]!r} is no web address: {error}", remedy="write https://host/path") from None
    return plain


def _keeper(chronicle: Chronicle) -> AbstractContextManager[Keeper | None]:
    folder = copies_folder(chronicle.where)
    return Keeper(folder, software=f"whimbrel/{version('whimbrel')}") if folder else nullcontext()


def _visit(watched: Sequence[Watched], chronicle: Chronicle, fetcher: Fetcher, desk: Desk) -> None:
    """Asks every source what it lists, several at once."""
    with chronicle.followed(write=False) as followed:
        seen = {one.url: Seen(met.etag, met.modified) for one in watched if (met := followed.source(one.url))}

    def ask(one: Watched) -> Listed:
        return listed_by(one.url, seen.get(one.url, UNSEEN), fetcher)

    for one, found in abreast(watched, ask, fetcher.manner.abreast):
        desk.listed(one, found)


def _read(
    due: Sequence[Page],
    desk: Desk,
    fetcher: Fetcher,
    outlets: dict[str, str],
    on_progress: Callable[[Progress], None] | None,
) -> None:
    def work(page: Page) -> Answer | NotFetched:
        try:
            return sound(lambda: fetcher.get(page.url, Seen(page.etag, page.modified)), page.url)
        except NotFetched as reason:
            return reason

    try:
        for done, (page, got) in enumerate(abreast(by_turns(due, _host), work, fetcher.manner.abreast)):
            if on_progress is not None:
                on_progress(Progress(done, page.url))
            if isinstance(got, NotFetched):
                desk.not_had(page, got)
            else:
                desk.had(page, got, outlets.get(page.source, ""))
    finally:  # stopped with Ctrl-C too, events are made from what was read
        desk.finish()


def _host(page: Page) -> str:
    return urlsplit(page.url).netloc
