"""Which mentions of events, in one document or in many, tell of one event; and which words can."""

from whimbrel.coreference.kinship import trigger_kinship
from whimbrel.coreference.mention import Document, Mention, read_document
from whimbrel.coreference.resolve import Resolution, resolve, stories

__all__ = ["Document", "Mention", "Resolution", "read_document", "resolve", "stories", "trigger_kinship"]
