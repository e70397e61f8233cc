"""W3C Web Annotations: every claim as an annotation of the words in the report that it was read from.

The target is the report's stored text, in which positions count code points; the quotation with what stands before and
behind it finds the same words in the page at `via`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import may_be_told, web_address
from whimbrel.export.formats.calendar_days import stamp
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import given, harmless, members, whole_characters, write_list
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.export.lines import as_json
from whimbrel.export.sentence import type_label
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Report

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_AROUND = 40  # code points of prefix and suffix


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """One collection whose one page holds every annotation; how many there are stands behind them."""
    number = 0

    def items() -> Iterator[dict[str, Any]]:
        nonlocal number
        for dossier in filter(may_be_told, dossiers):
            for claim in dossier.claims:
                number += 1
                yield annotation(claim, dossier.reports.get(claim.report), dossier.event.id, edition)

    name = edition.name_of("collection", edition.title)
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "AnnotationCollection",
        "label": harmless(edition.title) or "Chronicle",
        "generator": _generator(edition),
        "generated": stamp(edition.made),
    }
    page = {"id": edition.name_of("page", edition.title), "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    opening = f'{{{members(head)}, "first": {{{members(page)}, "items": ['
    write_list(out, opening, items(), lambda: f']}}, "last": {as_json(page["id"])}, "total": {number}}}')


def annotation(claim: Claim, report: Report | None, event: str, edition: Edition) -> dict[str, Any]:
    """What was read, with its status, as bodies; the words as the target."""
    labels = [type_label(claim.type, claim.mode), f"status: {status_words(claim.status).heading.lower()}"]
    return {
        "id": edition.name_of("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            _text(event_title(claim), "describing"),
            *(_text(label, "tagging") for label in labels),
            {"type": "SpecificResource", "source": edition.name_of("event", event), "purpose": "linking"},
        ],
        "target": given(
            {
                "type": "SpecificResource",
                "source": given(
                    {
                        "id": edition.name_of("report", claim.report),
                        "type": "Text",
                        "format": "text/plain",
                        "language": report.language if report else "",
                        "via": web_address(report.url) if report else "",
                    }
                ),
                "selector": [_position(claim), _quotation(claim, report)],
            }
        ),
    }


def _text(value: str, purpose: str) -> dict[str, str]:
    text = harmless(value)
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": "en", "purpose": purpose}


def _position(claim: Claim) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": claim.span.start, "end": claim.span.end}


def _quotation(claim: Claim, report: Report | None) -> dict[str, Any]:
    """The very characters of the text, controls too, which JSON writes as escapes."""
    text = report.text if report else ""
    start, end = claim.span.start, claim.span.end
    around = text[start:end] == claim.text
    return given(
        {
            "type": "TextQuoteSelector",
            "exact": whole_characters(claim.text),
            "prefix": whole_characters(text[max(0, start - _AROUND) : start]) if around else "",
            "suffix": whole_characters(text[end : end + _AROUND]) if around else "",
        }
    )


def _generator(edition: Edition) -> dict[str, str]:
    return {"id": "urn:whimbrel", "type": "Software", "name": f"Whimbrel {edition.version}"}


FORMATS = {
    "annotations": Format(
        "annotations",
        ".jsonld",
        MEDIA_TYPE,
        "W3C Web Annotations: every claim on the words it was read from",
        write,
        linked=False,
    ),
}
