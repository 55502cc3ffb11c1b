"""Judgements as the desk keeps them."""
