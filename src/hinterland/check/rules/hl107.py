"""A count does not match the members listed.

What: the text counts so many and names another number of them, whether it says something of them that can be judged or not.

Why: a list is edited and its count forgotten; every reader can count, and the data aren't needed.

Bad: Three central regions saw their trade fall in 2025: Hunan and Shanxi.
Good: Two central regions saw their trade fall in 2025: Hunan and Shanxi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland import codes
from hinterland.check.context import Context
from hinterland.models import Finding
from hinterland.reading import mentioned
from hinterland.reading.typography import untypeset

CODE = "HL107"
SEVERITY = "error"
NAME = "count and list"

NUMBERS = {
    w: n
    for words in ("two three four five six seven eight nine ten eleven twelve", "二 三 四 五 六 七 八 九 十 十一 十二")
    for n, w in enumerate(words.split(), 2)
} | {"两": 2}

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_COUNTED = re.compile(
    rf"(?<![\w.,$¥€-])(?P<n>\d{{1,2}}|{_WORDS})\s(?!times\b|months?\b|years?\b|percent|points?\b|quarters?\b)(?:[A-Za-z]++(?:['’-]+[A-Za-z]++)*+['’]*+\s?){{1,7}}"
    rf"(?:\s?[-–—:(]\s?|,\s(?:namely|i\.e\.,?)\s)"
    rf"|(?<![\d.第十百])(?P<m>(?:\d{{1,2}}|{_WORDS})个?)(?:(?<=个)|大|省(?![一二两三]市))[^，。；：、（(—\d]{{0,10}}(?:——|[:：（(]|[，,]?(?:分别(?:是|为)|即))",
    re.I,
)
"""A number, what it counts, and the mark after which its members are listed."""

_LISTED = re.compile(r"[:：—–(（]\s?|, namely |, including only |分别(?:是|为)|即")
"""What stands before a list that may be farther off than the noun."""

_OTHER = re.compile(
    rf"(?:其中|其余|另|还)[^，。；]{{0,4}}?(?:\d{{1,2}}|{_WORDS})个?|前(?:\d{{1,2}}|{_WORDS})|[，,](?:有)?(?:\d{{1,2}}|{_WORDS})个"
    rf"|\b(?:of (?:them|these|which)|top|the other)\s+(?:\d{{1,2}}|{_WORDS})\b|\b(?:\d{{1,2}}|{_WORDS})\s+of (?:them|these|which)\b",
    re.I,
)
"""Another number between a count and a list, whose list it is: nine, six of them on the coast, namely ..."""

_STOP = re.compile(r"[.。;；]|\n")
LONGEST = 1000
"""Characters behind a count in which its list is sought."""

_BETWEEN = re.compile(r"\s?(?:[,，、;；&]|\band\b|和|与|及|以及)?\s?(?:\band\b|和|与|及|以及)?\s?(?:\bthe\b)?\s?", re.I)
_OPEN = re.compile(r"\bincluding\b|\bsuch as\b|\bamong (?:them|others)\b|\bothers\b|如|等", re.I)
_MORE = re.compile(r"\s?(?:,|，|、|and|和)?\s?(?:and )?(?:others|more|among|elsewhere|等)", re.I)


def find(context: Context) -> Iterator[Finding]:
    """Counts followed by a list of regions of another length."""
    taken = []
    for j in context.judged:
        if j.kind != "count" or j.claim.low is None or j.claim.scope == "partners":
            continue
        end = j.end
        after = _STOP.split(untypeset(context.text[end : end + LONGEST]).text, maxsplit=1)[0]
        lists = ((m, _members(after[m.end() :])) for m in _LISTED.finditer(after))
        named = next((found for m, found in lists if len(found) >= 2 and not _OTHER.search(after[: m.end()])), [])
        taken.append(j.start)
        if named and len(named) != int(j.claim.low) and not _OPEN.search(after):
            yield context.finding(CODE, SEVERITY, j, n=len(named), names=context.names(named))
    whole = untypeset(context.text)
    for start_in_plain, end_in_plain, number, named in _counted(whole.text):
        start, end = whole.original(start_in_plain, end_in_plain)
        if len(named) != number and not any(start <= at < end or at <= start < at + 3 for at in taken):
            message = context.say(CODE, text=context.text[start:end], n=len(named), names=context.names(named))
            yield Finding(start=start, end=end, code=CODE, severity="error", message=message, claims=[], related=[], fix=None)


def _counted(text: str) -> Iterator[tuple[int, int, int, list[str]]]:
    """Where a text counts what it lists at once, as in `four members - Anhui, Jiangsu, Shanghai and Zhejiang`: the span, the number, the members."""
    for m in _COUNTED.finditer(text):
        word, (start, end) = (m["n"] or m["m"]), m.span("n" if m["n"] else "m")
        members = _members(text[m.end() : m.end() + 300].split("\n", 1)[0])
        if len(members) >= 2 and not _OPEN.search(text[start : m.end()]):
            yield start, end, NUMBERS.get(word.lower().rstrip("个"), 0) or int(word.rstrip("个")), members


def _members(line: str) -> list[str]:
    """The regions that a line begins with, parted by nothing but commas and conjunctions; none where it says that there are more."""
    found: dict[str, None] = {}
    at = 0
    for m in (m for m in mentioned(line) if m.names):
        if (
            m.names[0].kind != "place"
            or (nation := codes.nation_of(m.names[0].code)) is None
            or (found and codes.nation_of(next(iter(found))) != nation)
            or not _BETWEEN.fullmatch(line[at : m.start])
        ):
            break
        found[m.names[0].code] = None
        at = m.end
    return [] if _MORE.match(line[at:]) else [code for code in found if not codes.is_nation(code)]
