"""Mentions: what stands in a sentence, typed: figures, times, names, and words of the lexicon, none overlapping.

`mentions(sentence, language, today)` merges what the recognisers find: times and figures first, then the longest of names and words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, wraps
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from hinterland import packs
from hinterland.codes import Language, nation_of
from hinterland.reading import dates, names, numbers
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import Forms, Word, forms, forms_in
from hinterland.reading.names import Name
from hinterland.reading.numbers import ENDLESS, Figure
from hinterland.reading.plain import Sentence, language_of
from hinterland.reading.zones import join_zones


@dataclass(slots=True)
class Mention:
    """A typed stretch of a sentence; places count in the sentence. `cls` is figure, time, name or a class of the lexicon."""

    start: int
    end: int
    cls: str
    words: tuple[Word, ...] = ()
    names: tuple[Name, ...] = ()
    time: Dated | None = None
    figure: Figure | None = None
    clause: int = 0
    classes: frozenset[str] = frozenset()

    def value(self, cls: str) -> str | None:
        """What a lexicon word of a class stands for, None where it is of none."""
        for word in self.words:
            if word.cls == cls:
                return word.value
        return None

    def is_a(self, *classes: str) -> bool:
        """Whether it is a lexicon word of one of the classes."""
        return not self.classes.isdisjoint(classes)

    def is_name(self, *kinds: str) -> bool:
        """Whether it names something of one of the kinds, as far as the likeliest of its names goes."""
        return bool(self.names) and self.names[0].kind in kinds

    def is_figure(self, *dimensions: str) -> bool:
        """Whether it is a figure of one of the dimensions."""
        return self.figure is not None and self.figure.dimension in dimensions


@dataclass(slots=True)
class Parsed:
    """A sentence with its mentions in order."""

    sentence: Sentence
    mentions: list[Mention]
    number: int = 0
    language: Language = "en"
    nation: str | None = None
    """The country that its document is likeliest about, once that is decided."""
    foreseen: bool = False
    """Whether the sentence before tells what was expected, so that what is estimated next was as well."""
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What functions made of the sentence, by the function: see `once_a_sentence`."""
    text: str = field(init=False, repr=False, compare=False)
    forms: Forms = field(init=False, repr=False, compare=False)
    """The sentence's text, and the forms of the lexicon in it."""

    def __post_init__(self) -> None:
        """Take the text and its forms, which are asked for very often, from the sentence."""
        self.text = self.sentence.text
        self.forms = forms_in(self.text, self.language)

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions of a stretch."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def behind(self, place: int, *classes: str) -> Mention | None:
        """The first mention behind a place, or the first word of some classes there."""
        return next((m for m in self.mentions if m.start >= place and (not classes or m.is_a(*classes))), None)

    def before(self, place: int, *classes: str) -> Mention | None:
        """The last mention before a place, or the last word of some classes there."""
        return next((m for m in reversed(self.mentions) if m.end <= place and (not classes or m.is_a(*classes))), None)

    def following(self, place: int) -> list[Mention]:
        """The mentions behind a place."""
        return [m for m in self.mentions if m.start >= place]

    def preceding(self, place: int) -> list[Mention]:
        """The mentions before a place."""
        return [m for m in self.mentions if m.end <= place]

    def written(self, stretch: Stretch) -> str:
        """The words of a stretch."""
        return self.text[stretch.start : stretch.end]

    def between(self, one: Stretch, other: Stretch) -> str:
        """The words between two stretches, without blanks at their ends."""
        return self.text[one.end : other.start].strip()

    def clause_start(self, place: int) -> int:
        """Where the clause begins that a place lies in."""
        return self.sentence.clauses[self.sentence.clause(place)]

    def is_blank(self, start: int, end: int) -> bool:
        """Whether nothing stands between two places."""
        return not self.text[start:end].strip()

    def settle(self, nation: str | None) -> None:
        """Take the country that its document is likeliest about, whose groups a name that several share stands for, and forget what was made of the sentence without it."""
        self.nation = nation
        peers = regions_called(nation, self.language)
        for i, m in enumerate(self.mentions):
            if m.is_name("group") and nation_of(m.names[0].code) != nation:
                own = [n for n in m.names if nation_of(n.code) == nation]
                others = [n for n in m.names if n not in own] if self.written(m).lower() not in peers else []
                self.mentions[i] = replace(m, names=(*own, *others))
        self.kept.clear()


@cache
def regions_called(nation: str | None, language: Language) -> frozenset[str]:
    """What the pack of a nation calls one region directly below it and several, in lower case; nothing without a pack."""
    pack = None if nation is None else packs.of_nation(nation)
    levels = () if pack is None else (pack.levels[0].one, pack.levels[0].several)
    return frozenset(called[language].lower() for called in levels if language in called)


class Stretch(Protocol):
    """Anything that has a place in a sentence: a mention, a word, a target."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def overlaps(one: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether a stretch shares a character with any of others."""
    return any(one.start < o.end and o.start < one.end for o in others)


Made = TypeVar("Made")


def once_a_sentence(function: Callable[[Parsed], Made]) -> Callable[[Parsed], Made]:
    """A function of a sentence that is worked out once a sentence, when its mentions are settled."""

    @wraps(function)
    def kept(parsed: Parsed) -> Made:
        # Kept under the name by which a module knows it, so that a sentence can be pickled.
        made: Made = parsed.kept.get(kept, parsed)
        if made is parsed:
            made = parsed.kept[kept] = function(parsed)
        return made

    return kept


Placed = TypeVar("Placed", bound=Stretch)


def once_a_target(function: Callable[[Parsed, Placed], Made]) -> Callable[[Parsed, Placed], Made]:
    """A function of a sentence and a stretch of it, such as a target, that is worked out once for each: both readings ask for it."""

    @wraps(function)
    def kept(parsed: Parsed, target: Placed) -> Made:
        key = kept, target.start, target.end, getattr(target, "kind", "")
        made: Made = parsed.kept.get(key, parsed)
        if made is parsed:
            made = parsed.kept[key] = function(parsed, target)
        return made

    return kept


PRIORITY = ("flow", "balance", "services", "other")
"""Classes that stand where a name has the same words."""


def mentions(sentence: Sentence, language: Language, today: date) -> list[Mention]:
    """The mentions of a sentence; none in digits that never end."""
    text = sentence.text
    if len(text) > ENDLESS and text.isdigit():
        return []
    lexical = forms_in(text, language)
    # A whole year that is named by no number gives way to the words of a yearly average that hold it (average annual).
    averages = [(s, e) for s, e, words in lexical.mentions if words[0].cls == "cagr"]
    times = [
        t
        for t in dates.find(text, language, today)
        if t.kind != "wholeyear" or t.year is not None or not any(s <= t.start and t.end <= e for s, e in averages)
    ]
    named = [*names.find(text), *(names.abbreviated(text) if language == "zh" else ())]
    found = [Mention(t.start, t.end, "time", time=t) for t in times]
    # A number of nothing gives way to a name that holds it, and to the words of a first (第一次).
    whole = [(s, e) for s, e, _ in named] + [(s, e) for s, e, words in lexical.mentions if words[0].cls == "first"]
    for f in numbers.figures(text, language, [(t.start, t.end) for t in times]):
        if not any(s <= f.start and f.end <= e and e - s > f.end - f.start and f.dimension in ("bare", "thing") for s, e in whole):
            found.append(Mention(f.start, f.end, "figure", figure=f))
    taken = bytearray(len(text))
    for mention in found:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    rest: list[tuple[int, int, int, Mention]] = []
    whole_words = lexical.chosen("whole-word")
    for start, end, words in lexical.mentions:
        if whole_words and any(w.start <= start and end <= w.end and end - start < w.end - w.start for w in whole_words):
            continue
        if language == "en":
            cls = words[0].cls
            if text.endswith(HYPHEN, 0, start) and (cls == "level" or not text[start - 3 : start - 1].strip()[1:]):
                continue
            if (cls == "share" and not _is_part(text, start, found)) or (cls == "flow" and lexical.at(end + 1, "no-flow-noun")):
                continue
        rest.append(
            (end - start, 1 if any(w.cls in PRIORITY for w in words) else 0, -start, Mention(start, end, words[0].cls, words=words))
        )
    for start, end, codes in _unbroken(text, language, named):
        if whole_words and any(w.start <= start and end <= w.end and end - start < w.end - w.start for w in whole_words):
            continue
        rest.append((end - start, 1, -start, Mention(start, end, "name", names=codes)))
    rest.sort(key=lambda r: r[:3], reverse=True)
    for _, _, _, mention in rest:
        if not any(taken[mention.start : mention.end]):
            found.append(mention)
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        elif (
            mention.names
            and (same := next((m for m in found if (m.start, m.end) == (mention.start, mention.end)), None))
            and not same.names
        ):
            same.names = mention.names
        elif (
            mention.words
            and (same := next((m for m in found if (m.start, m.end) == (mention.start, mention.end)), None))
            and not same.words
        ):
            same.words = mention.words
    found.sort(key=lambda m: m.start)
    _take_in_members(text, found)
    for mention in found:
        mention.classes = frozenset(w.cls for w in mention.words)
    _join_flows(text, found)
    _give_side(text, found, language)
    join_zones(text, found, language)
    _leave_out(text, found, language)
    _meet(text, found, language)
    for mention in found:
        mention.clause = sentence.clause(mention.start)
    _begun(sentence, found, language)
    if language == "en":
        _give_examples(sentence, found)
    return found


def _take_in_members(text: str, found: list[Mention]) -> None:
    """Make how many members a group has a part of its name: the 27-nation European Union."""
    for count, group in pairwise(list(found)):
        word = (
            forms_in(text, "en").at(count.end + 1, "member-word")
            if count.figure is not None and text.startswith(HYPHEN, count.end)
            else None
        )
        if word is not None and group.names and not text[word.end : group.start].strip():
            group.start = count.start
            found[:] = [m for m in found if m is not count]


HYPHEN = "-"
"""What makes a verb the end of an adjective (man-made), and a word behind a letter one with it (e-commerce)."""
Spelled = tuple[int, int, tuple[Name, ...]]


def _unbroken(text: str, language: Language, named: list[Spelled]) -> list[Spelled]:
    """The names of a text without those of Chinese that begin within the last character of a word of comparison and end within another name: 超越南韩 names 南韩, not 越南."""
    ends = [(s, e) for s, e, words in forms_in(text, language).mentions if words[0].cls == "than"] if language == "zh" else []
    starts = {start for start, _, _ in named}
    return [n for n in named if not any(s < n[0] < e < n[1] and e in starts for s, e in ends)]


def _join_flows(text: str, found: list[Mention]) -> None:
    """Make one word of all trade and of the side of it that follows (货物贸易进口, foreign trade exports), and of two verbs for its two sides (bought and sold abroad)."""
    if sum([m.is_a("flow") for m in found]) < 2:
        return
    for whole, side in pairwise(list(found)):
        touches = whole.value("flow") == "total" and side.value("flow") in ("export", "import") and not text[whole.end : side.start].strip()
        if touches and not whole.names and not side.names:
            side.start = whole.start
            found[:] = [m for m in found if m is not whole]
    for one, other in pairwise(list(found)):
        sides = {one.value("flow"), other.value("flow")}
        if sides == {"export", "import"} and text[one.end : other.start].strip() in ("-", "–", "—", "/"):
            other.start, other.words = one.start, (Word("flow", "total", ""),)
            found[:] = [m for m in found if m is not one]
    for one, joint, other in zip(list(found), found[1:], found[2:], strict=False):
        sides = {one.value("flow"), other.value("flow")}
        apart = text[one.end : joint.start].strip() + text[joint.end : other.start].strip()
        if joint.is_a("and") and sides == {"export", "import"} and one.is_a("level") and not apart:
            one.end, one.words, one.classes = other.end, (Word("flow", "total", ""),), frozenset({"flow"})
            found[:] = [m for m in found if m not in (joint, other)]


def _give_side(text: str, found: list[Mention], language: Language) -> None:
    """Take a Chinese word for the value of trade, that follows a quantity of one side of it, for the value of that side: 出口家具1.9万吨，贸易值3.2亿元."""
    side: Mention | None = None
    quantities = [m.start for m in found if m.figure is not None and m.figure.dimension == "quantity"]
    for m in [m for m in found if m.is_a("flow")]:
        is_value = m.value("flow") == "total" and text[m.start : m.end] in forms(language, "value-behind")
        if is_value and side is not None and text[m.start - 1] in COMMAS and any(side.end <= at < m.start for at in quantities):
            m.words, m.classes = side.words, side.classes
        side = m if m.value("flow") in ("export", "import") else None


COMMAS = (",", "，")
"""Marks behind which a clause goes on with what the one before is of."""


def _leave_out(text: str, found: list[Mention], language: Language) -> None:
    """Take their names from mentions of what a figure leaves out, which it isn't of: excluding Hong Kong, 农产品以外."""
    words = forms_in(text, language)
    for m in found:
        if m.names:
            before = len(text[: m.start].rstrip())
            is_led = words.until(before, "left-out") is not None
            # One region of a part of a country, which no name tells, is not that part: a southern state reports growth.
            is_member = language == "en" and m.names[0].kind == "group" and words.at(m.end + 1, "one-region") is not None
            if is_led or is_member or (language == "zh" and words.at(m.end, "left-out-behind") is not None):
                m.names, m.cls = (), "left-out"


def _give_examples(sentence: Sentence, found: list[Mention]) -> None:
    """Take their names from mentions of English clauses that give only examples of what the clause before is of: X, gold among them, rose; X, including tea and coffee, rose."""
    starts, words = sentence.clauses, forms_in(sentence.text, "en")
    first = {m.clause: m for m in reversed(found)}
    paired = any(
        m.is_a("respectively") for m in found
    )  # Each with its own figure: with A, including B and C, was 2 and 3 billion, respectively.
    for clause in range(1, 0 if paired else len(starts) - 1):
        low, high = starts[clause], starts[clause + 1] - 1
        end = clause + 1
        if words.at(low + 1, "example-lead"):
            while end < len(starts) - 1 and not (end in first and first[end].start <= starts[end] + 1 and first[end].is_a(*VERBS)):
                end += 1
            is_closed = end in first and first[end].is_a(*VERBS)
        else:
            is_closed = words.until(high, "among-examples") is not None
        inside = [m for m in found if clause <= m.clause < end] if is_closed else []
        for m in inside if all(m.figure is None and not m.is_a(*VERBS) for m in inside) else ():
            if m.names:
                m.names, m.cls = (), "left-out"


VERBS = ("up", "down", "level", "share", "flow")
"""Classes of the words that a clause goes on with behind an aside, and that no aside with examples has."""


def _meet(text: str, found: list[Mention], language: Language) -> None:
    """Drop the expectations that something met or missed, which are no statistic of their own: imports also beat expectations, a better-than-forecast 3%."""
    words = forms_in(text, language)
    met = [m for m in found if m.is_a("other") and (words.at(m.start, "expectation-noun") or text[: m.start].endswith(HYPHEN))]
    found[:] = [m for m in found if m not in met or words.until(len(text[: m.start].rstrip().rstrip(HYPHEN)), "expectation-met") is None]


PARTED = 3
"""Maximum characters between a figure and the words that name what it is a part of."""


def _is_part(text: str, start: int, found: list[Mention]) -> bool:
    """Whether English words of a share that open with their preposition (of the nation's) stand behind a figure, of which they say what it is a part of: not in growth of the nation's exports."""
    opens = any(text.startswith(form + " ", start) for form in forms("en", "part-lead"))
    return not opens or any(m.figure is not None and 0 <= start - m.end <= PARTED for m in found)


EVENT = 8
"""Maximum words between "since" and the year of what has been going on since."""


def _begun(sentence: Sentence, found: list[Mention], language: Language) -> None:
    """Take the year of an event for the time since which something is so: since the announcement of the plan in 2009."""
    words = forms_in(sentence.text, language)
    for m in found if language == "zh" else ():
        dated = m.time is not None and m.time.kind in ("year", "month", "quarter", "half") and not m.time.relative
        if dated and words.until(m.start, "since-lead") and words.at(m.end, "since-tail") and m.time is not None:
            m.time = replace(m.time, kind="since")
    for word in words.chosen("since-word"):
        behind = [m for m in found if m.start >= word.end]
        at = next((m for m in behind if m.time is not None), None)
        if at is None or at.time is None or at.time.kind not in ("year", "month") or at.time.relative:
            continue
        between = [m for m in behind if m.start < at.start]
        is_event = at.clause == sentence.clause(word.start) and len(sentence.text[word.end : at.start].split()) <= EVENT
        if is_event and not any(m.figure is not None or m.is_a("up", "down") for m in between):
            at.start, at.time = word.start, replace(at.time, kind="since")
            found[:] = [m for m in found if m is at or not at.start <= m.start < at.end]


def mentioned(text: str) -> list[Mention]:
    """The mentions of a few words on their own, such as the head of a column."""
    return mentions(Sentence(0, len(text), text, 0, "heading", [0]), language_of(text), date.today())
