"""Exports of news databases as they are laid out, with articles of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whimbrel.gather import RawPage, gather

OLD_NEXIS = """
                               1 of 2 DOCUMENTS


                              The Harbour Ledger

                              May 11, 2021 Tuesday

Ministers meet in Accra

BYLINE: Ama Mensah

SECTION: WORLD NEWS; Pg. 4

LENGTH: 23 words

The foreign ministers of Ghana and Togo
met in Accra.

They signed an agreement: it is about fishing.

LOAD-DATE: May 11, 2021

LANGUAGE: ENGLISH

                     Copyright 2021 Harbour Ledger Ltd
                          All Rights Reserved


                               2 of 2 DOCUMENTS


                              Delta Courier

                              May 12, 2021

Rebels free hostages

LENGTH: 9 words

Rebels released twelve hostages.

LOAD-DATE: May 13, 2021
"""
NEW_NEXIS = """Ministers meet in Accra
The Harbour Ledger
May 11, 2021 Tuesday

Copyright 2021 Harbour Ledger Ltd All Rights Reserved

Section: WORLD NEWS; Pg. 4
Length: 23 words
Byline: Ama Mensah
Body

The foreign ministers of Ghana and Togo met in Accra.

They signed an agreement: it is about fishing.

Load-Date: May 11, 2021

End of Document

Rebels free hostages
Delta Courier
May 12, 2021

Length: 9 words
Body

Rebels released twelve hostages.

Load-Date: May 13, 2021

End of Document
"""
FACTIVA = """SE  World
HD  Ministers meet
    in Accra
BY  Ama Mensah
WC  23 words
PD  11 May 2021
SN  The Harbour Ledger
SC  HARLED
LA  English
CY  Copyright 2021

LP
The foreign ministers of Ghana and Togo met in Accra.

TD
They signed an agreement: it is about fishing.

NS  gdip : Diplomacy
AN  Document HARLED0020210511eh5b0001x

HD  Rebels free hostages
PD  12 May 2021
SN  Delta Courier
LP
Rebels released twelve hostages.
AN  Document DELCOU0020210512eh5c0001x
"""


@pytest.mark.parametrize("text", [OLD_NEXIS, NEW_NEXIS, FACTIVA], ids=["old nexis", "new nexis", "factiva"])
def test_each_article_with_its_fields(text: str, tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(text, encoding="utf-8")
    first, second = gather([path])
    assert isinstance(first, RawPage)
    assert isinstance(second, RawPage)
    assert dict(first.fields) == {
        "title": "Ministers meet in Accra",
        "byline": "Ama Mensah",
        "date": first.fields["date"],
        "source": "The Harbour Ledger",
    }
    assert first.fields["date"] in ("May 11, 2021", "11 May 2021")
    assert first.text == (
        "The foreign ministers of Ghana and Togo met in Accra.\n\nThey signed an agreement: it is about fishing."
    )
    assert (second.position, second.text) == ("document 2", "Rebels released twelve hostages.")
    assert (second.fields["title"], second.fields["source"]) == ("Rebels free hostages", "Delta Courier")


def test_an_article_about_documents_is_none(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Court sees papers\n\nBody of evidence: 3 of 20 documents were read. HD is a code.\n", encoding="utf-8"
    )
    (page,) = gather([path])
    assert isinstance(page, RawPage)
    assert page.position == ""


TEXT = "The foreign ministers of Ghana and Togo met in Accra."
ROWS = {
    "news-please": {
        "authors": ["Ama Mensah"], "date_publish": "2021-05-11 10:00:00", "language": "en", "maintext": TEXT,
        "source_domain": "ledger.example", "title": "Ministers meet", "url": "https://ledger.example/1",
    },
    "event registry": {
        "articles": {
            "results": [
                {
                    "uri": "7", "lang": "eng", "dateTimePub": "2021-05-11T10:00:00Z", "url": "https://ledger.example/1",
                    "title": "Ministers meet", "body": TEXT, "source": {"title": "ledger.example"},
                    "authors": [{"uri": "a", "name": "Ama Mensah", "type": "author"}],
                }
            ]
        }
    },
    "media cloud": {
        "id": "abc", "media_name": "ledger.example", "media_url": "ledger.example", "title": "Ministers meet",
        "publish_date": "2021-05-11", "url": "https://ledger.example/1", "language": "en", "text": TEXT,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_common_schemas_of_json(name: str, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(ROWS[name]), encoding="utf-8")
    (page,) = gather([path])
    assert isinstance(page, RawPage)
    assert (page.text, page.fields["title"], page.fields["source"]) == (TEXT, "Ministers meet", "ledger.example")
    assert page.fields["date"].startswith("2021-05-11")
    assert page.fields["url"] == "https://ledger.example/1"
