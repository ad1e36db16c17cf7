"""The outlook in sentences of both languages, for what no kind of claim says: `told(result, language)` for any of its results.

A result and a language go in, sentences come out. They print no digit that the interval leaves open, and name no cause.
"""

from hinterland.outlook import tell_exposure, tell_shift  # noqa: F401 - they register how their results are printed
from hinterland.outlook.wording import told
from hinterland.outlook.words import words

KINDS = tuple(kind for kind in told.registry if kind is not object)
"""The results that can be told."""

__all__ = ["KINDS", "told", "words"]
