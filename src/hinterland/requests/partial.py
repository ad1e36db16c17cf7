"""What can be answered of a request that is refused: the request without the words that aren't understood, offered beside the refusal.

In go the refusal, the request as typed and the parser; out comes the refusal, with the request that is left where that names a place and a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from hinterland.requests.messages import Unclear, message
from hinterland.requests.vocabulary import Meaning, vocabulary

if TYPE_CHECKING:
    from hinterland.requests.request import Request

REMOVABLE = ("unknown", "unused", "measure", "number")
"""Why a request may be refused that can be answered without the words that are named."""
STRAY = re.compile(r"\s*[?!？！]|(?<=\s)[,;，；](?=\s)")
MOST_REMOVED = 4
"""Maximum words that are taken out of a request to find what can be answered of it."""


def with_rest(error: Unclear, text: str, parsed: Callable[[str], Request]) -> Unclear:
    """A refusal with the request that is left without the words that it names, where that names a place and a quantity and can be answered."""
    rest, cause = text, error
    for _ in range(MOST_REMOVED):
        at = _find(cause.words, rest)
        if cause.why not in REMOVABLE or cause.offered or at is None:
            return error
        rest = " ".join(f"{rest[: at.start()]} {rest[at.end() :]}".split())
        try:
            left = parsed(rest)
        except Unclear as e:
            cause = e
            continue
        if (
            left.what == "claim"
            or not (left.flow or left.op != "level" or left.concept != "trade" or left.what == "brief")
            or left.assumptions
        ):
            return error
        asked = _without_ends(STRAY.sub("", rest).strip(" ,;，；"))
        sentence = message("without", left.language, sentence=str(error), request=asked)
        return Unclear(sentence, error.why, error.offered, error.words, asked)
    return error


def _find(words: str, text: str) -> re.Match[str] | None:
    """Where words stand in a text, whole ones."""
    return re.search(rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])", text, re.IGNORECASE) if words else None


def _without_ends(text: str) -> str:
    """A request without the words without weight that begin or end it: in, for."""
    words = text.split()
    weightless = [all(m.kind in ("filler", "toward") for m in vocabulary().get(w.lower(), (Meaning("", ""),))) for w in words]
    first = next((n for n, w in enumerate(weightless) if not w), 0)
    last = next((n for n, w in enumerate(reversed(weightless)) if not w), 0)
    return " ".join(words[first : len(words) - last])
