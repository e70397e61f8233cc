"""Who says what: attributions with exact spans, their speakers and the chain they come through."""

from whimbrel.coder.quotes.attribution import Attribution, Kind, Stance
from whimbrel.coder.quotes.extract import attributions

__all__ = ["Attribution", "Kind", "Stance", "attributions"]
