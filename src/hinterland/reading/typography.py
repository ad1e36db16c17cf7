"""The typography of a text made plain, its offsets kept: blanks, dashes and digits of other sets, what has no width, groups of digits, wrapped lines.

A text is edited in passes; after each, every character leads back to a stretch of the text as given. `untypeset(text)` makes all passes. What a
character or a sequence stands for is a row of `typography.csv`. Marks between digits are decided by the text as a whole where a number alone could be read two ways.
"""

from __future__ import annotations

import csv
import html
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from copy import copy
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from hinterland.codes.folding import simplified
from hinterland.reading.layout import columns, wraps
from hinterland.reading.lexicon import forms

Edit = tuple[int, int, str]
"""Where a stretch begins and ends, and what stands in its place."""


class Plain:
    """A text as edited so far, and for each of its characters where the stretch of the text as given begins and ends that it stands for."""

    def __init__(self, text: str) -> None:
        """Begin with the text as given, of which every character stands for itself."""
        self.text = text
        self.starts: array[int] | None = None
        self.ends: array[int] | None = None

    def edit(self, edits: Iterable[Edit]) -> None:
        """Make edits that don't overlap, in order. The last character of what is put in leads to the end of its stretch, the others as far as they go."""
        made = list(edits)
        if not made:
            return
        starts = self.starts if self.starts is not None else array("l", range(len(self.text)))
        ends = self.ends if self.ends is not None else array("l", range(1, len(self.text) + 1))
        out, new_starts, new_ends, cursor = [], array("l"), array("l"), 0
        for start, end, instead in made:
            out += [self.text[cursor:start], instead]
            new_starts += starts[cursor:start]
            new_ends += ends[cursor:start]
            for k in range(len(instead)):
                at = end - 1 if 0 < k == len(instead) - 1 else min(start + k, end - 1)
                new_starts.append(starts[at])
                new_ends.append(ends[end - 1] if k == len(instead) - 1 else ends[at])
            cursor = end
        out.append(self.text[cursor:])
        self.starts, self.ends = new_starts + starts[cursor:], new_ends + ends[cursor:]
        self.text = "".join(out)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text as edited as a stretch of the text as given."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1] if end > start else self.starts[start]


@cache
def _table() -> dict[str, str]:
    """What characters and sequences stand for."""
    with (files("hinterland.reading") / "typography.csv").open(encoding="utf-8") as file:
        return {_unescaped(row["form"]): _unescaped(row["plain"]) for row in csv.DictReader(file)}


def _unescaped(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), cell.replace("\\r", "\r").replace("\\n", "\n"))


WIDE = {chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F) if chr(c) not in ",;:!?()~"}
"""Wide characters but the marks that part clauses in Chinese."""


@cache
def _characters() -> dict[int, str]:
    return {ord(form): plain for form, plain in (WIDE | _table()).items() if len(form) == len(plain) == 1}


ENDS = r"\s<>()\[\]\"'“”|\u3000-\u9fff\uff00-\uffef"
"""Characters that no address of a page goes on behind."""


@cache
def _sequences() -> re.Pattern[str]:
    """Sequences that stand for something else, entities by number, and what says nothing: addresses of pages, and what only makes words bold."""
    forms = sorted((f for f, p in _table().items() if not len(f) == len(p) == 1), key=len, reverse=True)
    return re.compile(
        "|".join(
            [
                *map(re.escape, forms),
                r"&#(?:\d{1,7}|x[0-9A-Fa-f]{1,6});",
                r"</?(?:b|i|em|strong|span|sup|sub|u|ins|mark)\b[^<>\n]{0,80}>",
                r"\[\^\d{1,4}\](?!:)",
                rf"(?:https?://|www\.)[^{ENDS}]*[^{ENDS},.;:!?]",
                r"\*\*",
            ]
        )
    )


def _unsequenced(text: str) -> Iterator[Edit]:
    for m in _sequences().finditer(text):
        if (instead := _table().get(m[0])) is None:
            instead = html.unescape(m[0]) if m[0].startswith("&") else ""
        yield m.start(), m.end(), instead


IGNORED = frozenset({"\u034f", "\u115f", "\u1160", "\u3164", *(chr(c) for c in range(0xFE00, 0xFE10))})
"""Characters that show nothing and are no format characters."""


def _digits(present: set[str]) -> dict[int, str]:
    """The digits of other scripts and alphabets, by what they count."""
    return {ord(c): str(unicodedata.digit(c)) for c in present if not c.isascii() and unicodedata.category(c) == "Nd"}


def _without(text: str, dropped: set[str]) -> Iterator[Edit]:
    if dropped:
        for m in re.finditer(f"[{re.escape(''.join(sorted(dropped)))}]+", text):
            yield m.start(), m.end(), ""


def _composed(text: str, marks: set[str]) -> Iterator[Edit]:
    """Letters with their accents apart, as one character where there is one."""
    if marks:
        for m in re.finditer(f"[^\\W\\d_][{re.escape(''.join(sorted(marks)))}]+", text):
            if (one := unicodedata.normalize("NFC", m[0])) != m[0]:
                yield m.start(), m.end(), one


OVERRIDDEN = re.compile("\u202e([^\n\u202a-\u202e\u2066-\u2069]+)(?:\u202c|$)", re.MULTILINE)
UNSEEN = r"display:\s*none|visibility:\s*hidden|\shidden\b"
STRUCK = re.compile(
    r"<(?P<tag>del|s|strike)\b[^<>\n]{0,80}>[^<>\n]{0,200}</(?P=tag)>"
    rf"|<(?P<other>\w{{1,9}})\b[^<>\n]{{0,80}}(?:{UNSEEN})[^<>\n]{{0,80}}>[^<>\n]{{0,200}}</(?P=other)>"
    r"|(?<=\d)(?P<power>(?<=(?<!\d)10))?<sup>(?P<raised>[^<>\n]{1,8})</sup>"
)
"""Elements that are struck out or not shown, and what is raised behind a number: a power of ten, else the mark of a note."""


def _turned(text: str) -> Iterator[Edit]:
    """Stretches that are made to run from right to left, as they are shown."""
    for m in OVERRIDDEN.finditer(text) if "\u202e" in text else ():
        yield m.start(), m.end(), m[1][::-1]


def _unstruck(text: str) -> Iterator[Edit]:
    """Take out what is struck out or hidden, and marks of notes; what ten is raised to stays."""
    for m in STRUCK.finditer(text) if "</" in text else ():
        yield m.start(), m.end(), f"^{m['raised']}" if m["power"] is not None else ""


RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
POWER = re.compile(
    r"(?<![A-Za-z0-9_.,])(?P<number>\d+(?:\.\d+)?)"
    rf"(?:[eE](?P<e>[+-]?\d{{1,2}})|[ ]?[×x*·][ ]?10(?:\^(?P<to>[+-]?\d{{1,2}})|(?P<raised>[{RAISED}]{{1,2}})))(?![A-Za-z0-9_.])"
)


def _powers(text: str) -> Iterator[Edit]:
    """Numbers with a power of ten (1.5e4, 1.5×10⁴), written out."""
    for m in POWER.finditer(text):
        raised = "".join(str(unicodedata.digit(c)) for c in m["raised"] or "")
        yield m.start(), m.end(), f"{Decimal(m['number']).scaleb(int(m['e'] or m['to'] or raised)):f}"


DECIMALS = re.compile(rf"(?<![A-Za-z0-9_.,])\d[\d,]*\.\d+(?P<note>[{RAISED}]{{1,2}}|[\u2460-\u2473])(?![A-Za-z0-9_.,{RAISED}])")


def _unnoted(text: str) -> Iterator[Edit]:
    """The marks of notes behind numbers with decimals, which nobody raises to a power."""
    for m in DECIMALS.finditer(text):
        yield m.start("note"), m.end(), ""


@cache
def _stop() -> re.Pattern[str]:
    units = (unit for unit in forms("zh", "numeral-unit") if unit not in forms("zh", "range-unit"))
    return re.compile(rf"(?<=\d)。(?=\d{{1,2}}(?:{'|'.join(map(re.escape, units))}))")


def _stopped(text: str) -> Iterator[Edit]:
    """Full stops of Chinese between digits that are typed for points."""
    for m in _stop().finditer(text) if "。" in text else ():
        yield m.start(), m.end(), "."


GROUPED = re.compile(
    r"(?<![\w.,·])(?P<lead>(?:19|20)\d\d )?[1-9]\d{0,2}(?:(?P<mark>[\u00a0\u2007\u202f\u2009\u200a\u2008\u3000'\u2019\u2032_， ])\d{3}(?:(?P=mark)\d{3})*)(?![\d_])(?P<rest>[.,·٫．]\d+)?"
    r"|(?<![\d.,·])(?<!\d )(?<=[^\x00-\x7f])[1-9]\d{0,2}(?:(?P<blank>[\u00a0\u2007\u202f\u2009\u200a\u2008\u3000'\u2019\u2032_， ])\d{3}(?:(?P=blank)\d{3})*)(?![\d_])(?P<then>[.,·٫．]\d+)?"
)  # fmt: skip
BEHIND = re.compile(r"[%％\u3400-\u9fff]")
"""What stands behind a number in Chinese, where a comma parts clauses."""


def _ungrouped(text: str) -> Iterator[Edit]:
    """Groups of three digits with one mark between them, which becomes a comma, or in Chinese nothing; a common blank parts numbers as well, so that it takes a sign that they are one."""
    for m in GROUPED.finditer(text):
        mark, rest = m["mark"] or m["blank"], m["rest"] or m["then"] or ""
        start, end = m.start() + len(m["lead"] or ""), m.end() - len(rest)
        if mark in " \u3000" and not (rest or m[0].count(mark) > 1 + bool(m["lead"]) or BEHIND.match(text, m.end())):
            continue
        comma = "" if m["blank"] or BEHIND.match(text, m.end()) else ","
        whole = text[start:end].replace(mark, comma)
        yield start, end, whole
        if rest and rest[0] in ",":
            yield end, end + 1, "."


POINTED = re.compile(r"(?<![A-Za-z0-9_.,])\d{1,3}(?:\.\d{3})+,\d+(?![\d.,]*\d)")
POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)")
COMMA = re.compile(r"(?<![\d,.])\d+,(?:\d{1,2}|\d{4,})(?![\d,])")
THREES = re.compile(r"(?<![A-Za-z0-9_.,])\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?![A-Za-z]|[\d.,]*\d)")
GROUPS = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)")


def _pointed(text: str) -> Iterator[Edit]:
    """Numbers whose groups are parted by points and whose decimals by a comma: those that can be nothing else, and all threes of a text that writes decimals so."""
    swapped = str.maketrans(".,", ",.")
    uses = COMMA.search(text) and not POINT.search(text) and not GROUPS.search(text)
    for m in (POINTED if not uses else re.compile(f"{POINTED.pattern}|{THREES.pattern}|{COMMA.pattern}")).finditer(text):
        yield m.start(), m.end(), m[0].translate(swapped)


DOTTED = re.compile(r"(?<!\d)(?<!\d[.,·])\d+(?:·\d+)+(?:\.\d+)?(?!·?\d)")


def _dotted(text: str) -> Iterator[Edit]:
    """Middle dots between digits: groups of three where a point follows or there are several, else the point; what the text leaves open stays as it is and is no number."""
    found = list(DOTTED.finditer(text)) if "·" in text else []
    decimal = any(re.fullmatch(r"\d+·(?:\d{1,2}|\d{4,})", m[0]) for m in found)
    for m in found:
        if re.fullmatch(r"\d{1,3}(?:·\d{3})+\.\d+|\d{1,3}(?:·\d{3}){2,}", m[0]) or (
            not decimal and POINT.search(text) and re.fullmatch(r"\d{1,3}·\d{3}", m[0])
        ):
            yield m.start(), m.end(), m[0].replace("·", ",")
        elif decimal and re.fullmatch(r"\d+·\d+", m[0]):
            yield m.start(), m.end(), m[0].replace("·", ".")


RANGED = "".join(forms("zh", "range-unit"))
"""Characters behind which a dash parts the ends of a range."""
DASHED = re.compile(rf"(?<=[a-z])–(?=[a-z])|(?<![\d%\w])–(?=\d)|(?<=[\u3400-\u9fff])(?<![{RANGED}])–(?=\d)")


def _dashed(text: str) -> Iterator[Edit]:
    """Dashes that stand for the hyphen of a word or the sign of a number."""
    for m in DASHED.finditer(text):
        yield m.start(), m.end(), "-"


CJK = re.compile(r"[\u3400-\u9fff，。；：、！？（）“”《》]")
BLANKS = re.compile(rf"(?<=\S)(?:(?<={CJK.pattern}) +(?=\S)| +(?={CJK.pattern})| {{2,}}(?=\S))")
"""Blanks beside Chinese, and several."""


def _unspaced(text: str) -> Iterator[Edit]:
    """The blanks that Chinese doesn't need, and all but the first of several."""
    for m in BLANKS.finditer(text):
        before, after = text[m.start() - 1], text[m.end()]
        if (CJK.match(before) or CJK.match(after)) and not _quotes_latin(text, m.start(), m.end()):
            yield m.start(), m.end(), ""
        elif m.end() - m.start() > 1:
            yield m.start() + 1, m.end(), ""


QUOTES = "“”"
NEAR = 4
"""Maximum quotation marks that stand together, with the character beyond them."""


def _quotes_latin(text: str, start: int, end: int) -> bool:
    """Whether what a blank parts is no Chinese but for curly quotation marks: demand from Bavaria.” Exports."""
    before, after = text[max(0, start - NEAR) : start].rstrip(QUOTES)[-1:], text[end : end + NEAR].lstrip(QUOTES)[:1]
    return before.isascii() and after.isascii()


WHOLE = 200
"""Characters of a text from which on it is kept for whoever asks next: a rule of the checker asks for the text that was just read."""


def untypeset(text: str) -> Plain:
    """A text without its typography: see the module."""
    return copy(_kept(text)) if len(text) >= WHOLE else _untypeset(text)


@lru_cache(2)
def _kept(text: str) -> Plain:
    return _untypeset(text)


def _untypeset(text: str) -> Plain:
    draft = Plain(text)
    draft.edit(_turned(text))
    draft.edit(_unstruck(draft.text))
    draft.edit(_unsequenced(draft.text))
    draft.edit(_without(draft.text, {c for c in set(draft.text) if c in IGNORED or (not c.isascii() and unicodedata.category(c) == "Cf")}))
    draft.edit(columns(draft.text))
    draft.edit(_ungrouped(draft.text))
    present = set(draft.text)
    draft.text = simplified(draft.text.translate(_characters() | _digits(present)))
    draft.edit(_powers(draft.text))
    draft.edit(_unnoted(draft.text))
    draft.edit(_stopped(draft.text))
    draft.edit(_composed(draft.text, {c for c in present if unicodedata.combining(c)}))
    draft.edit(_dashed(draft.text))
    draft.edit(_dotted(draft.text))
    draft.edit(_pointed(draft.text))
    draft.edit(_unspaced(draft.text))
    draft.edit(wraps(draft.text))
    return draft
