"""Which figures answer the same question, and how their answers relate."""

from crosswire.reconcile.question.answer import questions
from crosswire.reconcile.question.topic import Topic, topics

__all__ = ["Topic", "questions", "topics"]
