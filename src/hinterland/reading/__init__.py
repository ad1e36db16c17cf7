"""Reading: a text and its date in, its claims out. Tokens, candidates, trained scores and decisions, by tables of words; see docs/explanation/reading.md."""

from hinterland.reading.read import ReadText, read, read_claims

__all__ = ["ReadText", "read", "read_claims"]
