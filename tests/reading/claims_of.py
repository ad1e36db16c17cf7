"""What a text that is dated a day claims, by the words of each claim, for the tests of how texts are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hinterland.models import Claim
from hinterland.reading import read_claims


def by_words(today: date) -> Callable[[str], dict[str, Claim]]:
    """Read the claims of a text by their words."""
    return lambda text: {c.text: c for c in read_claims(text, today)}


def in_order(today: date) -> Callable[[str], list[Claim]]:
    """Read the claims of a text in order."""
    return lambda text: list(read_claims(text, today))


def first(today: date) -> Callable[[str, str], Claim]:
    """Read the first claim of a text that rests on some words."""
    return lambda text, words: next(c for c in read_claims(text, today) if c.text == words)


def last(today: date) -> Callable[[str, str], Claim]:
    """Read the last claim of a text that rests on some words."""
    return lambda text, words: next(c for c in reversed(read_claims(text, today)) if c.text == words)
