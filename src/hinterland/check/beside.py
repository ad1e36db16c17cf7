"""What stands beside figures that words tie, and says that they are not of one thing: a time, a place, a name, or a word that no table knows at one of them alone.

A tie holds only where nothing stands between and beside its figures but marks, conjunctions, words of level and change, flows, and what stands at the first of them as well. Words that
always set a figure apart (cumulative, adjusted, the rest) are of the lexicon's class `apart`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hinterland.codes import Language
from hinterland.reading import language_of, mentioned
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention
from hinterland.reading.typography import untypeset

PLAIN = (
    "prep",
    "level",
    "up",
    "down",
    "hedge",
    "bound",
    "than",
    "article",
    "base-lead",
    "flow",
    "balance",
    "and",
    "while",
    "ofwhich",
    "multiple",
)
"""Classes of words that say nothing of what a figure is of, but for its flow."""
OWN = ("its", "period")
"""Pro-forms that go on with what was named."""
WORD = re.compile(r"[^\W\d_]+")
MARK = re.compile(r"[,;.:，；。：、)）](?!\d)|\n")
ENDS = re.compile(r"\n|[.!?]\s|[。！？]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stretches of words name or date, and the other words in them that say of what a figure is."""

    names: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[str]
    """Words that always set a figure apart, by what they stand for."""

    def is_within(self, other: Beside) -> bool:
        """Whether it says nothing that the other one doesn't, and where it says of which kind it is, the same."""
        return self.names <= other.names and self.words <= other.words and self.kinds in (frozenset(), other.kinds)


def beside(text: str, language: Language, found: Sequence[Mention]) -> Beside:
    """What a stretch of a text says beside flows, levels and changes; `found` are its mentions, placed in it."""
    names, plain = set(), []
    words = forms_in(text, language)
    kinds = frozenset(f.value if f.value != "1" else text[f.start : f.end].lower() for f in words.every("apart", "services"))
    has_rate = any(m.figure is not None and m.figure.unit == "percent" for m in found)
    for m in found:
        said = text[m.start : m.end].lower()
        is_base = m.is_a("yearago", "monthago") and has_rate
        if m.is_a("proform") and m.value("proform") not in OWN:
            names.add(said)
        names |= {str(n.code) for n in m.names}
        if m.time is not None and not is_base and m.time.kind != "same":
            names.add(told_time(m.time))
        if is_base or m.figure is not None or m.time is not None or m.names or m.is_a(*PLAIN, "proform"):
            plain.append((m.start, m.end))
    plain += [(f.start, f.end) for f in words.every("tie-word", "apart", "services")]
    return Beside(frozenset(names), frozenset(unknown_words(text, language, plain)), kinds)


def told_time(time: Dated) -> str:
    """A time as a word, the same for the same time."""
    return f"{time.kind} {time.year} {time.months}"


def unknown_words(text: str, language: Language, known: Iterable[Place]) -> list[str]:
    """The words of a text, in lower case, that are neither function words nor stand at places that are `known`."""
    rest, plain = list(text), forms(language, "function")
    for start, end in known:
        rest[start:end] = " " * (end - start)
    return [word for w in WORD.findall("".join(rest)) if (word := w.lower()) not in plain]


def are_alike(places: Sequence[Place], text: str) -> bool:
    """Whether figures at places of a text, in order, are levels of what the first of them is of: nothing is said at a later one alone, and none is by how much something moved."""
    start, stretch, found = _around(places, text)
    if any(_is_moved(stretch, found, place[0] - start) for place in places):
        return False
    language = language_of(stretch)
    own = [
        beside(stretch[low:high], language, [shifted(m, low) for m in found if low <= m.start and m.end <= high])
        for low, high in _stretches(places, start, stretch)
    ]
    return all(one.is_within(own[0]) for one in own[1:]) and not any(ALONE in one.kinds for one in own)


def kinds_of(places: Sequence[Place], text: str) -> list[set[str]]:
    """The kinds of names beside each of the figures at places of a text, in order: places, blocs and groups are of one kind."""
    start, stretch, found = _around(places, text)
    return [
        {"place" if n.kind in ("place", "group", "bloc") else n.kind for m in found if low <= m.start and m.end <= high for n in m.names}
        for low, high in _stretches(places, start, stretch)
    ]


def is_of_a_part(places: Sequence[Place], text: str) -> bool:
    """Whether the sentence of figures says that one of them is of a part alone, or that others make up the rest."""
    start, end = min(place for place, _ in places), max(place for _, place in places)
    stop = ENDS.search(text, end)
    stretch = folded(text[_begin(text, start) : stop.start() if stop else len(text)])
    return any(f.value in (ALONE, REST) for f in forms_in(stretch, language_of(stretch)).every("apart", "partly"))


def folded(text: str) -> str:
    """A text with its typography folded, as words are found in it, where that moves no place of it."""
    plain = untypeset(text).text
    return plain if len(plain) == len(text) else text


def _around(places: Sequence[Place], text: str) -> tuple[int, str, list[Mention]]:
    """The words from the beginning of the sentence of the first figure to the mark behind the last one: where they begin, and their mentions."""
    start = _begin(text, places[0][0])
    stretch = folded(text[start : _mark(text, places[-1][1])])
    return start, stretch, mentioned(stretch)


def _stretches(places: Sequence[Place], start: int, stretch: str) -> list[Place]:
    """The words of each of some figures: those between two of them are the first one's up to the last mark."""
    bounds = [0, *(_last_mark(stretch, a[1] - start, b[0] - start) for a, b in pairwise(places)), len(stretch)]
    return list(pairwise(bounds))


def _is_moved(text: str, found: Sequence[Mention], place: int) -> bool:
    """Whether a word of change stands right before a place."""
    before = next((m for m in reversed(found) if m.end <= place), None)
    return before is not None and before.is_a("up", "down") and not before.is_a("level") and not text[before.end : place].strip()


def shifted(m: Mention, by: int) -> Mention:
    """A mention placed in the words that begin a number of characters behind the beginning of its own."""
    return Mention(m.start - by, m.end - by, m.cls, m.words, m.names, m.time, m.figure, m.clause, m.classes)


def _begin(text: str, place: int) -> int:
    """Where the sentence of a place begins."""
    return max((m.end() for m in ENDS.finditer(text, max(0, place - FAR), place)), default=max(0, place - FAR))


def _mark(text: str, place: int) -> int:
    """Where the words right behind a place end, a bracket among them."""
    found = MARK.search(text, place)
    return found.start() if found else len(text)


def _last_mark(text: str, start: int, end: int) -> int:
    """The last mark between two figures, or word for *and* in English, behind which the words are those of the second; else the end of the first."""
    marks = [m.end() for m in MARK.finditer(text, start, end)]
    words = forms_in(text, language_of(text)).every("list") if language_of(text) == "en" and not marks else []
    return max([*marks, *(f.start for f in words if start <= f.start and f.end <= end)], default=start)


ALONE, REST = "alone", "rest"
"""What words stand for that say of a figure that it is of a part, or that there are other parts."""
FAR = 200
"""Maximum characters back to the beginning of a sentence."""
