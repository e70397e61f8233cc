"""JSON-LD contexts for tests that must not reach for the net: the terms that the exports use, and no others.

Written for these tests after https://www.w3.org/TR/annotation-vocab/ and https://schema.org/docs/developers.html.
"""

from __future__ import annotations

from typing import Any

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
DC, DCTERMS, FOAF = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
SCHEMA = "http://schema.org/"


def _link(iri: str, **more: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id", **more}


ANNOTATION: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "Annotation": f"{OA}Annotation",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Software": f"{AS}Application",
    "SpecificResource": f"{OA}SpecificResource",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "TextualBody": f"{OA}TextualBody",
    "describing": f"{OA}describing",
    "linking": f"{OA}linking",
    "tagging": f"{OA}tagging",
    "body": _link(f"{OA}hasBody"),
    "first": _link(f"{AS}first"),
    "generator": _link(f"{AS}generator"),
    "items": _link(f"{AS}items", **{"@container": "@list"}),
    "last": _link(f"{AS}last"),
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "partOf": _link(f"{AS}partOf"),
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "selector": _link(f"{OA}hasSelector"),
    "source": _link(f"{OA}hasSource"),
    "target": _link(f"{OA}hasTarget"),
    "via": _link(f"{OA}via"),
    "end": f"{OA}end",
    "exact": f"{OA}exact",
    "format": f"{DC}format",
    "generated": f"{DCTERMS}issued",
    "label": f"{RDFS}label",
    "language": f"{DC}language",
    "name": f"{FOAF}name",
    "prefix": f"{OA}prefix",
    "start": f"{OA}start",
    "startIndex": f"{AS}startIndex",
    "suffix": f"{OA}suffix",
    "total": f"{AS}totalItems",
    "value": f"{RDF}value",
}
# Which properties schema.org has for each type that is exported, of its own or inherited.
_THING = {"name", "description", "url", "subjectOf"}
_WORK = _THING | {
    "datePublished",
    "publisher",
    "author",
    "creditText",
    "sourceOrganization",
    "inLanguage",
    "isPartOf",
    "keywords",
}
TYPES: dict[str, set[str]] = {
    "Event": _THING | {"eventStatus", "startDate", "endDate", "location", "contributor", "about", "keywords"},
    "Claim": _WORK | {"appearance", "contentLocation"},
    "ClaimReview": _WORK | {"claimReviewed", "itemReviewed", "reviewRating", "reviewBody"},
    "NewsArticle": _WORK | {"headline"},
    "Rating": {"alternateName"},
    "Place": _THING | {"address", "geo"},
    "PostalAddress": {"addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    **dict.fromkeys(("Thing", "Person", "Organization", "GovernmentOrganization", "PoliticalParty", "NGO"), _THING),
    **dict.fromkeys(("NewsMediaOrganization", "Corporation"), _THING),
}
SCHEMA_ORG: dict[str, Any] = {
    **{term: f"{SCHEMA}{term}" for terms in TYPES.values() for term in terms},
    **{type: f"{SCHEMA}{type}" for type in TYPES},
    "url": _link(f"{SCHEMA}url"),
    "eventStatus": _link(f"{SCHEMA}eventStatus"),
    "startDate": {"@id": f"{SCHEMA}startDate", "@type": f"{SCHEMA}Date"},
    "endDate": {"@id": f"{SCHEMA}endDate", "@type": f"{SCHEMA}Date"},
    "datePublished": {"@id": f"{SCHEMA}datePublished", "@type": f"{SCHEMA}Date"},
}
_DOCUMENTS = {"http://www.w3.org/ns/anno.jsonld": ANNOTATION, "https://schema.org": SCHEMA_ORG}


def loader(url: str, options: object = None) -> dict[str, Any]:
    """What pyld asks for a context. Raises KeyError for any other address than the two."""
    document = {"@context": _DOCUMENTS[url]}
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": document}
