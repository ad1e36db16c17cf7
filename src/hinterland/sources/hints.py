"""What a file's name says plainly of its flow and its period, for formats whose files say neither: `soybean_2024in.csv` says imports and
2024. The little words `in` and `out` count only beside a year or at an end of the name."""

from __future__ import annotations

import re
from pathlib import Path

from hinterland.codes import Period

_WORDS = {
    "import": {"import", "imports", "imported", "imp"},
    "export": {"export", "exports", "exported", "exp"},
}
_SMALL = {"in": "import", "out": "export"}
_CHINESE = {"进口": "import", "出口": "export"}
_WORD = re.compile(r"[a-z]+|\d+|[\u3400-\u9fff]+")
_YEAR = r"(?:19|20)\d\d"
_MONTHS = re.compile(rf"(?<!\d)({_YEAR})(?:[-_.]?(0[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月|[-_.]?q([1-4]))?(?!\d)")
_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_UNCLEAR = re.compile(
    rf"{_YEAR}[-_. 年]*\d{{1,2}}(?!\d)|半年|季|月|(?:(?<![a-z])(?:h[12]|ytd|{_MONTH_NAMES})(?![a-z]))",
)
"""What makes a year in a name less than plain: a number after it that may be a month or a part, half-years, months by name."""


def flow_in_name(path: Path) -> str | None:
    """The flow that a file's name says, `import` or `export`."""
    words = _WORD.findall(path.stem.lower())
    found = {flow for word in words for flow, names in _WORDS.items() if word in names}
    for i, word in enumerate(words):
        if word in _SMALL and (i in (0, len(words) - 1) or re.fullmatch(rf"{_YEAR}(?:0[1-9]|1[0-2])?", words[i - 1])):
            found.add(_SMALL[word])
    chinese = path.stem.replace("进出口", " ")
    found |= {flow for word, flow in _CHINESE.items() if word in chinese}
    return found.pop() if len(found) == 1 else None


def period_in_name(path: Path) -> Period | None:
    """The period that a file's name says: a year, a month or a quarter, or two of them as first and last."""
    stem = path.stem.lower()
    found = [Period.of(m[1], m[2] or m[3], m[4]) for m in _MONTHS.finditer(stem)]
    years_only = all(p.kind == "year" for p in found)
    if not found or (_UNCLEAR.search(stem) if years_only else _UNCLEAR.search(_MONTHS.sub(" ", stem))):
        return None
    if len(found) == 2 and found[0].start <= found[1].start:
        return Period(found[0].start, found[1].end)
    return found[0] if len(found) == 1 else None
