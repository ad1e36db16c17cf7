"""What a figure or a word is set against: the other side of a comparison, a place, a group, the nation, the other flow or an earlier time.

`behind_word` finds the side behind a word of comparison (`overtook Henan`), `against` that of a figure (`13.5 points faster than the nation`, 比河南低1.2个百分点).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hinterland.reading.document import is_partner
from hinterland.reading.leads import followed_by_agency
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence, overlaps
from hinterland.reading.names import REGION
from hinterland.reading.relations.words import Found, breaks, ends_clause, rest, right_before, right_behind, said, size, spoken


@dataclass(frozen=True, slots=True)
class Side:
    """The other side of a comparison.

    `kind` is place, nation or `REGION` (the subject's own), self (its whole), flow, former, latter or time; `code` is the place's or flow's.
    """

    start: int
    end: int
    kind: str
    code: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """A figure's other side, whether the figure falls short of it, and the word that says so."""

    side: Side
    less: bool
    word: Found | None = None


NAMED = ("place", "nation", REGION, "self", "former", "latter")
"""Kinds of sides that are places."""
PROFORMS = {"nation": "nation", REGION: REGION, "city": "self"}
"""The kinds of sides that words for places spoken of before stand for."""
LEVELS = ("nation", REGION, "group", "city", "zone", "subdivision", "county")
FAR = 14
"""Maximum words, in Chinese characters, between a word of comparison and its side, or between a side and its figure."""
TIMES = 34
"""Maximum characters between a multiple and its side."""
FREE = {"en": 2, "zh": 8}
"""Maximum unknown words or characters among them."""


@once_a_sentence
def sides(parsed: Parsed) -> list[Side]:
    """Everything in a sentence that something may be set against, in order."""
    found = [
        Side(w.start, w.end, {"compare-nation": "nation", "compare-whole": "self"}.get(w.cls, w.cls), "")
        for w in said(parsed, "compare-nation", "compare-whole", "former", "latter")
        if w.cls != "compare-whole" or not any(m.value("proform") == "nation" and m.start < w.start <= m.end for m in parsed.mentions)
    ]
    for m in parsed.mentions:
        if overlaps(m, found):
            continue
        side = _side(parsed, m)
        if side is not None:
            found.append(side)
    return sorted(found, key=lambda s: s.start)


def _side(parsed: Parsed, m: Mention) -> Side | None:
    """A mention as a side."""
    place = next((n for n in m.names if n.kind in ("place", "group") and n.code and n.level in LEVELS), None)
    if place is not None:
        return None if followed_by_agency(parsed, m) else Side(m.start, m.end, "place", place.code, m)
    if (kind := PROFORMS.get(m.value("proform") or "")) is not None:
        return Side(m.start, m.end, kind, "", m)
    if m.is_a("flow"):
        return Side(m.start, m.end, "flow", m.value("flow") or "", m)
    if m.time is not None or m.is_a("yearago", "monthago"):
        return Side(m.start, m.end, "time", "", m)
    return None


def pointed(parsed: Parsed, which: str, place: int) -> str | None:
    """The place that a word for the first or the second of two means."""
    named = [s.code for s in sides(parsed) if s.kind == "place" and s.end <= place]
    two = list(dict.fromkeys(named))[-2:]
    return None if len(two) < 2 else two[0] if which == "former" else two[1]


def behind_word(parsed: Parsed, word: Found, times: bool = False) -> Side | None:
    """The side behind a word of comparison, None where something else stands there; earlier times only where asked for."""
    language, text = parsed.language, parsed.text
    near = [s for s in sides(parsed) if s.start >= word.end]
    if not near or (near[0].kind == "time" and not times):
        return None
    side = near[0]
    if side.kind == "flow" and (owner := _owner(parsed, side, near[1:])) is not None:
        side = owner
    gap = text[word.end : side.start]
    if _is_apart(parsed, word.end, side.start) or spoken(gap, language, "compare-every"):
        return None
    if side.mention is not None and side.kind == "place" and is_partner(parsed, side.mention):
        return None
    if word.cls == "compare-than" and language == "en" and not spoken(gap, language, "compare-word"):
        return None
    strange = rest(gap, language, "compare-gap", "compare-tail", "compare-adverb", "flow", "compare-by")
    return side if size(strange, language) <= FREE[language] and size(gap, language) <= FAR else None


def _is_apart(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a clause, a Chinese list or a figure separates two places."""
    gap = parsed.text[start:end]
    listed = parsed.language == "zh" and any(form in gap for form in forms("zh", "compare-apart"))
    return listed or breaks(gap) or any(m.figure for m in parsed.mentions if start <= m.start < end)


def _owner(parsed: Parsed, flow: Side, later: list[Side]) -> Side | None:
    """The place whose flow stands behind a word: faster than exports of Henan."""
    if parsed.language == "zh" or not later or later[0].kind not in NAMED:
        return None
    gap = parsed.text[flow.end : later[0].start]
    return later[0] if gap.strip().lower() in forms("en", "compare-gap") else None


def run_of(parsed: Parsed, figure: Mention) -> tuple[list[Mention], int]:
    """The list of figures that one belongs to, all of a dimension, and its place in it."""
    figures = [m for m in parsed.mentions if m.figure is not None]
    at = next(i for i, m in enumerate(figures) if m.start == figure.start)
    first = last = at
    while first and listed_beside(parsed, figures[first - 1], figures[first]):
        first -= 1
    while last + 1 < len(figures) and listed_beside(parsed, figures[last], figures[last + 1]):
        last += 1
    return figures[first : last + 1], at - first


def listed_beside(parsed: Parsed, one: Mention, two: Mention) -> bool:
    """Whether two figures or names stand side by side in a list."""
    if one.figure is not None and two.figure is not None and one.figure.dimension != two.figure.dimension:
        return False
    gap = parsed.text[one.end : two.start]
    return len(gap) <= 8 and bool(gap.strip()) and not rest(gap, parsed.language, "list", "and").strip(" ,")


def listed_behind(parsed: Parsed, side: Side) -> list[Side]:
    """The places that stand in a list behind one that ends its clause: Henan, Anhui and Hubei; none where a clause of its own may begin among them."""
    run = _run(parsed, side)
    joined = spoken(parsed.text[run[-2].end : run[-1].start], parsed.language, "and") if len(run) > 1 else ()
    return run[1:] if joined and ends_clause(parsed.text, run[-1].end) else []


def _run(parsed: Parsed, side: Side) -> list[Side]:
    """The list of places that one begins."""
    run = [side]
    for s in sides(parsed):
        if s.kind == "place" and s.start >= run[-1].end and _beside(parsed, run[-1], s):
            run.append(s)
    return run


def is_summed(parsed: Parsed, side: Side) -> bool:
    """Whether a place begins a list whose sum something is set against, which no kind of claim says: larger than Henan and Anhui combined, 超过河南与安徽之和."""
    *others, last = _run(parsed, side)
    return bool(others) and right_behind(parsed, last.end, "compare-joint") is not None


def against(parsed: Parsed, figure: Mention) -> Against | None:
    """What a figure is set against."""
    assert figure.figure is not None
    if figure.figure.dimension == "ratio":
        return _times(parsed, figure)
    run, place = run_of(parsed, figure)
    if parsed.language == "zh":
        return _against_zh(parsed, run, place)
    return _behind_figure(parsed, run, place) or _before_figure(parsed, run, place)


def _pick(parsed: Parsed, side: Side, run: list[Mention], place: int) -> Side:
    """Of several sides in a list as long as the figures', the figure's own."""
    several = [s for s in sides(parsed) if s.kind in ("place", "nation") and s.mention is not None]
    at = next((i for i, s in enumerate(several) if s.start == side.start), None)
    if at is None or len(run) == 1:
        return side
    first = last = at
    while first and _beside(parsed, several[first - 1], several[first]):
        first -= 1
    while last + 1 < len(several) and _beside(parsed, several[last], several[last + 1]):
        last += 1
    listed = several[first : last + 1]
    return listed[place] if len(listed) == len(run) else side


def _beside(parsed: Parsed, one: Side, two: Side) -> bool:
    return one.mention is not None and two.mention is not None and listed_beside(parsed, one.mention, two.mention)


def _behind_figure(parsed: Parsed, run: list[Mention], place: int) -> Against | None:
    """English: the side behind figures, points faster than the nation, points below that of Henan."""
    text, end = parsed.text, run[-1].end
    money = run[-1].figure is not None and run[-1].figure.dimension == "money"
    classes = ("compare-than",) if money else ("compare", "compare-than", "compare-prep", "compare-from")
    word = next((w for w in spoken(text, "en", *classes) if w.start >= end), None)
    if word is None or breaks(text[end : word.start]) or size(text[end : word.start], "en") > 3:
        return None
    side = behind_word(parsed, word, times=True)
    if side is None or (word.cls == "compare-from" and side.kind != "time"):
        return None
    less = sinks(parsed, run[0].start) if word.cls == "compare-from" else word.value.startswith(LESS)
    return Against(_pick(parsed, side, run, place), less, word)


def sinks(parsed: Parsed, place: int) -> bool:
    """Whether the last word of direction before a figure says that something went down, a decline's own name aside."""
    said = [m for m in parsed.mentions if m.end <= place and m.is_a("up", "down") and not breaks(parsed.text[m.end : place])]
    decline = bool(said) and bool(spoken(parsed.written(said[-1]), parsed.language, "compare-decline"))
    return bool(said) and said[-1].is_a("down") and not decline


LESS = "less"
"""What the value of words begins with that say something falls short."""


def _before_figure(parsed: Parsed, run: list[Mention], place: int) -> Against | None:
    """English: the side before figures, beat the nation by 13.5 points, exceeded that of Iowa by 3 billion."""
    text, start = parsed.text, run[0].start
    is_money = run[0].figure is not None and run[0].figure.dimension == "money"
    if is_money and right_before(parsed, start, "compare-by") is None:
        return None
    words = [w for w in spoken(text, "en", "compare") if w.end <= start and not breaks(text[w.end : start])]
    if not words:
        return None
    side = behind_word(parsed, words[-1], times=True)
    if side is None or side.end > start or not spoken(text[side.end : start], "en", "compare-by"):
        return None
    if any(m.figure for m in parsed.mentions if side.end <= m.start < start):
        return None
    return Against(_pick(parsed, side, run, place), words[-1].value.startswith(LESS), words[-1])


def _against_zh(parsed: Parsed, run: list[Mention], place: int) -> Against | None:
    """Chinese: the side stands before the figures, behind a word of comparison."""
    text, start = parsed.text, run[0].start
    near = [s for s in sides(parsed) if s.end <= start and not breaks(text[s.end : start])]
    near = [s for s in near if start - s.end <= FAR]
    words = [w for w in spoken(text, "zh", "compare", "compare-than") if w.end <= start and not breaks(text[w.end : start])]
    for word in reversed(words):
        inside = [s for s in near if s.start >= word.end]
        first = next((s for s in inside if s.kind in NAMED), None) or (inside[0] if inside else None)
        if first is None or size(rest(text[word.end : first.start], "zh", "compare-adverb", "compare-tail"), "zh") > 4:
            continue
        less = word.value.startswith(LESS) if word.cls == "compare" else _adjective(text[first.end : start])
        if less is not None:
            return Against(_pick(parsed, first, run, place), less, word)
    return None


def _adjective(gap: str) -> bool | None:
    """Whether the words between a side and its figure say that it is less, None where they say nothing of that."""
    words = spoken(gap, "zh", "compare-adjective")
    return words[-1].value == LESS if words else None


def _times(parsed: Parsed, figure: Mention) -> Against | None:
    """The side of a multiple: twice its imports, 7.39 times Shanxi's, 是河南的10.1倍."""
    text, language = parsed.text, parsed.language
    if language == "zh":
        return _times_zh(parsed, figure)
    later = [s for s in sides(parsed) if s.start >= figure.end and s.kind in ("place", "flow", "nation", REGION)]
    if not later:
        return None
    gap = text[figure.end : later[0].start]
    if len(gap) > TIMES or breaks(gap) or rest(gap, language, "compare-times", "flow"):
        return None
    return Against(later[0], False)


def _times_zh(parsed: Parsed, figure: Mention) -> Against | None:
    text = parsed.text
    before = [s for s in sides(parsed) if s.end <= figure.start and s.kind != "time"]
    if not before:
        return None
    side = before[-1]
    gap = re.sub(r"[（(][^（）()]*[）)]", "", text[side.end : figure.start])
    owned = any(form in gap for form in forms("zh", "possessive"))
    lead = text[: side.start]
    said = any(lead.endswith(form) for form in forms("zh", "compare-is"))
    if not (owned and said) or rest(gap, "zh", "compare-tail", "compare-adverb", "hedge"):
        return None
    return Against(side, False)
