"""The grammar stage: sentences, words, names, tags and dependency trees, by models that ship with the package."""

from whimbrel.grammar.grammar import Grammar
from whimbrel.grammar.sentence import NameSpan, Segment, Sentence, Token

__all__ = ["Grammar", "NameSpan", "Segment", "Sentence", "Token"]
