"""A finished picture: shown in a notebook, or written to a file. Equal events give equal bytes."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from matplotlib.figure import Figure

from whimbrel.errors import UsageError
from whimbrel.plots.style import whimbrel_style

FORMATS = ("svg", "png")
_DPI = 160


@dataclass(frozen=True, slots=True)
class Picture:
    """`caption` says in words what is drawn, what is not and why; it also stands on the picture."""

    title: str
    caption: str
    figure: Figure

    def save(self, target: str | Path | BinaryIO, format: str = "") -> None:
        """Writes it as SVG or PNG: as `format` says, or the file's name. A file is replaced when the picture is whole.

        Raises UsageError for another format, OSError where the file cannot be written.
        """
        if not isinstance(target, str | Path):
            target.write(self.image(format or "svg"))
            return
        path = Path(target)
        drawn = self.image(format or path.suffix.removeprefix(".").lower())
        if path.exists() and not path.is_file():  # a device
            path.write_bytes(drawn)
            return
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(drawn)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def image(self, format: str) -> bytes:
        """The bytes of an SVG or PNG file. Raises UsageError for another format."""
        if format not in FORMATS:
            raise UsageError(f"pictures are not written as {format or 'files without an ending'!r}",
                             remedy="name a file that ends in .svg or .png, or give --format")  # fmt: skip
        if format == "svg":
            told = {"Title": self.title, "Description": self.caption, "Creator": "Whimbrel", "Date": None}
        else:
            told = {"Title": self.title, "Description": self.caption, "Software": "Whimbrel"}
        out = io.BytesIO()
        with whimbrel_style():
            self.figure.savefig(out, format=format, dpi=_DPI, metadata=told)
        return out.getvalue()

    def _repr_png_(self) -> bytes:
        return self.image("png")
