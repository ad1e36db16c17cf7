"""Words that the Chinese sentences of a brief share: periods, flows, rates of growth, places."""

from __future__ import annotations

from hinterland.brief.voice import Voice, value
from hinterland.claims import Evaluated
from hinterland.language.write import when

FLOWS = {"total": "进出口", "export": "出口", "import": "进口"}


def at(v: Voice) -> str:
    """The period in words."""
    return when(str(v.period), "zh")


BASES = {"": "", "low-base": "在低基数上", "fall": "在上年下降后"}
"""What a rise stands on, in words."""


def moved(v: Voice, e: Evaluated, word: str = "") -> str:
    """A growth rate: 同比增长17.3%, 增长17.3%, 持平."""
    if v.flat(e):
        return f"{word}持平{v.mark(e)}"
    return f"{BASES[v.base(e)]}{word}{'增长' if value(e) > 0 else '下降'}{v.rate(e)}"


def opened(v: Voice) -> str:
    """The period and the subject at the beginning of a paragraph; later sentences leave both out."""
    return f"{at(v)}，{v.name}" if v.named else ""


def nth(n: int) -> str:
    """A place in digits: 第9."""
    return f"第{n}"
