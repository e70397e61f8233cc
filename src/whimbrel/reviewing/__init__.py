"""What a person is asked first: pairs that may be one event, events that may be none, strangers who may be known.

Questions are gathered in the background, from what merging and the almanac are least sure of, and kept in memory.
"""

from whimbrel.reviewing.agreement import Agreement, agreements
from whimbrel.reviewing.answers import Answers, answers_of
from whimbrel.reviewing.picking import Skipped, pick
from whimbrel.reviewing.question import KINDS, Question, question_of
from whimbrel.reviewing.questions import Gathered, Questions

__all__ = [
    "KINDS",
    "Agreement",
    "Answers",
    "Gathered",
    "Question",
    "Questions",
    "Skipped",
    "agreements",
    "answers_of",
    "pick",
    "question_of",
]
