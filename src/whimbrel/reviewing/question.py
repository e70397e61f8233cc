"""A question to a person: its name, what it is about, and how useful an answer is."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p

from whimbrel.errors import UsageError

SAME, RIGHT, WHO = "same", "right", "who"
KINDS = (SAME, RIGHT, WHO)


@dataclass(frozen=True, slots=True)
class Question:
    """`about` names two claims of different reports (same), one claim of an event (right) or an actor (who).

    `use` is how useful an answer is: `doubt` (0 sure, 1 a toss-up) times what the answer reaches; `reasons` say it in
    words.
    """

    kind: str
    about: tuple[str, ...]
    doubt: float = 0.0
    use: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "~".join((self.kind, *self.about))


def question_of(id: str) -> Question:
    """The question of this name, without knowing how useful it is. Raises UsageError for what is no name of one."""
    kind, *about = id.split("~")
    if kind not in KINDS or len(about) != (2 if kind == SAME else 1) or not all(about):
        raise UsageError(f"there is no question {id[:80]!r}", remedy="go on with another at /review")
    return Question(kind, tuple(about))


def open_doubt(score: float) -> float:
    """How open a weighed question is whose log-odds are these: 1 at nought, towards 0 far from it."""
    likely = 1 / (1 + exp(-min(50.0, abs(score))))
    return 4 * likely * (1 - likely)


def use_of(doubt: float, reach: float) -> float:
    """Doubt times reach; twice as many reports do not make it twice as useful."""
    return doubt * (1 + log1p(max(0.0, reach)))
