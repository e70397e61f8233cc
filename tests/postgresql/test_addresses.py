"""Addresses of databases: what cannot be is told with what to do, and no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from postgresql_server import PASSWORD, Server
from runs import EXAMPLES, Whimbrel
from sqlalchemy import inspect

from whimbrel.api import Chronicle
from whimbrel.chronicle.opening import beside, shown
from whimbrel.chronicle.postgresql import is_address
from whimbrel.chronicle.schema import REVISIONS, metadata
from whimbrel.errors import ChronicleError
from whimbrel.model import Problem
from whimbrel.web.tokens import tokens_file

HIDDEN = "postgresql://ada:s3cret@db.example/news?schema=europe&sslpassword=s3cret"


def test_no_password_is_shown() -> None:
    assert shown(HIDDEN) == "postgresql://ada:***@db.example/news?schema=europe&sslpassword=***"
    assert "s3cret" not in shown("postgres://ada@db/news?password=s3cret")
    assert shown("chronicle.db") == "chronicle.db"


def test_files_of_its_own_lie_in_the_current_folder() -> None:
    assert beside(HIDDEN) == Path("news.europe")
    assert tokens_file(HIDDEN) == Path("news.europe.tokens.toml")
    assert tokens_file("sqlite:///a/b.db") == Path("a/b.db.tokens.toml")


@pytest.mark.parametrize("name", ["postgresql.db", "a/postgres:/b", "C:\\postgres", "mysql://x/y"])
def test_other_names_are_no_address(name: str) -> None:
    assert not is_address(name)


@pytest.mark.parametrize("address", ["postgresql://a:b:s3cret@x/y", "postgresql://h:port/s3cret"])
def test_what_is_no_address_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(ChronicleError) as caught:
        Chronicle.open(address)
    assert "s3cret" not in str(caught.value)
    assert caught.value.remedy


def test_what_cannot_be_is_told(postgresql: Server) -> None:
    address = postgresql.address()
    wrong = {
        address.replace(PASSWORD.replace(" ", "%20"), "s3cret"): "password is wrong",
        postgresql.address(database="nothing"): "no such database",
        address.replace(f":{postgresql.port}/", ":1/"): "no server answers",
        address.replace("127.0.0.1", "nowhere.invalid"): "no such host",
        postgresql.address("No Such; drop"): "no name for a schema",
    }
    for target, words in wrong.items():
        with pytest.raises(ChronicleError, match=words) as caught:
            Chronicle.open(target)
        assert "cret" not in str(caught.value)
        assert caught.value.remedy


def test_a_database_of_another_encoding_is_refused(postgresql: Server) -> None:
    postgresql.query("create database bytes encoding 'SQL_ASCII' locale 'C' template template0", database="postgres")
    with pytest.raises(ChronicleError, match="SQL_ASCII") as caught:
        Chronicle.open(postgresql.address(database="bytes"))
    assert "createdb" in caught.value.remedy


def test_tables_of_others_stay_untouched(postgresql: Server) -> None:
    postgresql.query("create schema songs; create table songs.events (name text)")
    with pytest.raises(ChronicleError, match="another program"):
        Chronicle.open(postgresql.address("songs"))
    postgresql.query("create schema versions; create table versions.alembic_version (version_num text)")
    with pytest.raises(ChronicleError, match="another program"):
        Chronicle.open(postgresql.address("versions"))
    assert postgresql.query("select tablename from pg_tables where schemaname in ('songs', 'versions') order by 1") == [
        ("alembic_version",), ("events",)
    ]  # fmt: skip


def test_a_missing_chronicle_is_made_only_when_asked(postgresql: Server) -> None:
    with pytest.raises(ChronicleError, match="whimbrel read"):
        Chronicle.open(postgresql.address("fresh"), create=False)
    assert postgresql.query("select 1 from pg_namespace where nspname = 'fresh'") == []
    Chronicle.open(postgresql.address("fresh")).close()
    Chronicle.open(postgresql.address("fresh"), create=False).close()


def test_a_newer_schema_is_refused(postgresql: Server) -> None:
    Chronicle.open(postgresql.address("newer")).close()
    assert postgresql.query("select version_num from newer.alembic_version") == [(REVISIONS[-1],)]
    postgresql.query("update newer.alembic_version set version_num = '9999'")
    with pytest.raises(ChronicleError, match="newer"):
        Chronicle.open(postgresql.address("newer"))


def test_two_may_make_one_at_once(postgresql: Server) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    def make(_: int) -> int:
        with Chronicle.open(postgresql.address("at_once"), timeout=60) as chronicle:
            return chronicle.tally().reports

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(make, range(4))) == [0] * 4


def test_the_migrations_build_exactly_the_schema(postgresql: Server) -> None:
    with Chronicle.open(postgresql.address("built")) as chronicle, chronicle.looking() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == {*metadata.tables, "alembic_version", "event_words", "writers"}
        for name, table in metadata.tables.items():
            columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
            assert columns == {column.name: column.nullable for column in table.columns}
            keys = {(tuple(k["constrained_columns"]), k["referred_table"]) for k in found.get_foreign_keys(name)}
            assert keys == {((k.parent.name,), k.column.table.name) for k in table.foreign_keys}


def test_a_name_as_long_as_any_is_a_problem_once(postgresql: Server) -> None:
    long = Problem("".join(chr(0x4E00 + n % 20000) for n in range(0, 900_000, 91)), "line 1", "odd", "odd", "none")
    with Chronicle.open(postgresql.address("long")) as chronicle:
        assert chronicle.add_problem(long)
        assert not chronicle.add_problem(long)
        assert list(chronicle.problems()) == [long]


def test_every_text_is_in_order_of_bytes(postgresql: Server) -> None:
    Chronicle.open(postgresql.address("ordered")).close()
    others = postgresql.query(
        "select table_name, column_name from information_schema.columns where table_schema = 'ordered' "
        "and data_type in ('text', 'character varying') and collation_name is distinct from 'C'"
    )
    assert others == []


def test_reading_on_the_command_line_shows_no_password(postgresql: Server, whimbrel: Whimbrel, tmp_path: Path) -> None:
    address = postgresql.address("by_command")
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\0\1\2")
    code, out, err = whimbrel("read", EXAMPLES / "asad-strike-gulfside.txt", odd, "-c", address)
    assert code == 0
    assert "1 report (1 new" in out
    assert "-c postgresql://whimbrel:***@127.0.0.1" in err
    code, out, err = whimbrel("events", "-c", address, "--format", "ndjson")
    assert code == 0
    assert out.count("\n") > 0
    assert PASSWORD not in err
