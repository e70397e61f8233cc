"""What each format says of the hand-made chronicle, read back by programs that are not ours."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.chronicle import EventFilter
from whimbrel.errors import UsageError
from whimbrel.export.flat import header
from whimbrel.export.formats.acled import COLUMNS as ACLED_COLUMNS
from whimbrel.export.formats.dyads import dyads
from whimbrel.export.formats.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from whimbrel.export.formats.icews import COLUMNS as ICEWS_COLUMNS
from whimbrel.export.formats.polecat import COLUMNS as POLECAT_COLUMNS
from whimbrel.export.formats.registry import find_format, format_names
from whimbrel.export.formats.validate import problems
from whimbrel.export.safe import lines
from whimbrel.model import Status

MADE = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
BOMB = samples.EVENTS[0]
DEAL = samples.EVENTS[2]
ROOT = Path(__file__).parents[2]
TABULAR = ("acled", "csv", "gdelt-events", "gdelt-mentions", "icews", "polecat")


@pytest.fixture(scope="module")
def chronicle() -> Iterator[Chronicle]:
    with Chronicle.open() as opened:
        samples.fill(opened)
        yield opened


def written(chronicle: Chronicle, format: str, wanted: EventFilter | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    chronicle.export(format, out, wanted, made=MADE, **options)
    return out.getvalue()


def table(chronicle: Chronicle, format: str, wanted: EventFilter | None = None, **options: Any) -> pandas.DataFrame:
    """As pandas reads it when told nothing but the separator."""
    text = io.BytesIO(written(chronicle, format, wanted, **options))
    names = {"gdelt-events": EVENT_COLUMNS, "gdelt-mentions": MENTION_COLUMNS}.get(format)
    tabs = format not in ("csv", "acled")
    return pandas.read_csv(text, sep="\t" if tabs else ",", names=names, dtype=str, keep_default_na=False)


def test_the_tables_are_right() -> None:
    assert not list(problems())


def test_the_columns_are_as_many_as_the_data_sets_have() -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert (len(ICEWS_COLUMNS), len(POLECAT_COLUMNS)) == (20, 40)
    assert ACLED_COLUMNS[30] == "timestamp"
    for columns in (EVENT_COLUMNS, MENTION_COLUMNS, ICEWS_COLUMNS, POLECAT_COLUMNS, ACLED_COLUMNS):
        assert len(set(columns)) == len(columns)


def test_the_formats_are_in_order_and_each_has_its_name() -> None:
    assert list(format_names()) == sorted(format_names())
    for name in format_names():
        assert find_format(name).name == name


@pytest.mark.parametrize("level", ["event", "claim", "report"])
def test_csv_is_read_by_pandas_and_duckdb(chronicle: Chronicle, level: str, tmp_path: Path) -> None:
    frame = table(chronicle, "csv", level=level)
    assert list(frame.columns) == header(level)
    assert len(frame) == {"event": 9, "claim": 12, "report": 7}[level]
    path = tmp_path / "out.csv"
    chronicle.export("csv", path, level=level)
    read = duckdb.sql(f"SELECT * FROM read_csv('{path}', all_varchar=true, header=true)")
    assert read.columns == header(level)
    assert {row[0] for row in read.fetchall()} == set(frame["id"])


def test_csv_at_every_level_hangs_together(chronicle: Chronicle) -> None:
    events, claims, reports = (table(chronicle, "csv", level=level) for level in ("event", "claim", "report"))
    assert set(claims["event"]) == set(events["id"])
    assert set(claims["report"]) == set(reports["id"])
    assert set(events["status"]) == {"happened", "planned", "denied", "historical"}


@pytest.mark.parametrize("level", ["event", "claim", "report"])
def test_parquet_is_read_by_pandas_and_duckdb(chronicle: Chronicle, level: str, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    chronicle.export("parquet", path, level=level)
    frame = pandas.read_parquet(path)
    plain = table(chronicle, "csv", level=level)
    assert list(frame.columns) == header(level)
    assert list(frame["id"]) == list(plain["id"])
    read = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
    if level == "event":
        types = dict(zip(read.columns, map(str, read.types), strict=True))
        assert (types["earliest"], types["killed_low"], types["lat"]) == ("DATE", "BIGINT", "DOUBLE")
        query = f"SELECT earliest, killed_low, killed_high, origins FROM read_parquet('{path}') WHERE id = '{BOMB.id}'"
        (first,) = duckdb.sql(query).fetchall()
        assert first == (BOMB.when and BOMB.when.earliest, 100, None, 3)


def test_plover_tells_all_with_its_status(chronicle: Chronicle) -> None:
    records = [json.loads(line) for line in written(chronicle, "plover").splitlines()]
    by_id = {record["id"]: record for record in records}
    assert len(records) == len(samples.EVENTS)
    assert {record["status"] for record in records} == {"happened", "planned", "denied", "historical"}
    assert all({"id", "date", "source", "event"} <= set(record) for record in records)
    bomb = by_id[BOMB.id]
    assert bomb["event"] == ["ASSAULT"]
    assert (bomb["mode"], bomb["quad_code"], bomb["event_scale"]) == ("explosives", 4, -9)
    assert bomb["source"] == [
        {
            "code": "SOM", "sector": "REB", "actor_text": "al-Shabaab terrorists", "identifier_id": "group:al-shabaab",
            "identifier_text": "al-Shabaab",
        }
    ]  # fmt: skip
    assert bomb["size_info"]["dead"] == 100
    assert bomb["event_loc"]["geonameid"] == 53654
    assert "text" not in bomb
    blame = by_id[samples.EVENTS[1].id]
    assert (blame["date"], blame["date_edtf"]) == ("2022-10-30", "../2022-10-30")
    start, end, report = (bomb["text_info"][0][name] for name in ("start", "end", "report"))
    assert next(r for r in samples.REPORTS if r.id == report).text[start:end] == samples.BOMB[0].text


@pytest.mark.parametrize("format", ["acled", "gdelt-events", "gdelt-mentions", "icews", "polecat"])
def test_what_did_not_happen_is_not_told_as_if_it_had(chronicle: Chronicle, format: str) -> None:
    out = io.BytesIO()
    tally = chronicle.export(format, out)
    said = out.getvalue().decode()
    assert tally.left_out["planned"] == tally.left_out["denied"] == 1
    assert samples.EVENTS[4].id not in said
    assert "Eritrean forces" not in said
    assert tally.written + tally.left_out.total() == len(samples.EVENTS)


def test_what_is_asked_for_by_status_is_told(chronicle: Chronicle) -> None:
    frame = table(chronicle, "polecat", EventFilter(status="denied,planned"))
    assert set(frame["Event ID"]) == {samples.EVENTS[3].id, samples.EVENTS[4].id}


def test_what_was_checked_and_found_wrong_is_left_out() -> None:
    with Chronicle.open() as opened:
        samples.fill(opened)
        opened.replace_events([replace(event, checked="wrong" if event is BOMB else "") for event in samples.EVENTS])
        out = io.BytesIO()
        tally = opened.export("icews", out)
        assert tally.left_out["checked and found wrong"] == 1
        assert b"al-Shabaab\tInsurgents\tSomalia\tConduct" not in out.getvalue()
        assert "wrong" in set(table(opened, "csv")["checked"])


def test_polecat_holds_an_event_a_row(chronicle: Chronicle) -> None:
    frame = table(chronicle, "polecat").set_index("Event ID")
    assert tuple(frame.reset_index().columns) == POLECAT_COLUMNS
    deal = frame.loc[DEAL.id]
    assert deal["Actor Name"] == "Government of Ethiopia;Tigray People's Liberation Front"
    assert (deal["Actor Country"], deal["Actor COW"], deal["Actor Sectors"]) == ("ETH;ETH", "530;530", "GOV;REB")
    assert (deal["Quad Code"], deal["Recipient Name"], deal["Contexts"]) == (
        "VERBAL COOPERATION",
        "None",
        "peacekeeping;military",
    )
    assert deal["Event Date"] == "2022-11-02"
    assert frame.loc[samples.EVENTS[1].id]["Event Date"] == "2022-10-30", "told without a time: the day of the report"
    assert samples.EVENTS[6].id not in frame.index, "a Saturday that nobody knows"


def test_only_known_days_when_asked(chronicle: Chronicle) -> None:
    frame = table(chronicle, "polecat", days="known")
    assert samples.EVENTS[1].id not in set(frame["Event ID"])
    assert BOMB.id in set(frame["Event ID"])


def test_icews_pairs_parties(chronicle: Chronicle) -> None:
    frame = table(chronicle, "icews")
    assert tuple(frame.columns) == ICEWS_COLUMNS
    assert frame["Event ID"].is_unique
    blame = frame[frame["CAMEO Code"] == "112"].iloc[0]
    assert (blame["Source Name"], blame["Source Sectors"], blame["Source Country"]) == (
        "Hassan Sheikh Mohamud",
        "Government",
        "Somalia",
    )
    assert (blame["Target Name"], blame["Intensity"], blame["Event Text"]) == ("al-Shabaab", "-2.0", "Accuse")
    deal = frame[frame["CAMEO Code"].str.startswith("03")].iloc[0]
    assert (deal["Source Name"], deal["Target Name"]) == (
        "Government of Ethiopia",
        "Tigray People's Liberation Front",
    ), "who agree are told once a pair"
    assert (deal["City"], deal["Country"], deal["Latitude"]) == ("Pretoria", "South Africa", "-25.7449")


def test_gdelt_events_and_mentions_go_together(chronicle: Chronicle) -> None:
    events, mentions = table(chronicle, "gdelt-events"), table(chronicle, "gdelt-mentions")
    assert events["GlobalEventID"].is_unique
    assert (events["GlobalEventID"].astype("int64") < 2**53).all()
    assert set(mentions["GlobalEventID"]) == set(events["GlobalEventID"])
    bomb = events[events["EventCode"] == "183"].iloc[0]
    assert (bomb["Day"], bomb["MonthYear"], bomb["Year"], bomb["FractionDate"]) == (
        "20221029", "202210", "2022", "2022.8192",
    )  # fmt: skip
    assert (bomb["Actor1Code"], bomb["Actor1CountryCode"], bomb["Actor1Type1Code"]) == ("SOMREB", "SOM", "REB")
    assert (bomb["EventRootCode"], bomb["QuadClass"], bomb["GoldsteinScale"]) == ("18", "4", "-10.0")
    assert (bomb["NumMentions"], bomb["NumSources"], bomb["NumArticles"], bomb["IsRootEvent"]) == ("3", "3", "3", "1")
    assert (bomb["ActionGeo_Type"], bomb["ActionGeo_Fullname"], bomb["ActionGeo_CountryCode"]) == (
        "4", "Mogadishu, Somalia", "SO",
    )  # fmt: skip
    assert (bomb["AvgTone"], bomb["Actor1Geo_Type"], bomb["ActionGeo_FeatureID"]) == ("", "0", "")
    assert bomb["DATEADDED"] == "20261128120000"
    assert bomb["SOURCEURL"] == samples.WIRE.url or bomb["SOURCEURL"].startswith(samples.RADIO.outlet)
    told = mentions[mentions["GlobalEventID"] == bomb["GlobalEventID"]]
    assert len(told) == 3
    wire = told[told["MentionSourceName"] == samples.WIRE.outlet].iloc[0]
    assert (wire["MentionType"], wire["MentionIdentifier"]) == ("1", samples.WIRE.url)
    assert int(wire["ActionCharOffset"]) == samples.BOMB[0].trigger.start
    assert (wire["Actor1CharOffset"], wire["Confidence"], wire["MentionDocLen"]) == (
        "-1", "80", str(len(samples.WIRE.text)),
    )  # fmt: skip


def test_an_event_of_several_parties_is_several_rows_of_its_own() -> None:
    crowd = replace(BOMB, actors=(samples.SHABAAB, samples.TPLF), recipients=(samples.UN, samples.ABIY))
    rows = list(dyads(crowd))
    assert [(row.source and row.source.id, row.target and row.target.id) for row in rows] == [
        (samples.SHABAAB.id, samples.UN.id),
        (samples.SHABAAB.id, samples.ABIY.id),
        (samples.TPLF.id, samples.UN.id),
        (samples.TPLF.id, samples.ABIY.id),
    ]
    assert len({row.number for row in rows}) == 4
    alone = list(dyads(replace(crowd, recipients=())))
    assert [row.target for row in alone] == [None, None], "nobody says that one bombed the other"


def test_the_number_of_a_row_leads_back_to_its_event() -> None:
    (row,) = dyads(replace(BOMB, id="e045e2ba93497"))
    assert f"e{row.number // 32:012x}" == "e045e2ba93497"
    assert "printf 'e%012x' $((id / 32))" in (ROOT / "docs/how-to/export.md").read_text(encoding="utf-8")


def test_acled_takes_what_it_codes(chronicle: Chronicle) -> None:
    frame = table(chronicle, "acled")
    assert tuple(frame.columns) == ACLED_COLUMNS
    bomb = frame.set_index("event_id_cnty").loc[BOMB.id]
    assert set(frame["sub_event_type"]) == {"Agreement", "Remote explosive/landmine/IED"}
    assert (bomb["event_type"], bomb["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
    )
    assert (bomb["actor1"], bomb["inter1"], bomb["iso"], bomb["country"]) == (
        "al-Shabaab", "Rebel group", "706", "Somalia",
    )  # fmt: skip
    assert (bomb["event_date"], bomb["time_precision"], bomb["geo_precision"]) == ("2022-10-29", "1", "1")
    assert (bomb["fatalities"], bomb["fatalities_low"]) == ("100", "100")


def test_formats_refuse_what_they_do_not_have(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="it has event"):
        chronicle.export("icews", io.BytesIO(), level="claim")
    with pytest.raises(UsageError, match="one of acled"):
        chronicle.export("excel", io.BytesIO())
    with pytest.raises(UsageError, match="it has event, claim, report"):
        chronicle.export("csv", io.BytesIO(), level="actor")
    with pytest.raises(UsageError, match="hypothetical"):
        chronicle.export("icews", io.BytesIO(), EventFilter(status="maybe"))
    with pytest.raises(UsageError, match="known, reported"):
        chronicle.export("icews", io.BytesIO(), days="guessed")


def test_a_file_is_there_as_a_whole_or_not_at_all(chronicle: Chronicle, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    def stop(number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        chronicle.export("csv", path, on_progress=stop)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
    with pytest.raises(FileNotFoundError, match="nowhere"):
        chronicle.export("csv", tmp_path / "nowhere" / "out.csv")


@pytest.mark.parametrize("format", format_names())
def test_equal_chronicles_give_equal_files(chronicle: Chronicle, format: str) -> None:
    assert written(chronicle, format) == written(chronicle, format)


def test_the_limit_is_of_events(chronicle: Chronicle) -> None:
    assert len(table(chronicle, "csv", limit=2)) == 2
    assert chronicle.export("csv", io.BytesIO(), limit=2).written == 2


def test_hostile_text_stays_in_its_cell(chronicle: Chronicle) -> None:
    evil = samples.EVENTS[8]
    for format in TABULAR[1:]:
        frame = table(chronicle, format)
        said = "\n".join(str(value) for value in frame.to_numpy().ravel())
        assert "\x1b" not in said
        assert "\u202e" not in said
    row = table(chronicle, "csv").set_index("id").loc[evil.id]
    assert row["actors"].startswith("'=cmd")
    claim = table(chronicle, "csv", level="claim").set_index("id").loc[samples.EVIL.id]
    assert claim["text"] == "'" + lines(samples.EVIL.text)
    icews = table(chronicle, "icews")
    assert set(icews["Source Name"]) >= {"'=cmd|' /C calc'!A0"}


def test_statuses_are_those_of_the_model() -> None:
    for name in format_names():
        assert find_format(name).statuses in (None, frozenset({Status.HAPPENED, Status.ONGOING}))
