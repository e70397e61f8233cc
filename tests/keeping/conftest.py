"""A chronicle that was read and decided about, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from whimbrel.api import Chronicle, read

TEXTS = {
    "harbour.txt": "Gunmen killed four farmers in Goma on 4 May 2021, a spokesman for the army said.\n\n"
    "The foreign ministers of Ghana and Togo met in Accra on 5 May 2021 and signed an agreement on fishing.\n",
    "ledger.txt": "Four farmers were killed by gunmen in Goma on 4 May 2021, residents said.\n\n"
    "Police arrested two students in Accra on 6 May 2021 after a march against the governor.\n",
    "courier.txt": "Togo and Ghana signed an agreement on fishing on 5 May 2021.\n\n"
    "The United Nations condemned the attack in Goma and called on Uganda to withdraw its troops.\n",
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / name).write_text(f"News of the week\n\n{name.split('.')[0].title()} Post\n\n{text}", "utf-8")
    with read(folder / "in", folder / "c.db") as chronicle:
        events = sorted(event.id for event in chronicle.events())
        chronicle.right(events[0], who="somebody", note="seen")
        chronicle.different(events[0], events[1], who="somebody")
        chronicle.wrong(events[2], who="somebody")
        chronicle.undo(who="somebody else")
    return folder / "c.db"


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(made, tmp_path / "c.db"))


def opened(path: Path) -> Chronicle:
    return Chronicle.open(path, create=False)
