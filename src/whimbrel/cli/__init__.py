"""The command line. Thin: parses arguments, calls the Python API, prints.

Exit codes: 0 done, 1 nothing found, 2 the request or the chronicle cannot be used, 130 stopped with Ctrl-C, 141 nobody
reads what is written any more.
"""

from __future__ import annotations

import errno
import os
import sys
from logging import ERROR

from whimbrel.cli import streams

FOUND_NOTHING = 1
CANNOT = 2
STOPPED = 130

_REMEDIES = {  # of what the system refuses
    errno.ENOSPC: "free some room and run the same command again; what was there before is whole",
    errno.EDQUOT: "free some room and run the same command again; what was there before is whole",
    errno.EFBIG: "the system bounds the size of files; raise the bound, or write elsewhere",
    errno.EACCES: "check its permissions, or name another",
    errno.EPERM: "check its permissions, or name another",
    errno.EROFS: "nothing can be written there; name another",
    errno.EIO: "check the disk",
}


def main() -> None:
    """Runs `whimbrel` on the process's arguments and exits."""
    streams.settle()
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # matrices are small: more threads only spin
        os.environ.setdefault(threads, "1")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command; returns its exit code. Every failure is one line on standard error."""
    _prepare_streams()
    try:
        from whimbrel.cli.app import commands  # noqa: PLC0415 - so that an interrupt while loading is caught too

        code = commands(arguments, prog_name="whimbrel", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except KeyboardInterrupt:
        return _complain("stopped", STOPPED)
    except Exception as error:  # the last line of defence against tracebacks
        return _explain(error)


def _interrupted(error: BaseException | None) -> bool:
    """Whether an error of somebody else's came of Ctrl-C: it may hit code that makes another of it."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _explain(error: Exception) -> int:
    from whimbrel.errors import WhimbrelError  # noqa: PLC0415
    from whimbrel.logs import log  # noqa: PLC0415

    log("failed", level=ERROR, kind=type(error).__name__, code=CANNOT)  # the line for people says why
    if isinstance(error, WhimbrelError):
        return _complain(str(error), CANNOT)
    if hasattr(error, "format_message"):  # typer's own: a wrong option, a missing argument
        hint = getattr(getattr(error, "ctx", None), "command_path", "whimbrel")
        return _complain(f"{error.format_message()} (see `{hint} --help`)", CANNOT)
    if isinstance(error, OSError):
        remedy = _REMEDIES.get(error.errno or 0, "check the path")
        return _complain(f"{error.filename or 'output'}: {error.strerror or error} ({remedy})", CANNOT)
    if _interrupted(error):
        return _complain("stopped", STOPPED)
    if os.environ.get("WHIMBREL_DEBUG"):
        raise error
    kind = type(error).__name__
    return _complain(f"this is a fault of Whimbrel: {kind}: {error} (set WHIMBREL_DEBUG=1 for its trace)", CANNOT)


def _complain(message: str, code: int) -> int:
    from whimbrel.export.safe import one_line  # noqa: PLC0415

    print(f"whimbrel: {one_line(message)}", file=sys.stderr)
    return code


def _prepare_streams() -> None:
    """Pipes and files get UTF-8; a terminal of another encoding gets replacement characters, never a failure."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))


if __name__ == "__main__":
    main()
