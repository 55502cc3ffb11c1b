"""Statements of several reports that tell one utterance of one source."""

from crosswire.reconcile.utterance.group import Utterances, utterances

__all__ = ["Utterances", "utterances"]
