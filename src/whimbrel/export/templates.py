"""Templates that can do no harm: everything is escaped, controls and bidi overrides of hostile text are shown."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from whimbrel.export.safe import lines


def harmless_templates(package: str) -> Environment:
    """The templates in the folder `templates` of a package. A name that a template does not get is an error."""
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: Any) -> Any:
    return lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value
