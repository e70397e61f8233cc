"""A chronicle in a PostgreSQL database: its address, and the engine to talk to it with.

The tables lie in the schema that the address names (`?schema=`), else in the first of the role's search path, which is
`public` mostly.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from whimbrel.errors import ChronicleError

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
SHAPE = "postgresql://USER@HOST/DATABASE"
_CONNECTIONS = 5  # kept open
_MORE_CONNECTIONS = 40  # opened while many pages are asked for at once
_SECRETS = ("password", "sslpassword")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def is_address(target: str) -> bool:
    """Whether this is the address of a PostgreSQL database."""
    scheme, found, _ = target.partition("://")
    return bool(found) and scheme.lower() in SCHEMES


def without_secrets(address: str) -> str:
    """The address without its passwords, to be shown. Raises ChronicleError for what is no address."""
    url = _url(address)
    query = {name: "***" if name in _SECRETS else value for name, value in url.query.items()}
    return url.set(drivername="postgresql", query=query).render_as_string(hide_password=True).replace("%2A", "*")


def database(address: str) -> str:
    """The name of the database, and of the schema where one is named: "news" or "news.europe"."""
    url = _url(address)
    return ".".join(filter(None, (url.database or "chronicle", _named(url, "schema"))))


def engine_for(address: str, timeout: float) -> Engine:
    """An engine for the database of this address; nothing is asked of it yet. `timeout` is how long one writer waits
    for another. Raises ChronicleError."""
    url = _url(address)
    schema = _named(url, "schema")
    if schema and not _SCHEMA.fullmatch(schema):
        raise ChronicleError(f"{schema[:80]!r} is no name for a schema", remedy="small letters, digits and _ alone")
    settings = (f"-c lock_timeout={int(timeout * 1000)}", "-c jit=off", f"-c search_path={schema}" if schema else "")
    query = {
        "application_name": "whimbrel",
        "connect_timeout": "10",
        **{name: value for name, value in url.query.items() if name != "schema"},
        "client_encoding": "utf8",
        "options": " ".join(filter(None, (*settings, _named(url, "options")))),
    }
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg", query=query),
            isolation_level="READ COMMITTED",  # a writer that waited for its turn must see what the one before it wrote
            pool_size=_CONNECTIONS,
            max_overflow=_MORE_CONNECTIONS,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError as error:
        raise ChronicleError("psycopg is not installed", remedy="pip install 'whimbrel[postgres]'") from error
    event.listen(engine, "connect", _on_connect)
    return engine


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except (SQLAlchemyError, ValueError):
        raise ChronicleError("this is no address of a database", remedy=f"write it as {SHAPE}") from None


def _named(url: URL, name: str) -> str:
    found = url.query.get(name, "")
    return found if isinstance(found, str) else found[-1]


def _on_connect(raw: Any, _record: object) -> None:
    from psycopg.types.string import StrDumper  # noqa: PLC0415 - an extra

    class WithoutNul(StrDumper):
        """Texts to the server, which takes no NUL: one that is looked for is nowhere."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    raw.adapters.register_dumper(str, WithoutNul)
