"""A text made plain: typography folded, then cut into blocks, sentences and clauses.

`plain(text)` makes the typography plain (`typography.py`) and writes Chinese numerals in digits; every place of the result leads back to the text as given.
`sentences(...)` cuts it; clauses are places within a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.typography import Plain, untypeset

LONGEST = 600
"""Maximum characters of a sentence; longer ones are cut."""

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"(?<![\dA-Za-z+/=])[A-Za-z]++(?![\d+/=])")
"""Letters that show a text's language; those of encoded data (a picture within the text) stand beside digits and signs, and don't count."""
ENOUGH = 20_000
"""Characters of a text that tell its language."""


@dataclass(slots=True)
class Sentence:
    """A stretch of a plain text that is read at once: its place, its block (`kind` is paragraph, heading, item or row), and where its clauses begin."""

    start: int
    end: int
    text: str
    paragraph: int
    kind: str
    clauses: list[int] = field(default_factory=list)

    def clause(self, place: int) -> int:
        """The number of the clause that a place within the sentence lies in."""
        return bisect_right(self.clauses, place, 1) - 1


def language_of(text: str) -> Language:
    """The language of a text: Chinese where a fifth of its letters are Chinese."""
    if text.isascii():
        return "en"
    chinese, latin = (sum(map(len, run.findall(text, 0, ENOUGH))) for run in (CHINESE, LATIN))
    return "zh" if chinese * 4 > latin else "en"


def plain(text: str) -> Plain:
    """A text without its typography and with Chinese numerals in digits; see the module."""
    found = untypeset(text)
    found.edit(_zeros(found.text))
    found.edit(_numerals(found.text))
    return found


def _zeros(text: str) -> Iterator[tuple[int, int, str]]:
    """The zeros of years that are written in Chinese numerals but for a plain 0 or O."""
    for year in _year().finditer(text):
        yield from ((m.start() + year.start(), m.end() + year.start(), ZERO) for m in re.finditer("[0O]", year[0]))


ZERO = "\u3007"
"""The zero of Chinese numerals."""


@cache
def _year() -> re.Pattern[str]:
    """Four numerals before the mark of a year, the first of them Chinese, another one a plain zero."""
    digits = "".join(forms("zh", "numeral"))
    return re.compile(f"(?<![{digits}0])[{digits}](?=[{digits}0O]*[0O])[{digits}0O]{{3}}(?=(?:{'|'.join(forms('zh', 'year-mark'))}))")


@cache
def _numeral() -> re.Pattern[str]:
    """A Chinese numeral that stands before a unit, with a word for more between or not (三千多亿), or behind the words of a percentage."""
    digits, parts = ("".join(forms("zh", name)) for name in ("numeral", "numeral-part"))
    decimals = f"(?:[{''.join(map(re.escape, forms('zh', 'numeral-point')))}][{digits}]+)?"
    units, others = ("|".join(forms("zh", f"numeral-{name}")) for name in ("unit", "no-unit"))
    return re.compile(
        f"(?:{'|'.join(forms('zh', 'numeral-percent'))})(?P<percent>[{numerals()}]+{decimals})"
        f"|(?<![{numerals()}{parts}])(?P<number>[{numerals()}]+{decimals})(?=(?!{others})(?:{'|'.join(forms('zh', 'more'))})?(?:{units}))"
    )


def numerals() -> str:
    """The characters of Chinese numerals."""
    return "".join((*forms("zh", "numeral"), *forms("zh", "numeral-ten"), *forms("zh", "numeral-tens")))


def counted(word: str) -> int | None:
    """What a Chinese numeral counts (十二 is 12); None where digits stand side by side, as in a code, a year or an approximate number (二三十)."""
    digits = forms("zh", "numeral")
    if any(digits.get(a, "0") != "0" and b in digits for a, b in pairwise(word)):
        return None
    return int(_digits(word))


def _numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Chinese numerals that stand before a unit, with their digits."""
    for match in _numeral().finditer(text):
        word = match["percent"] or match["number"]
        if forms("zh", "numeral-ten").get(word[0], "10") != "10":
            continue
        yield match.start(), match.end(), _digits(word) + ("%" if match["percent"] else "")


def _digits(word: str) -> str:
    """A Chinese numeral in digits."""
    digits, powers, tens = forms("zh", "numeral"), forms("zh", "numeral-ten"), forms("zh", "numeral-tens")
    point = next((c for c in word if c in forms("zh", "numeral-point")), "")
    whole, _, rest = word.partition(point) if point else (word, "", "")
    if all(c in digits for c in whole):
        number = "".join(digits[c] for c in whole)
    else:
        total, digit = 0, 0
        for c in whole:
            if c in digits:
                digit = int(digits[c])
            else:
                total += (digit or 1) * int(powers[c]) if c in powers else int(tens[c])
                digit = 0
        number = str(total + digit)
    return f"{number}.{''.join(digits[c] for c in rest)}" if rest else number


ROW = re.compile(r"\S[^\n|]*\|[^\n|]*\S")
ENDS_ZH = re.compile(r"[。！？!?]+[”」』）)]*|；|;|(?:(?<=[a-z]{2})|(?<=20\d\d))\.(?=\s|$|[\u4e00-\u9fff])")
ENDS_EN = re.compile(r"[.!?]+[\"'”’)]*(?=\s|$)|;(?=\s)|。+")
CLAUSE_ZH = re.compile(r"[，,：:（(）)——]+|——|…+")
CLAUSE_EN = re.compile(r",(?!\d)|(?<!\d),|[:()—–]|\s-\s|--")
NEAR = 40
"""Maximum characters around a full stop that tell whether it ends a sentence."""
INITIAL = re.compile(r"(?<!['’])(?:\b[A-Za-z]\.)+$")
SHORTENED = re.compile(r"\b([A-Za-z][a-z]+)\.$")


def sentences(text: str, language: Language) -> Iterator[Sentence]:
    """The sentences of a plain text, with their blocks."""
    paragraph = 0
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        if not line.strip():
            continue
        kind = _kind(line, language)
        ends = [match.end()]
        if kind != "row":
            pattern = ENDS_ZH if language == "zh" else ENDS_EN
            ends = [match.start() + m.end() for m in pattern.finditer(line) if _ends(line, m, language)] + ends
        start = match.start()
        for end in ends:
            for low in range(start, end, LONGEST):
                high = min(end, low + LONGEST)
                if text[low:high].strip():
                    yield _sentence(text, low, high, paragraph, kind, language)
            start = end
        paragraph += 1


@cache
def _item() -> re.Pattern[str]:
    """The mark of a list's item: a bullet or a number in brackets."""
    return re.compile(rf"\s*(?:[-*•●▪·◆■]|\(?\d{{1,2}}[.)、）](?!\d)|[①-⑳]|[（(][{numerals()}]+[)）])\s*")


def _kind(line: str, language: Language) -> str:
    if "|" in line and ROW.search(line):
        return "row"
    stripped = line.strip()
    if _item().match(line):
        return "heading" if stripped[-1] in ":：" else "item"
    limit = 40 if language == "zh" else 100
    return "heading" if len(stripped) <= limit and stripped[-1] not in '.。！？!?;；"”' else "paragraph"


def _ends(line: str, match: re.Match[str], language: Language) -> bool:
    """Whether a mark ends a sentence: no semicolon within brackets, not an initial's, an abbreviation's or a number's point, and in English only before a capital, a digit or a quotation."""
    if match[0][0] in (";", "；") and _is_bracketed(line, match.start()):
        return False
    if language == "zh":
        return not (match[0] == "." and match.end() < len(line) and line[match.end()].isdigit())
    if match[0].startswith("."):
        after = line[match.end() : match.end() + NEAR].lstrip()
        if after and not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'“‘("):
            return False
        before = line[max(0, match.start() + 1 - NEAR) : match.start() + 1]
        if INITIAL.search(before):
            word = before.rsplit(None, 1)[-1]
            return not after or ("." in word[:-1] and after[:1].isupper() and after.split()[0].lower() in forms("en", "starter"))
        return not after or not _is_shortened(before)
    return True


def _is_bracketed(line: str, place: int) -> bool:
    """Whether a place stands within brackets of a few words: (5.3 billion euros; +1.8 percent)."""
    before, after = line[max(0, place - NEAR) : place], line[place : place + NEAR]
    opened = max(map(before.rfind, "(（")) > max(map(before.rfind, ")）"))
    closes = min((at for mark in ")）" if (at := after.find(mark)) >= 0), default=None)
    return opened and closes is not None and not any(mark in after[:closes] for mark in "(（")


def _is_shortened(before: str) -> bool:
    """Whether a stretch ends with an abbreviation and its point (Gov., Inc., vs.)."""
    match = SHORTENED.search(before)
    kind = None if match is None else forms("en", "abbreviation").get(match[1].lower())
    return kind is not None and match is not None and (kind == "any" or match[1][0].isupper())


def _sentence(text: str, start: int, end: int, paragraph: int, kind: str, language: Language) -> Sentence:
    body = text[start:end]
    if kind == "row":
        marks = [m.end() for m in re.finditer(r"\|", body)]
    else:
        marks = [m.end() for m in (CLAUSE_ZH if language == "zh" else CLAUSE_EN).finditer(body)]
    return Sentence(start, end, body, paragraph, kind, [0, *(m for m in marks if m < len(body))])
