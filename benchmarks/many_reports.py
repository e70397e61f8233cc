"""Corpora of any size from few reports: the same stories on other days, in other towns, with other numbers.

Among them what a folder of reports has in real life: copies, lines that are no JSON, pages in another language, empty
files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

TOWNS = (
    "Damascus", "Aleppo", "Homs", "Hama", "Idlib", "Raqqa", "Latakia", "Tripoli", "Benghazi", "Misrata", "Nairobi",
    "Mogadishu", "Kismayo", "Baidoa", "Kampala", "Khartoum", "Kabul", "Kandahar", "Herat", "Quetta", "Peshawar",
    "Karachi", "Mosul", "Basra", "Kirkuk", "Tikrit", "Sanaa", "Aden", "Taiz", "Minsk", "Kyiv", "Odesa", "Manila",
    "Bamako", "Gao", "Timbuktu", "Maiduguri", "Kano", "Jos", "Bangui",
)  # fmt: skip
TOWN = re.compile(rf"\b({'|'.join(TOWNS)})\b")
NUMBER = re.compile(r"\b\d{1,2}\b(?![-:/.,])")
SHORT = 420  # characters of a report that are kept: a corpus is large by its number of reports
A_FILE = 100  # reports in a file of lines
Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """Reports of a set of lines, cut short."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = " ".join(row["text"].split())[:SHORT].rpartition(". ")[0] + "."
        if len(text) > 80:
            found.append({"title": row.get("title") or "", "text": text, "date": row.get("date") or "2014-03-03"})
    return found


def variants(rows: Sequence[Row], number: int) -> Iterator[Row]:
    """So many reports: the rows again and again, each time elsewhere, on other days and with other numbers."""
    for made in range(number):
        row, turn = rows[made % len(rows)], made // len(rows)
        random = Random(turn)
        towns = dict(zip(TOWNS, random.sample(TOWNS, len(TOWNS)), strict=True)) if turn else {}
        text, title = (_otherwise(str(row[name]), towns, turn) for name in ("text", "title"))
        day = date.fromisoformat(str(row["date"])[:10]) + timedelta(weeks=5 * turn)
        source = f"outlet{made % 7}.example"
        url = f"https://{source}/{made}"
        yield {"title": title, "text": text, "date": day.isoformat(), "source": source, "url": url}


def _otherwise(text: str, towns: dict[str, str], turn: int) -> str:
    text = TOWN.sub(lambda found: towns.get(found[0], found[0]), text)
    return NUMBER.sub(lambda found: str(int(found[0]) + turn), text)


def write_corpus(folder: Path, rows: Sequence[Row], number: int) -> Path:
    """A folder of so many reports as lines, and some files of other kinds beside them."""
    folder.mkdir(parents=True)
    made = list(variants(rows, number))
    for at in range(0, number, A_FILE):
        lines = [json.dumps(row) for row in made[at : at + A_FILE]]
        lines.insert(len(lines) // 2, "{no line of JSON")
        lines.append(lines[0])  # a copy within the file
        (folder / f"part-{at:06}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "french.txt").write_text("Le président a rencontré lundi les ministres de la région à Genève. " * 3)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "zz-copy.jsonl").write_text(json.dumps(made[number // 2]) + "\n")  # a copy of another file's
    (folder / "zz-late.txt").write_text("Gunmen killed four soldiers in Gao on Monday, the army said.\n")
    return folder
