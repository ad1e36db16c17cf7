"""Reading: a text and its date in, its claims out. Tokens, candidates, trained scores and decisions, by tables of words; see docs/explanation/reading.md."""

from hinterland.reading.mentions import mentioned
from hinterland.reading.plain import language_of
from hinterland.reading.read import ReadText, names_flow, read, read_claims

__all__ = ["ReadText", "language_of", "mentioned", "names_flow", "read", "read_claims"]
