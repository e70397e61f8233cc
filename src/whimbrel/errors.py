"""Everything Whimbrel raises on purpose.

    WhimbrelError
    ├── UsageError        the caller asked for something that cannot be (a bad flag, an unknown id)
    ├── SetAside          one input could not be used; the rest of the batch goes on
    ├── DataError         a knowledge file (lexicon, almanac, gazetteer, model) is broken or missing
    ├── ChronicleError    the chronicle cannot be opened, read or written
    │   ├── NoChronicleError      there is none where one was named
    │   └── LostConnectionError   its database went away; the step in hand was not stored
    ├── ClusterError      workers cannot be used: lost, of another version, or without sight of what they need
    └── EndpointError     a language model's endpoint cannot be used
        └── AnswerError   one of its answers cannot; the next may

Each carries what a person needs to act: what was touched, where in it, and what to do.
"""

from __future__ import annotations


class WhimbrelError(Exception):
    """Root of the tree. `str(error)` is one line that names the thing, the place and the remedy."""

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        self.message = message
        self.where = where
        self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} ({self.remedy})" if self.remedy else head


class UsageError(WhimbrelError):
    """The request itself cannot be met: unknown id, impossible filter, wrong flag."""


class SetAside(WhimbrelError):  # noqa: N818 - an outcome in the field's words, not a failure of the program
    """One input is left out, and listed by `whimbrel problems`.

    `code` is a stable word for filtering: empty, binary, too-large, not-english, unreadable, malformed, unsupported,
    duplicate, fault; of pages on the web also those of `whimbrel.gather.net.answer.NotFetched`.
    """

    def __init__(self, code: str, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.code = code


class DataError(WhimbrelError):
    """A knowledge file breaks its own rules. `where` is `file:line`."""


class ChronicleError(WhimbrelError):
    """The chronicle file or database cannot be used as asked (missing, foreign, newer schema, disk full, locked)."""


class NoChronicleError(ChronicleError):
    """There is no chronicle where one was named, and none was to be made."""


class LostConnectionError(ChronicleError):
    """The connection to the chronicle's database went before a step was stored: it may safely be done again."""


class ClusterError(WhimbrelError):
    """Workers cannot be used as asked: none can be had, they are lost again and again, know other things than the
    process that sends them work, or a run that was broken off is another than this one."""


class EndpointError(WhimbrelError):
    """A language model's endpoint cannot be reached, refuses us, or does not speak the protocol."""


class AnswerError(EndpointError):
    """One answer of an endpoint cannot be used: too slow, too large, cut short, not what was asked for."""
