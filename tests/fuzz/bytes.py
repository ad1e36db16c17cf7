"""Bytes and texts with some of their parts changed: what hostile files and texts are made of."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

Part = TypeVar("Part", str, bytes)

ODD = [
    "\0", "\ufeff", "\u202e", "\u200b", "\xad", "\ud800", "\x1b[31m", "\r", "\n", "\t", "，", "；", "“", '"', "'", "\\", "NaN", "inf", "-", "--", "1e400", "9" * 60, "0x1F", "1,2,3", "½",
    "①", "٣", "一百亿", "亿" * 20, "%", "2025-13", "0000-00", "2025-02-30", "=1+1", "<!--", "-->", "<table>", "</td>", "]]>", "&#0;", "{", "}", "|", "\u2028", "É", "𝟗", "1950", "9999-12",
]  # fmt: skip
"""Characters and words that break readers."""


@st.composite
def changed(draw: st.DrawFn, whole: bytes) -> bytes:
    """Some bytes with up to six changes: bytes flipped, left out, repeated, moved, odd words put in, the end cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 6))):
        at, to = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        to = min(to, at + draw(st.sampled_from([1, 8, 200, 1 << 20])))
        kind = draw(st.sampled_from(["flip", "leave", "repeat", "put", "bytes", "cut"]))
        if kind == "flip" and at < len(data):
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif kind == "leave":
            del data[at:to]
        elif kind == "repeat":
            data[at:at] = bytes(data[at:to]) * draw(st.integers(1, 3))
        elif kind == "put":
            data[at:at] = draw(st.sampled_from(ODD)).encode("utf-8", "surrogatepass")
        elif kind == "bytes":
            data[at:at] = draw(st.binary(max_size=12))
        elif draw(st.booleans()):
            del data[at:]
    return bytes(data)
