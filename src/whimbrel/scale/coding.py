"""One worker's part: pages in, what they come to out. The models are loaded with the first page that needs them."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cached_property

from whimbrel.clean import Cleaned
from whimbrel.coder import Knowledge
from whimbrel.gather import RawPage
from whimbrel.model import Problem
from whimbrel.pages import ReadPage, clean_page, code_pages
from whimbrel.scale.known import Known
from whimbrel.scale.recipe import Recipe


class Coding:
    """What a worker keeps between pages. `known` are the reports that need not be coded: they are there already."""

    def __init__(self, recipe: Recipe, known: Known) -> None:
        self._recipe = recipe
        self._known = known

    @cached_property
    def _knowledge(self) -> Knowledge:
        found = self._recipe.knowledge()
        gc.freeze()  # it stays as long as the process: no garbage is looked for among it
        return found

    def code(
        self, items: Sequence[RawPage | Problem], found: Sequence[Cleaned | Problem] | None = None
    ) -> list[ReadPage | Problem]:
        """Pages, perhaps cleaned before, as a `Reading` settles them. Raises DataError for broken knowledge."""
        if found is None:
            found = [item if isinstance(item, Problem) else clean_page(item) for item in items]
        new: dict[int, tuple[RawPage, Cleaned]] = {}
        read: dict[int, ReadPage | Problem] = {}
        for at, (page, one) in enumerate(zip(items, found, strict=True)):
            if isinstance(page, Problem):
                read[at] = page
            elif isinstance(one, Problem):
                read[at] = one
            elif one.report.id in self._known:
                read[at] = ReadPage(one.report, one.former_id, page.position, refused=_was_there(page))
            else:
                new[at] = (page, one)
        if new:
            read |= zip(new, code_pages(list(new.values()), self._knowledge, self._recipe.today), strict=True)
        return [read[at] for at in range(len(items))]


def _was_there(page: RawPage) -> Problem:
    """Told only if the report is there no more when the page is settled."""
    message = "a report that was there when the run began"
    return Problem(page.file, page.position, "duplicate", message, "read it again")
