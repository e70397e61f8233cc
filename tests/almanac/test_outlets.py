"""Outlets by host and by name; what is in no list is a guess and says so."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.almanac.outlets import load_outlets, outlet_known_as, outlet_rows
from whimbrel.almanac.states import load_states
from whimbrel.almanac.table import Row
from whimbrel.almanac.top_levels import country_of_top_level
from whimbrel.almanac.validation import outlets as checked


@pytest.mark.parametrize(
    ("given_", "shown", "url", "name", "country"),
    [
        ("", "", "https://www.bbc.co.uk/news/world-1", "BBC News", "GBR"),
        ("", "", "https://m.bbc.com/news/world-1", "BBC News", "GBR"),
        ("", "", "https://amp.cnn.com/a-b-c", "CNN", "USA"),
        ("", "", "https://edition.cnn.com/a-b-c", "CNN", "USA"),
        ("", "World news", "https://www.theguardian.com/world/a", "The Guardian", "GBR"),
        ("BBC News - Africa", "", "https://www.bbc.co.uk/news/x", "BBC News", "GBR"),
        ("bbc.co.uk", "", "", "BBC News", "GBR"),
        ("https://www.bbc.co.uk", "", "", "BBC News", "GBR"),
        ("xinhua", "", "", "Xinhua", "CHN"),
        ("Agence France Presse", "", "", "AFP", "FRA"),
        ("The Times of India", "", "", "The Times of India", "IND"),
        ("Times of India", "", "", "The Times of India", "IND"),
        ("Reuters", "Yahoo News", "https://news.yahoo.com/a-b-c.html", "Reuters", "GBR"),
        ("", "", "https://www.premiumtimesng.com/a", "Premium Times", "NGA"),
    ],
)
def test_known_outlets(given_: str, shown: str, url: str, name: str, country: str) -> None:
    found = outlet_known_as(given_, shown, url)
    assert found is not None
    assert (found.name, found.country, found.guessed) == (name, country, False)
    assert found.id
    assert found.language


@pytest.mark.parametrize(
    ("given_", "shown", "url", "name", "country", "id"),
    [
        ("The Harbour Ledger", "", "https://www.harbour-ledger.ke/a", "The Harbour Ledger", "KEN", "harbour-ledger.ke"),
        ("", "Harbour Ledger", "https://harbour-ledger.example/a", "Harbour Ledger", None, "harbour-ledger.example"),
        ("", "", "https://www.harbour-ledger.co.uk/a", "harbour-ledger.co.uk", "GBR", "harbour-ledger.co.uk"),
        ("", "", "https://harbour.io/a", "harbour.io", None, "harbour.io"),  # a country's, mostly sold abroad
        ("The Harbour Ledger", "", "", "The Harbour Ledger", None, ""),
        ("Harbour Ledger", "", "https://www.msn.com/en/a", "Harbour Ledger", "USA", "msn.com"),
        ("The Nation", "", "", "The Nation", None, ""),  # that of several countries
    ],
)
def test_others_are_guesses(given_: str, shown: str, url: str, name: str, country: str | None, id: str) -> None:
    found = outlet_known_as(given_, shown, url)
    assert found is not None
    assert (found.name, found.country, found.id, found.guessed) == (name, country, id, True)


def test_nothing_told_is_no_outlet() -> None:
    assert outlet_known_as("", " ", "") is None


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nothing_breaks_the_look_up(given_: str, shown: str, url: str) -> None:
    found = outlet_known_as(given_, shown, url)
    if found and not found.guessed:
        again = outlet_known_as(found.name, "", "")
        assert again == found


def test_every_outlet_is_found_by_its_domains_and_its_name() -> None:
    outlets = load_outlets()
    for row in outlet_rows():
        own = outlets.by_domain[row["domains"].split()[0]]
        assert all(outlets.of_host(f"www.{domain}") == own for domain in row["domains"].split()), row.where
        assert outlets.named(row["name"]) == own, row.where


def test_the_list_is_of_the_whole_world() -> None:
    rows = list(outlet_rows())
    countries = Counter(row["country"] for row in rows)
    assert len(rows) >= 1000
    assert len(countries) >= 160
    assert max(countries.values()) < len(rows) * 0.12
    kinds = Counter(row["kind"] for row in rows)
    assert kinds["agency"] >= 120
    by_file = Counter(row.file for row in rows)
    assert min(by_file.values()) > 120


def test_the_validator_tells_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = {
        "domains": "a.example",
        "name": "A",
        "spellings": "",
        "country": "KEN",
        "language": "en",
        "kind": "website",
    }
    wrong = [
        cells,
        cells | {"domains": "b.example"},  # the name again
        cells | {"name": "B"},  # the domain again
        cells | {"domains": "www.c.example", "name": "C"},
        cells | {"domains": "d.example", "name": "D", "country": "KE"},
        cells | {"domains": "e.example", "name": "E", "kind": "paper"},
        cells | {"domains": "f.example", "name": "F", "language": "English"},
        cells | {"domains": "", "name": ""},
    ]
    rows = [Row(one, "outlets.csv", number) for number, one in enumerate(wrong, 2)]
    monkeypatch.setattr(checked, "outlet_rows", lambda: iter(rows))
    found = list(checked.check_outlets(None, load_states()))  # type: ignore[arg-type]
    assert {finding.where for finding in found} == {f"outlets.csv:{number}" for number in range(3, 10)}


def test_countries_of_hosts() -> None:
    assert country_of_top_level("civil.ge") == "GEO"
    assert country_of_top_level("a.co.uk") == "GBR"
    assert country_of_top_level("a.com") is None
    assert country_of_top_level("a.tv") is None
