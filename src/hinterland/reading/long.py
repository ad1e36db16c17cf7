"""Long texts: read in parts of whole paragraphs, each as a document of its own, so that memory grows with the part and not with the text.

A text and its date go in, one reading of the whole comes out. What a part may say otherwise is packed, since most of it is never asked for.
"""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from hinterland.models import Claim
from hinterland.reading.plain import language_of

if TYPE_CHECKING:
    from hinterland.reading.read import Choice, ReadText

LONG = 200_000
"""Characters of a text from which on it is read in parts of at most as many."""

_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[。！？]|[.!?]\s"), re.compile(r"\s"))
"""Where a text may be cut, the best first: between paragraphs, lines, sentences, words."""


def cut(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """The parts of a text with where each begins; together they are the text."""
    start = 0
    while len(text) - start > longest:
        # The last half is looked through, so that no part is short; where it has no end of any kind the text is cut as it stands.
        ends = ([m.end() for m in end.finditer(text, start + longest // 2, start + longest)] for end in _ENDS)
        end = next((found[-1] for found in ends if found), start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def read_parts(text: str, today: date, read: Callable[[str, date], ReadText], longest: int = LONG) -> ReadText:
    """The reading of a text from those of its parts."""
    from hinterland.reading.read import ReadText

    claims: list[Claim] = []
    choices: dict[str, tuple[Choice, ...]] = {}
    places: dict[str, tuple[int, str, int]] = {}
    packed: list[bytes] = []
    left = 0
    for number, (start, part) in enumerate(cut(text, longest)):
        found = read(part, today)
        for claim in found.claims:
            own = f"c{len(claims) + 1}"
            claims.append(moved(claim, own, start))
            if claim.id in found.choices:
                choices[own] = found.choices[claim.id]
            if claim.id in found.doubts:
                places[own] = number, claim.id, start
        left += found.left_alone
        packed.append(zlib.compress(pickle.dumps(found.doubts, pickle.HIGHEST_PROTOCOL), 1))
    return ReadText(text, language_of(text), today, tuple(claims), left, Packed(places, packed), choices)


def moved(claim: Claim, name: str, by: int) -> Claim:
    """A claim of a part under its name in the whole, at its place there."""
    ends = {"start": None if claim.start is None else claim.start + by, "end": None if claim.end is None else claim.end + by}
    return claim.model_copy(update={"id": name, **ends})


class Packed(Mapping[str, tuple[Claim, ...]]):
    """The alternative readings of the claims of all parts by their names in the whole; the part that was asked last stays unpacked."""

    def __init__(self, places: Mapping[str, tuple[int, str, int]], parts: list[bytes]) -> None:
        self._places = places

        @lru_cache(1)
        def unpacked(number: int) -> Mapping[str, tuple[Claim, ...]]:
            found: Mapping[str, tuple[Claim, ...]] = pickle.loads(zlib.decompress(parts[number]))
            return found

        self._unpacked = unpacked

    def __getitem__(self, name: str) -> tuple[Claim, ...]:
        number, own, start = self._places[name]
        return tuple(moved(other, name, start) for other in self._unpacked(number)[own])

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
