"""Which formats there are, and where. Modules are loaded when asked for: some need libraries that not everybody has."""

from __future__ import annotations

from importlib import import_module

from whimbrel.errors import UsageError
from whimbrel.export.formats.format import Format

_WHERE: dict[str, str] = {  # name of the format: module, whose FORMATS holds it
    "acled": "acled",
    "annotations": "annotations",
    "csv": "comma_separated",
    "ftm": "ftm",
    "gdelt-events": "gdelt",
    "gdelt-mentions": "gdelt",
    "geojson": "geojson",
    "html": "html",
    "icalendar": "icalendar",
    "icews": "icews",
    "markdown": "markdown",
    "parquet": "parquet",
    "plover": "plover",
    "polecat": "polecat",
    "schema-org": "schema_org",
    "stix": "stix",
    "timelinejs": "timelinejs",
}


def format_names() -> tuple[str, ...]:
    return tuple(_WHERE)


def find_format(name: str) -> Format:
    """Raises UsageError for a name that is none, or one whose libraries are not installed."""
    module = _WHERE.get(name)
    if module is None:
        raise UsageError(f"there is no format {name!r}", remedy=f"one of {', '.join(_WHERE)}")
    try:
        found: dict[str, Format] = import_module(f"whimbrel.export.formats.{module}").FORMATS
    except ImportError as error:
        raise UsageError(f"{name} needs {error.name}", remedy="pip install 'whimbrel[exports]'") from error
    return found[name]
