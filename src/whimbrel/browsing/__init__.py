"""Looking through a large chronicle: conditions, counts by value, pages, in columns held in memory.

A hundred thousand events take some 20 MB and are narrowed and counted in milliseconds; the chronicle is asked only for
what a page shows.
"""

from whimbrel.browsing.browser import Browser, Listing
from whimbrel.browsing.facets import Bar, Facet, FacetValue
from whimbrel.browsing.query import FIELDS, Condition, Query, parse_query
from whimbrel.browsing.ranking import Ranked, Ranking

__all__ = [
    "FIELDS",
    "Bar",
    "Browser",
    "Condition",
    "Facet",
    "FacetValue",
    "Listing",
    "Query",
    "Ranked",
    "Ranking",
    "parse_query",
]
