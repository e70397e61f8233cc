"""The second coder: a language model behind an OpenAI-compatible endpoint. Opt-in, and believed in nothing unseen.

The model is asked for quotations and codes. A claim is made only where the quotation stands in the report word for
word, the parties, place, time and speaker stand in its sentence, and the codes are PLOVER's; parties, places and days
are then found by the same code as for the rules. Needs the extra `llm` (httpx).
"""

from __future__ import annotations

from whimbrel.coder.llm.client import Client
from whimbrel.coder.llm.coder import LlmCoder
from whimbrel.coder.llm.endpoint import Endpoint

__all__ = ["Client", "Endpoint", "LlmCoder"]
