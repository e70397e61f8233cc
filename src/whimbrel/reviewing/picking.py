"""Which question a reviewer gets next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from whimbrel.reviewing.answers import Answers
from whimbrel.reviewing.question import Question

ENOUGH = 2  # reviewers who answered a question
SECOND = 0.5  # how useful a second answer is beside the first
BACK_AFTER = 20  # questions passed before one that was skipped comes back
MOST_REVIEWERS, MOST_SKIPPED = 200, 500


class Skipped:
    """What each reviewer skipped, in memory: it comes back after so many others, or when nothing else is left."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._by: OrderedDict[str, OrderedDict[str, int]] = OrderedDict()
        self._passed: dict[str, int] = {}

    def skip(self, who: str, question: str) -> None:
        with self._lock:
            own = self._by.setdefault(who, OrderedDict())
            self._by.move_to_end(who)
            own.pop(question, None)
            own[question] = self._passed[who] = self._passed.get(who, 0) + 1
            while len(own) > MOST_SKIPPED:
                own.popitem(last=False)
            while len(self._by) > MOST_REVIEWERS:
                gone, _ = self._by.popitem(last=False)
                self._passed.pop(gone, None)

    def passed(self, who: str) -> None:
        """The reviewer answered one."""
        with self._lock:
            if who in self._by:
                self._passed[who] = self._passed.get(who, 0) + 1

    def waiting(self, who: str) -> list[str]:
        """What is not to be asked yet, the longest skipped first."""
        with self._lock:
            now = self._passed.get(who, 0)
            return [id for id, at in self._by.get(who, {}).items() if now - at < BACK_AFTER]


def pick(questions: Iterable[Question], answers: Answers, who: str, waiting: Iterable[str] = ()) -> list[Question]:
    """The questions still open to a reviewer, the most useful first; those that were skipped last.

    One that another answered counts for half, so that agreement can be told; what two answered is asked no more.
    """
    later = {id: at for at, id in enumerate(waiting)}
    found: list[tuple[bool, float, str, Question]] = []
    for one in questions:
        given = answers.given(one)
        if who in given or len(given) >= ENOUGH:
            continue
        if one.id in later:
            found.append((True, later[one.id], one.id, one))
        else:
            found.append((False, -one.use * (SECOND if given else 1.0), one.id, one))
    return [one for *_, one in sorted(found, key=lambda item: item[:3])]
