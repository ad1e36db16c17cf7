"""Folding: when two spellings are the same name. Compatibility forms, case, marks and spacing no longer matter; `plain` drops accents and
apostrophes as well (Parana, Xian), and `simplified` folds traditional Chinese characters one for one (`data/traditional.csv`), so that
offsets stay."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from hinterland.packaged import read_table

_DROPPED = dict.fromkeys(map(ord, '"“”„«»「」『』《》〈〉.·•*†'))
_SPACED = str.maketrans(dict.fromkeys(",，、;-‐‑‒–—_", " ") | {"’": "'", "‘": "'", "`": "'", "&": " and "})
_CJK = "\u3400-\u9fff"
_SPACE = re.compile(r"\s+")
_CJK_SPACE = re.compile(rf"(?<=[{_CJK}()])\s+|\s+(?=[{_CJK}()])")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form by which two spellings of a name are compared."""
    text = unicodedata.normalize("NFKC", text).translate(_DROPPED).translate(_SPACED).casefold()
    return _CJK_SPACE.sub("", _SPACE.sub(" ", text)).strip()


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The folded form without accents and apostrophes."""
    parts = unicodedata.normalize("NFD", fold(text))
    return fold("".join(c for c in parts if not unicodedata.combining(c) and c != "'"))


@cache
def _traditional() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in read_table("hinterland.codes", "data/traditional.csv")}


def simplified(text: str) -> str:
    """The text in simplified characters; its length is the same."""
    return text.translate(_traditional())
