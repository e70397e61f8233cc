"""What PostgreSQL, or the driver for it, says when something cannot be, and what to do about it."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

Explained = tuple[str, str]  # what happened, what to do

_WHOLE = "what was stored is whole"
_BY_CODE: dict[str, Explained] = {  # https://www.postgresql.org/docs/current/errcodes-appendix.html
    "25006": ("it cannot be written to", "name the server that takes writes: this one only follows another"),
    "28P01": ("the password is wrong", "set PGPASSWORD, or put it into ~/.pgpass"),
    "3D000": ("there is no such database", "make it with `createdb`"),
    "3F000": ("there is no such schema", "name one with ?schema= that the role may make"),
    "42501": ("the role may not do that", "name another role, or grant it the schema: GRANT USAGE, CREATE ON SCHEMA …"),
    "53100": ("the server's disk is full", f"free some room and run the same command again; {_WHOLE}"),
    "53200": ("the server has no memory left", f"run the same command again; {_WHOLE}"),
    "53300": ("the server has too many connections", "wait, or raise its max_connections"),
    "54000": ("a name or an address is longer than the server's indices take", "keep such reports in a file"),
    "55P03": ("another program is writing to it", "wait until it has finished and try again"),
    "57014": ("the server broke a question off", "raise the role's statement_timeout"),
    "57P01": ("the server was stopped", f"run the same command again when it is back; {_WHOLE}"),
    "57P02": ("the server crashed", f"run the same command again when it is back; {_WHOLE}"),
    "57P03": ("the server is starting or stopping", "wait a moment and try again"),
}
_BY_WORDS: tuple[tuple[str, Explained], ...] = (  # of a connection that could not be made, which has no code
    ("password authentication failed", _BY_CODE["28P01"]),
    ("no password supplied", ("it wants a password", "set PGPASSWORD, or put it into ~/.pgpass")),
    ("does not exist", ("there is no such database or role", "make them with `createdb` and `createuser`")),
    ("too many clients", _BY_CODE["53300"]),
    ("remaining connection slots", _BY_CODE["53300"]),
    ("starting up", _BY_CODE["57P03"]),
    ("shutting down", _BY_CODE["57P03"]),
    ("no pg_hba.conf entry", ("the server lets nobody in from here", "see its pg_hba.conf")),
    ("refused", ("no server answers there", "start it, or check the host and port")),
    ("no such file", ("no server answers there", "start it, or check the host and port")),
    ("resolve host", ("there is no such host", "check the address")),
    ("could not translate host", ("there is no such host", "check the address")),
    ("closed the connection", ("the connection to the server went", f"run the same command again; {_WHOLE}")),
    ("connection is lost", ("the connection to the server went", f"run the same command again; {_WHOLE}")),
    ("timeout expired", ("no server answers there", "check the host and port, and what lies between")),
)  # fmt: skip


def explained(error: BaseException) -> Explained | None:
    """What happened and what to do; None where PostgreSQL has no part in it."""
    told = error.orig if isinstance(error, DBAPIError) else None
    if told is None or type(told).__module__.partition(".")[0] != "psycopg":
        return None
    words = " ".join(str(told).split("\n", 1)[0].split())[:300]
    code = getattr(told, "sqlstate", None)
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code is None:
        for part, found in _BY_WORDS:
            if part in str(told).lower():
                return found
    return words, f"nothing of this step was stored; {_WHOLE}"
