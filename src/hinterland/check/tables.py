"""Tables of Markdown as claims: each cell with a figure is read as the sentence that its row and its column make of it.

`| Texas | 14.4 |` under `| State | Growth in 2017 (%) |` is read as `Texas' growth in 2017 was 14.4%`, after the line above the table, which may name the
period or the subject. In go the document and the day its relative periods count from; out come claims that stand on the cells, and how many numbers were left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from hinterland.check.currencies import is_amount, published, written
from hinterland.check.document import Document
from hinterland.check.words import has
from hinterland.codes import Language
from hinterland.language.naming import currency_name
from hinterland.models import Claim
from hinterland.reading import language_of, mentioned, read

MOST = 2000
"""Cells that are read of one table; a longer one is data, not an article."""

_CELL = re.compile(r"(?<=\|)(?:\\\||[^|\n])*(?=\|)|(?:^|(?<=\n))(?:\\\||[^|\n])+(?=\|)|(?<=\|)(?:\\\||[^|\n])+$", re.M)
_RULE = re.compile(r"[\s|:-]+")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _money() -> tuple[str, str, str]:
    """Patterns of how tables write money: words of Latin letters, signs before an amount, and Chinese names behind one."""
    latin = written("en")
    signs = (form for form in latin if not form[-1].isalpha())
    return (
        _any(form for form in latin if form.isascii() and form[-1].isalpha()),
        _any(signs),
        _any(currency_name(c, "zh") for c in published()),
    )


@cache
def _unit() -> re.Pattern[str]:
    """The unit of a column; a name of one Chinese character is one only behind its scale."""
    latin, _, names = _money()
    alone = "".join(f"|{name}" for name in names.split("|") if len(name) > 1)
    return re.compile(
        rf"[(（,，]?\s*(?:unit|单位)?[:：]?\s*(?P<unit>(?:[a-zA-Z]+\s)?(?:{latin})|[万亿]+(?:{names}){alone}|%|percent|％)\s*[)）]?", re.I
    )


@cache
def _number() -> re.Pattern[str]:
    """A cell that is a number, with what may stand around its digits."""
    latin, signs, names = _money()
    return re.compile(rf"[+\-−–]?\s?(?:{signs})?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|％|[a-z]+ (?:{latin})|[万亿]+(?:{names})))?", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its text and where that begins."""

    text: str
    start: int


def claims(document: Document, day: date) -> tuple[list[Claim], int]:
    """The claims of a document's tables in order, with the number of figures that none was made of."""
    found: list[Claim] = []
    left = 0
    for start, end in document.tables:
        rows = [cells for cells in _rows(document.shown, start, end) if cells]
        if len(rows) < 2 or sum(map(len, rows)) > MOST:
            continue
        caption = _caption(document.text[:start])
        for row in rows[1:]:
            for place, cell in enumerate(row[1:], 1):
                if not _number().fullmatch(cell.text) or place >= len(rows[0]):
                    continue
                claim = _claim(cell, _heads([c.text for c in rows[0]], row[0].text, place, caption), caption, day)
                found += [claim] if claim else []
                left += claim is None
    return found, left


def _rows(text: str, start: int, end: int) -> Iterator[list[Cell]]:
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if not _RULE.fullmatch(line.strip() or "|"):
            cells = [(m[0], at + m.start()) for m in _CELL.finditer(line.rstrip("\r\n"))]
            yield [Cell(t.strip(" \t*_`"), begin + len(t) - len(t.lstrip(" \t*_`"))) for t, begin in cells]
        at += len(line)


def _caption(before: str) -> str:
    lines = [line.strip() for line in before.rstrip().splitlines()[-1:]]
    return lines[0].rstrip(":：。.") if lines else ""


def _heads(heads: list[str], row: str, place: int, caption: str) -> tuple[str, str, str, Language]:
    """Whose figure a cell is, what it is, in which unit: the row and the column, whichever of them names a region first."""
    head = heads[place]
    unit = next((m["unit"] for text in (head, row, heads[0], caption) if (m := _unit().search(text))), "")
    what = _unit().sub("", head).strip()
    if has(what, "rate-column") and not _flow(what):
        what = f"{next((_unit().sub('', h).strip() for h in heads[place - 1 : 0 : -1] if _flow(h)), '')} {what}".strip()
        unit = unit if unit in ("%", "％", "percent") else "%"
    who, what = (what, _unit().sub("", row).strip()) if _region(what) and not _region(row) else (row, what)
    return who, what, unit, language_of(caption + "".join(heads) + row)


def _flow(text: str) -> bool:
    return any(m.is_a("flow") for m in mentioned(text))


def _region(text: str) -> bool:
    return any(m.names and m.names[0].kind in ("place", "group") for m in mentioned(text))


def _claim(cell: Cell, heads: tuple[str, str, str, Language], caption: str, day: date) -> Claim | None:
    """The claim of a cell; none where the sentence made of it says nothing, or is a sum whose members the table alone knows."""
    who, what, unit, language = heads
    if has(who, "sum-row") or not (who and what):
        return None
    figure = re.sub(r"^[−–]\s?", "-", cell.text)
    bare = not re.search(r"[%％$¥￥a-zA-Z\u3400-\u9fff]", figure)
    written = figure + (("" if unit in ("%", "％") or language == "zh" else " ") + unit if bare and unit else "")
    lead = f"{caption}\n{who}'s {what} was " if language == "en" else f"{caption}\n{who}{what}："
    made = read(f"{lead}{written}{'.' if language == 'en' else '。'}", day).claims
    own = [c for c in made if (c.start or 0) >= len(lead) and (is_amount(c.unit) or c.unit == "percent") and c.kind in ("value", "change")]
    if len(own) != 1 or (own[0].unit == "percent") != ("%" in written or "％" in written or "percent" in written):
        return None
    shift = cell.start - len(lead)
    start, end = (own[0].start or 0) + shift, min((own[0].end or 0) + shift, cell.start + len(cell.text))
    return own[0].model_copy(update={"start": start, "end": end, "text": cell.text[start - cell.start : end - cell.start]})
