"""What stands in a request: its mentions in order, each with what it may stand for; times first, then amounts, then words, at each place
the longest. What is neither known nor without weight is `unknown`, unless it is plainly a slip for one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from typing import get_args

from hinterland import codes
from hinterland.codes import Language
from hinterland.reading.lexicon import bounded, forms, lowered
from hinterland.reading.numbers import Figure, figures
from hinterland.reading.plain import language_of, numerals
from hinterland.requests.counts import Count, counts, forms_of
from hinterland.requests.near import CORRECTABLE, is_one_word_off, near, respelled
from hinterland.requests.normal import normal
from hinterland.requests.periods import Stretch, stretches
from hinterland.requests.vocabulary import Meaning, abbreviations, automaton, characters, home, level_words, scope, tails, vocabulary

LONGEST = 400
"""Maximum characters of a request."""
LETTER = r"[A-Za-zÀ-ÖØ-öø-ɏ]"
"""A Latin letter, with or without an accent."""
LEFT = re.compile(rf"{LETTER}(?:(?:{LETTER}|['’-])*{LETTER})?|[\u3400-\u9fff]+|\d[\d.,]*|[#+*=^~%$€£¥₩₹]")
HS = re.compile(r"\bhs ?(\d{2}(?:\d{2}){0,3})\b", re.IGNORECASE)
TAIL = re.compile(r"(?<![A-Za-z-])[A-Z]{2}(?![A-Za-z-])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A form at its place with what it may stand for; `corrected` where it was written otherwise."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    written: str
    form: str
    corrected: bool = False

    def of(self, kind: str) -> Meaning | None:
        """Its meaning of a kind, if it has one."""
        return next((m for m in self.meanings if m.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that no table knows, with what may have been meant."""

    start: int
    written: str
    offered: tuple[str, ...] = ()


@dataclass(slots=True)
class Scan:
    """A request taken apart; `slips` are months written otherwise, `passed` of its words that no table knows those that are passed over."""

    text: str
    language: Language
    today: date
    slips: tuple[tuple[str, str], ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    passed: list[Unknown] = field(default_factory=list)

    @property
    def tongue(self) -> Language:
        """The language to answer in: the one that is asked for, else that of the request."""
        return next((language for language in get_args(Language) if language in self.values("tongue")), self.language)

    def every(self, kind: str) -> list[tuple[Mention, Meaning]]:
        """The mentions with a meaning of a kind, in order."""
        return [(m, one) for m in self.mentions if (one := m.of(kind)) is not None]

    @property
    def is_sourced(self) -> bool:
        """Whether the source of a figure is asked: its source, where a figure comes from."""
        comes = any(m.of("trades") for m, _ in self.every("contribution"))
        return bool(self.every("sourced") or (comes and self.every("datum")))

    @property
    def is_yearless(self) -> bool:
        """Whether months are named without their year."""
        return any(s.assumed and not s.meaning for s in self.stretches)

    def values(self, kind: str) -> list[str]:
        """What the mentions of a kind stand for, each once, in order."""
        return list(dict.fromkeys(one.value for _, one in self.every(kind)))


def scan(text: str, today: date) -> Scan:
    """A request taken apart; see the module."""
    written, slips = respelled(normal(text[:LONGEST]))
    found = Scan(written, language_of(written), today, slips)
    found.stretches = _own_times(written, stretches(written, today))
    taken = [(s.start, s.end) for s in found.stretches]
    products = [Mention(m.start(), m.end(), (Meaning("product", m[1]),), m[0], m[0].lower()) for m in HS.finditer(written)]
    products += [Mention(m.start(), m.end(), (Meaning("many", "1"),), m[0], m[0].lower()) for m in _every().finditer(written)]
    taken += [(m.start, m.end) for m in products]
    worded = list(_numbered(written, taken))
    sized = [(f.start, f.end) for f in figures(written, found.language, [*taken, *worded]) if f.dimension == "percent" or is_scaled(f)]
    found.counts = list(counts(written, [*taken, *worded, *sized]))
    taken += [(c.start, c.end) for c in found.counts]
    # A figure is a number that somebody wrote, in digits, of a scale or counting regions, and not a word that also counts (a second, double).
    amounts = [(m.start, m.end) for m in _words(written, taken) if m.of("amount") is not None]
    seen = figures(written, found.language, [*taken, *worded, *amounts])
    found.figures = [
        f for n, f in enumerate(seen) if f.value and (not f.words or is_count(f, written) or is_scaled(f) or _is_joined(written, seen[n:]))
    ]
    taken += [(f.start, f.end) for f in found.figures]
    found.mentions = sorted([*products, *_codes(written), *_words(written, taken)], key=lambda m: (m.start, -m.end))
    for step in (_keep_apart, _settle, _see_to_units, _see_to_members):
        step(found)
    found.figures = [f for f in found.figures if not _is_size(found, f)]
    _leave(found, taken)
    _see_to_parts(found)
    return found


def _own_times(text: str, found: list[Stretch]) -> list[Stretch]:
    """The times that aren't part of a word that isn't answered (on the month before) or of one for growth, on a year that the request doesn't name."""
    earlier = [s.period.year_before() for s in found if s.period is not None]
    is_apart = re.search(forms_of("apart"), text, re.IGNORECASE) is not None
    for last, form in automaton().iter(lowered(text)):
        kinds, start = {m.kind for m in vocabulary()[form]}, last + 1 - len(form)
        if kinds & {"mean", "cagr"}:  # The year of its average isn't that of the span before it.
            found = [replace(s, end=start) if s.start < start == s.end - 1 else s for s in found]
        if vocabulary()[form][0].kind in ("refused", "growth") or "lastly" in kinds:
            held = range(last + 2 - len(form), last + 2)
            on = [s for s in found if "growth" in kinds and s.period in earlier and (is_apart or not s.against)]
            found = [s for s in found if s in on or not (s.start in held and s.end in held)]
    return found


NUMBERED = ("growth", "unit", "each", "filler", "firstly", "brief", "superlative")
"""Kinds of words that may hold a digit, which is then no amount."""


def _numbered(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The words of such kinds that hold a digit, one month or one page, and those for the first time that hold a numeral."""
    for last, form in automaton().iter(lowered(text)):
        start, end = last + 1 - len(form), last + 1
        kind, digits = vocabulary()[form][0].kind, any(c.isdigit() for c in form)
        counted = digits or (kind == "firstly" and any(c in numerals() for c in form))
        plain = counted and kind in NUMBERED and not text[start - 1 : start].isdigit()
        if plain and not any(s < end and start < e for s, e in taken):
            yield start, end


def _is_size(found: Scan, f: Figure) -> bool:
    """Whether a number says only how many members the group behind it has: the 3 northeastern states."""
    behind = next((m for m in found.mentions if m.start >= f.end), None)
    group = behind.of("subject") if behind is not None and not found.text[f.end : behind.start].strip() else None
    try:
        return group is not None and codes.get("subject", group.value).kind == "group" and len(codes.members(group.value)) == f.value
    except LookupError:
        return False


@cache
def _every() -> re.Pattern[str]:
    """All members of the usual scope, named by how many they are: all 31 of them."""
    return re.compile(rf"(?<![\d.]){len(codes.members(scope()))} ?个?(?:{forms_of('many')}|{forms_of('member')})(?![a-z])", re.IGNORECASE)


def _is_joined(text: str, found: list[Figure]) -> bool:
    """Whether the first of some figures is one end of a range up to an amount in words: between one and two trillion."""
    return len(found) > 1 and is_scaled(found[1]) and text[found[0].end : found[1].start].strip().lower() in forms("en", "join")


def is_scaled(f: Figure) -> bool:
    """Whether a figure is an amount or a rate whose number can't be taken for another word: of money, of a scale (two billion), ten percent, but no fraction."""
    return f.dimension == "money" or f.unit == "scaled" or (f.dimension == "percent" and f.precision <= 1 < f.value)


def is_count(f: Figure, text: str) -> bool:
    """Whether a figure counts members of a scope: nine states."""
    if f.dimension != "thing":
        return False
    behind = lowered(text[f.end :]).lstrip()
    return any(m.kind == "many" for m in vocabulary().get(f.noun, ())) or any(
        behind.startswith(form) for form, meanings in vocabulary().items() if meanings[0].kind == "many"
    )


def _codes(text: str) -> Iterator[Mention]:
    shouted = text.isupper()
    abroad = [m for m in TAIL.finditer(text) if not shouted and m[0] in abbreviations()]
    if len(abroad) > 1 and any(m[0].lower() not in vocabulary() for m in abroad):  # Beside one of these another is no word: NJ and OH.
        for m in abroad:
            meanings = tuple(Meaning("subject", code) for code in abbreviations()[m[0]])
            yield Mention(m.start(), m.end(), meanings, m[0], meanings[0].value.lower(), corrected=True)
    for match in TAIL.finditer(text):
        code = tails().get(match[0])
        if code and not shouted and match[0].lower() not in vocabulary():
            yield Mention(match.start(), match.end(), (Meaning("subject", code),), match[0], match[0].lower())


def _words(text: str, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    free = list(text)
    for start, end in taken:
        free[start:end] = " " * (end - start)
    apart = "".join(free)  # A Latin word may stand right beside a year.
    for last, form in automaton().iter(lowered(text)):
        end = last + 1
        start = end - len(form)
        if form.isascii() and form[0].isalnum() and not bounded(apart, start, end):
            continue
        if any(s < end and start < e for s, e in taken):
            continue
        meanings = vocabulary()[form]
        if (meanings[0].kind == "abbreviation" and not _is_open(text, start)) or all(m.kind in BESIDE for m in meanings):
            continue
        yield Mention(start, end, _at_its_place(meanings, text[end:]), text[start:end], form)
    for place, c in enumerate(text):
        if c in characters() and not any(s <= place < e for s, e in taken):
            yield Mention(place, place + 1, (Meaning("subject", characters()[c], level="character"),), c, c)


BESIDE = ("range", "placing", "from-end")
"""Kinds of words that are understood beside a count alone."""
LAST, DENIAL = ("claim", "question", "past"), ("not",)
"""Kinds of words of which some ask at the end of a request whether it is so, or put it in the past, and what else they are before that."""


def _at_its_place(meanings: tuple[Meaning, ...], behind: str) -> tuple[Meaning, ...]:
    """The meanings of a form with that behind it: of a word that may ask and deny the one that fits."""
    if "last" not in {m.kind for m in meanings}:
        return meanings
    return tuple(m for m in meanings if m.kind not in ("last", *(LAST if behind.strip(" ?？。!！") else DENIAL)))


def _is_open(text: str, start: int) -> bool:
    """Whether the one character of a country may stand at a place: behind a word such as to, behind another such character, or behind that of a region."""
    before = text[start - 1 : start]
    kinds = {m.kind for m in vocabulary().get(before, ())}
    return "toward" in kinds or before in characters() or ("abbreviation" in kinds and start > 1 and _is_open(text, start - 1))


def _keep_apart(found: Scan) -> None:
    """Keep of overlapping mentions the one that begins first, the longest of those that begin together; a name that such a one cuts in two is kept before it."""
    kept: list[Mention] = []
    for m in found.mentions:
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
        elif (head := _before(found, kept[-1], m)) is not None:
            kept[-1:] = [head, m]
    found.mentions = kept


def _settle(found: Scan) -> None:
    """Keep of a word that may leave out or compare, or name a share or compare, the meaning that its company leaves."""
    times = [(s.start, s.end) for s in found.stretches]
    shares = [m for m, _ in found.every("share") if m.of("compare") is None]
    for n, m in enumerate(found.mentions):
        kinds = {one.kind for one in m.meanings}
        if {"refused", "minus"} <= kinds:
            sides = any(e <= m.start for _, e in times) and any(s >= m.end for s, _ in times)
            drop: tuple[str, ...] = ("refused",) if sides or found.every("than") else ("minus", "compare", "apart", "whose", "than-more")
        elif {"share", "compare", "either"} <= kinds:
            drop = ("compare", "ratio") if shares else ("share",)
        elif {"toward", "against"} <= kinds:
            drop = ("toward",) if _is_between_places(found, n) else ("against", "compare")
        elif {"above", "span"} <= kinds:
            spans = [s.start for s in found.stretches if s.period is not None and s.period.months > 12 and s.start >= m.end]
            during = any(not found.text[m.end : start].strip() for start in spans)
            drop = ("above", "span") if during else ("filler", "span")
        elif "tongue" in kinds and any(x.start == m.end + 1 and x.of("flow") for x in found.mentions[n + 1 : n + 2]):
            found.mentions[n] = replace(m, meanings=(Meaning("subject", home()),))  # In Chinese exports.
            continue
        else:
            continue
        found.mentions[n] = replace(m, meanings=tuple(one for one in m.meanings if one.kind not in drop))


def _is_between_places(found: Scan, n: int) -> bool:
    """Whether a word stands between two places that it sets against each other, of which the second isn't one that is sold to."""
    before, behind = found.mentions[:n], found.mentions[n + 1 : n + 3]
    with_flow = bool(before) and before[-1].of("flow") is not None
    sides = [*before[-2 if with_flow else -1 :][:1], *behind[:1]]
    sold = len(behind) > 1 and behind[1].of("flow") is not None and behind[1].start == behind[0].end
    return len(sides) == 2 and all(m.of("subject") is not None and not m.meanings[0].partner for m in sides) and sold == with_flow


WHAT = Meaning("question", "what")
MARKED = {"above", "below", "reach", "refused", "measure", "one", "many", "claim", "lastly", "able", "outlook", "firstly", "axis"}
"""Kinds of words beside which an amount in a word alone is what something is compared with."""


def _is_before_years(found: Scan, m: Mention) -> bool:
    """Whether a word that asks for a number stands before a span of years, with nothing between but words without weight: how many of the last ten years."""
    spans = [s.start for s in found.stretches if s.period is not None and s.period.months > 12 and s.start >= m.end]
    between = [x for x in found.mentions if spans and m.end <= x.start < spans[0]]
    plain = bool(between) and all(x.of("filler") for x in between)
    return plain and "".join(x.written for x in between).split() == "".join(found.text[m.end : spans[0]].split()).split()


def _see_to_units(found: Scan) -> None:
    """Take an amount in a word alone as the unit that a figure is asked in, where it is asked how many of it, or nothing is compared with it: trade, in trillions."""
    is_marked = "whether" in found.values("question") or {one.kind for m in found.mentions for one in m.meanings} & MARKED
    for n, m in enumerate(found.mentions):
        if m.of("counted") is not None and _is_before_years(found, m):
            found.mentions[n] = replace(m, meanings=(Meaning("which", "year"), WHAT))
            continue
        counted = n > 0 and found.mentions[n - 1].end == m.start and found.mentions[n - 1].of("question") is not None
        if m.of("amount") is not None and m.form in forms("zh", "scale") and (counted or not is_marked):
            found.mentions[n] = replace(m, meanings=(Meaning("filler", "1"),))


def _see_to_members(found: Scan) -> None:
    """Take a group right before a word such as whose, or one called as its members are, as these, of which those are asked of which something is so."""
    last = found.mentions[-1].of("relative") if found.mentions else None
    called = tuple(form for named in level_words().values() for form in named)
    *_, before, closing = [None, None, *found.mentions]
    if before and closing and closing.of("member") and any(one.kind == "relative" for one in vocabulary().get(before.form[-1], ())):
        found.mentions[-1] = replace(closing, meanings=(*closing.meanings, Meaning("many", "1")))
    for n, m in enumerate(found.mentions):
        one, behind = m.of("subject"), found.mentions[n + 1 : n + 3]
        word = behind[0].of("relative") if behind else None
        said = word is not None and (word.value == "1" or any(behind[-1].of(kind) for kind in ("falling", "turned")))
        ahead = found.mentions[n - 1] if n else m
        asked = ahead.of("question") if ahead.end == m.start else WHAT if ahead.of("counted") and ahead.end + 1 == m.start else None
        limited = _is_limited(found, n)
        is_asked = (
            said
            or limited
            or (asked is not None and asked.value == "what")
            or (last is not None and last.value == "end" and m.form.endswith(called))
        )
        if one is not None and is_asked and codes.held("group", one.value) is not None:
            found.mentions[n] = replace(m, meanings=(*m.meanings, Meaning("many", "1"), Meaning("signed", "1")))


def _is_limited(found: Scan, n: int) -> bool:
    """Whether a name has an amount of what it is to have more or less than right behind it (with exports above that) or right before it, up to a word such as 的."""
    behind, ahead = found.mentions[n + 1 : n + 2], found.mentions[:n]
    led = ahead[-1].of("relative") if ahead and ahead[-1].end == found.mentions[n].start else None
    begun = behind[0].of("relative") if behind else None
    within = (
        found.mentions[n + 2 :] if begun is not None and begun.value == "with" else ahead if led is not None and led.value == "end" else []
    )
    return any(m.of("above") or m.of("below") for m in within)


def _before(found: Scan, one: Mention, name: Mention) -> Mention | None:
    """The word that stands before a name as long as the one that would cut it in two, leaving a character without weight; or before a much longer word."""
    longer = 2 * len(one.form) if name.of("subject") is None else len(one.form) - 1
    cut = one.start < name.start < one.end < name.end and len(name.form) > longer and not one.form.isascii()
    left = vocabulary().get(lowered(found.text[one.end : name.end]), ())
    own = any(m.start == one.end and m.end > name.end and m.of("subject") is not None for m in found.mentions)
    if not cut or own or not all(m.kind in ("filler", "part", "past", "last") for m in left):
        return None
    return next((m for m in found.mentions if (m.start, m.end) == (one.start, name.start)), None)


def _leave(found: Scan, taken: list[tuple[int, int]]) -> None:
    """Find what is left, correct what is plainly a slip, and keep the rest as unknown."""
    covered = [*taken, *((m.start, m.end) for m in found.mentions)]
    rest = list(found.text)
    for start, end in covered:
        rest[start:end] = " " * (end - start)
    for match in LEFT.finditer("".join(rest)):
        start, end = _widened(found, match.start(), match.end())
        written = found.text[start:end]
        seen = [(u.start, u.written) for u in found.unknown] + [(m.start, m.written) for m in found.mentions if m.corrected]
        if any(at <= match.start() < at + len(w) for at, w in seen):
            continue
        if written.upper() in tails() and not found.text.isupper():
            code = Meaning("subject", tails()[written.upper()])
            found.mentions.append(Mention(start, end, (code,), written, code.value.lower(), corrected=True))
            continue
        if abroad := abbreviations().get(written, ()) if not found.text.isupper() else ():
            meanings = tuple(Meaning("subject", code) for code in abroad)
            found.mentions.append(Mention(start, end, meanings, written, abroad[0].lower(), corrected=True))
            continue
        meant = near(written)
        if (around := next(_around(found, *match.span()), None)) is not None:
            (start, end), written, meant = around, found.text[slice(*around)], near(found.text[slice(*around)])
        if meant.meant is not None:
            found.mentions = [m for m in found.mentions if m.end <= start or m.start >= end]
            found.mentions.append(Mention(start, end, vocabulary()[meant.meant], written, meant.meant, corrected=True))
        else:
            found.unknown.append(Unknown(start, written, meant.offered))
    found.mentions.sort(key=lambda m: m.start)


def _see_to_parts(found: Scan) -> None:
    """Take characters without weight that stand side by side as a word that no table knows where they are parts of such words: median is no fillers in a row."""
    run: list[Mention] = []
    for m in [*found.mentions, None]:
        if m is not None and m.of("part") is not None and (not run or run[-1].end == m.start):
            run.append(m)
            continue
        if len(run) > 1:
            found.mentions = [one for one in found.mentions if one not in run]
            found.unknown.append(Unknown(run[0].start, found.text[run[0].start : run[-1].end]))
        run = [m] if m is not None and m.of("part") is not None else []
    found.unknown.sort(key=lambda u: u.start)


LATIN = re.compile(rf"(?:{LETTER}|-)+")
AROUND = 4
"""Maximum characters of Chinese at each side of a stretch that no table knows that may belong to the word that was meant, and words of a Latin name up to and from it."""


def _around(found: Scan, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches around one that no table knows that are plainly slips for a word, the longest first; no word that is known is cut in two."""
    text, is_latin = found.text, found.text[start].isascii()
    first, last = list(range(max(0, start - AROUND), start + 1)), list(range(end, min(len(text), end + AROUND) + 1))
    if is_latin:
        words = [m.span() for m in LATIN.finditer(text)]
        first, last = [a for a, _ in words if a <= start][-AROUND:], [b for _, b in words if b >= end][:AROUND]
    for a, b in sorted(product(first, last), key=lambda s: s[0] - s[1]):
        cut = any(m.start < edge < m.end for m in found.mentions for edge in (a, b))
        if cut or (not is_latin and any(c.isascii() or c.isspace() for c in text[a:b])):
            continue
        meant, inside = near(text[a:b]).meant, [m for m in found.mentions if a <= m.start and m.end <= b]
        if meant is not None and (is_one_word_off(text[a:b], meant) if is_latin else not any(_differs(m, meant) for m in inside)):
            yield a, b


def _differs(m: Mention, meant: str) -> bool:
    """Whether a word that is known says something else than the one that it would be a part of, and doesn't stand in that as it is."""
    own, other = ({(x.kind, x.value) for x in meanings} for meanings in (m.meanings, vocabulary()[meant]))
    return m.form not in meant and any(kind in CORRECTABLE for kind, _ in own) and own.isdisjoint(other)


def _widened(found: Scan, start: int, end: int) -> tuple[int, int]:
    """A stretch of Chinese characters with the one-character words beside it, which are then parts of a longer word that no table knows."""
    if found.text[start].isascii():
        return start, end
    for m in reversed(found.mentions):
        if m.end == start and m.end - m.start == 1 and not m.form.isascii():
            start = m.start
    for m in found.mentions:
        if m.start == end and m.end - m.start == 1 and not m.form.isascii():
            end = m.end
    return start, end
