"""A sentence with the figures that were judged in it, and its words: what stands before, between and behind figures, and so whether words tie them, whatever they are of.

`sentences_with_figures` gives the sentences of a text; `tie_runs` ties each three figures in a row that suit a relation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, cast

from hinterland.check.beside import MARK, folded, unknown_words
from hinterland.check.judge import Judged
from hinterland.check.ties import Tie
from hinterland.codes import Language
from hinterland.reading import language_of
from hinterland.reading.lexicon import Found, forms, forms_in
from hinterland.reading.mentions import Mention, mentions
from hinterland.reading.plain import Sentence, sentences

NEAR = 70
"""Maximum characters between figures that belong together."""
PASSING = ("prep", "level", "up", "down", "hedge", "bound", "than", "yearago", "article", "base-lead")
"""Classes of words that may stand beside times and figures between what belongs together."""
AGO = ("yearago", "same", "sameof")
"""Kinds of times a year before."""
BEFORE = ("from", "than")
"""What leads to what a figure is set against."""
BRACKETS, CLOSING = ("(", "（", "["), (")", "）", "]")
WORDS: dict[tuple[str, str | None], str] = {
    ("en", "from"): "from",
    ("en", "to"): "to",
    ("zh", "from"): "from",
    ("zh", "by"): "from",
}
"""Which end of a change a preposition names, by language: 由 is a word for *by* as well."""
KINDS = ("value", "change")
"""Kinds of claims that state figures."""
LEAST, MOST = 2, 24
"""Figures of a text that words may tie at least, and figures from which on a sentence is a list."""
Run = tuple[Judged, Judged, Judged]
"""Three figures in a row."""


@dataclass(frozen=True)
class Line:
    """A sentence with the figures that were judged in it, in order; its words are read when they are asked for."""

    sentence: Sentence
    figures: Sequence[Judged]
    language: Language
    kept: dict[object, Any]
    """What was read of the sentence, whichever rule asked for it."""

    @cached_property
    def text(self) -> str:
        """The text of the sentence, its typography folded where that moves no place of it."""
        if "text" not in self.kept:
            self.kept["text"] = folded(self.sentence.text)
        return cast(str, self.kept["text"])

    @cached_property
    def found(self) -> list[Mention]:
        """The mentions of the sentence."""
        today = date.today()
        if today not in self.kept:
            self.kept[today] = mentions(replace(self.sentence, text=self.text), self.language, today)
        return cast("list[Mention]", self.kept[today])

    def place(self, j: Judged) -> tuple[int, int]:
        """Where a figure stands in the sentence."""
        return j.start - self.sentence.start, j.end - self.sentence.start

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions of a stretch."""
        return [m for m in self.found if start <= m.start and m.end <= end]

    def behind(self, place: int) -> Mention | None:
        """The first mention behind a place."""
        return next((m for m in self.found if m.start >= place), None)

    def is_blank(self, start: int, end: int) -> bool:
        """Whether nothing stands between two places."""
        return not self.text[start:end].strip()

    def every(self, *classes: str) -> list[Found]:
        """The words of some classes in the sentence."""
        return forms_in(self.text, self.language).every(*classes)

    def says(self, start: int, end: int, *classes: str) -> bool:
        """Whether a stretch by itself holds a word of some classes."""
        return bool(forms_in(self.text[start:end], self.language).every(*classes))

    def mark(self, start: int) -> int:
        """Where the words behind a place end."""
        found = MARK.search(self.text, start)
        return found.start() if found else len(self.text)

    def last(self, place: int) -> int:
        """Where the last figure before a place ends."""
        return max((end for j in self.figures for _, end in [self.place(j)] if end <= place), default=0)

    def is_otherwise(self, *classes: str) -> bool:
        """Whether the sentence is of something else by its words, none of them a time."""
        return any(m.is_a(*classes) and m.time is None for m in self.found)

    def lead(self, j: Judged) -> str | None:
        """The preposition right before a figure, hedges aside."""
        start, _ = self.place(j)
        for m in sorted((m for m in self.found if m.end <= start), key=lambda m: -m.end):
            if self.has_unknown(m.end, start):
                return None
            if (word := WORDS.get((self.language, m.value("prep")))) is not None:
                return word
            is_base = self.text[m.start : m.end].lower() in forms(self.language, "base-lead")
            if is_base or (self.language, m.value("prep")) == ("en", "on"):
                return "than"
            is_passed = m.is_a("hedge", "bound") if self.language == "en" else m.time is not None or m.value("prep") == "of"
            if not is_passed:
                break
            start = m.start
        return "to" if self.language == "zh" and self.text[:start].rstrip().endswith(tuple(forms("zh", "direction-to"))) else None

    def between(self, start: int, end: int) -> list[Mention] | None:
        """The mentions between two places; None where one of them, or too many words, part what stands there."""
        found = self.inside(start, end)
        if end - start > NEAR or not all(not m.names and (m.time or m.figure or m.is_a(*PASSING)) for m in found):
            return None
        return None if self.has_unknown(start, end, found) else found

    def has_unknown(self, start: int, end: int, found: Sequence[Mention | Found] = ()) -> bool:
        """Whether a word that no table knows stands between two places, mentions and words for stretches of time aside."""
        moves = [
            f for f in self.every("up", "down", "time-word") if start <= f.start and f.end <= end
        ]  # A mention may end within a longer one: 同比增|长.
        known = [(m.start - start, m.end - start) for m in (*found, *moves)]
        return bool(unknown_words(self.text[start:end], self.language, known))

    def direction(self, start: int, end: int) -> int:
        """1 where the last word for a movement in a stretch is a rise, -1 where it is a fall, 0 without one."""
        return next((way_of(m) for m in reversed(self.inside(start, end)) if way_of(m)), 0)

    def is_in_brackets(self, j: Judged) -> bool:
        """Whether a figure stands alone in brackets: it repeats another one, or says by how much something moved."""
        start, end = self.place(j)
        return self.text[:start].rstrip()[-1:] in BRACKETS and self.text[end:].lstrip()[:1] in CLOSING

    def is_moved_by(self, j: Judged) -> bool:
        """Whether a figure is by how much something moved: up by 5 billion, 5 billion more, 增加5亿元."""
        start, end = self.place(j)
        behind = self.behind(end)
        if behind is not None and behind.is_a("up", "down", "than") and behind.start - end <= 1 and self.is_blank(end, behind.start):
            return True
        before = [m for m in self.found if m.end <= start][-1:]
        if not before or not self.is_blank(before[0].end, start):
            return False
        return before[0].value("prep") == "by" or (bool(way_of(before[0])) and self.lead(j) != "to")

    def is_level(self, j: Judged) -> bool:
        """Whether a figure is one of its own: in no brackets, and neither by how much something moved nor what it is set against."""
        return self.lead(j) not in BEFORE and not self.is_in_brackets(j) and not self.is_moved_by(j)

    def goes_on(self, end: int) -> bool:
        """Whether a rate is one of something that its words go on to name, or of another period: 45 percent of all exports, 12 percent in May."""
        behind = [m for m in self.found if m.start >= end][:2]
        if not behind or behind[0].start - end > 1:
            return False
        is_dated = len(behind) > 1 and is_other_time(behind[1])
        return behind[0].value("prep") == "of" or (behind[0].value("prep") in ("in", "for", "on") and is_dated)


def way_of(m: Mention) -> int:
    """1 for a word of a rise, -1 for one of a fall, 0 for any other."""
    return 1 if m.is_a("up") else -1 if m.is_a("down") else 0


def is_other_time(m: Mention) -> bool:
    """Whether a mention is a time, and not the year before."""
    return m.time is not None and m.time.kind not in AGO


def sentences_with_figures(judged: Sequence[Judged], text: str, kinds: Sequence[str] = KINDS) -> Iterator[Line]:
    """The sentences of a text with figures of some kinds of claims, in order, but rows of tables and lists."""
    figures = sorted((j for j in judged if j.kind in kinds and j.said is not None and j.claim.start is not None), key=lambda j: j.start)
    if len(figures) < LEAST:
        return
    language, place = language_of(text), 0
    for sentence, kept in split(text, language):
        while place < len(figures) and figures[place].start < sentence.start:
            place += 1
        first = place
        while place < len(figures) and figures[place].start < sentence.end:
            place += 1
        if 0 < place - first <= MOST and sentence.kind != "row":
            yield Line(sentence, figures[first:place], language, kept)


@lru_cache(maxsize=2)
def split(text: str, language: Language) -> tuple[tuple[Sentence, dict[object, Any]], ...]:
    """The sentences of a text, kept since several rules ask for those of one text, each with what is kept of it."""
    return tuple((sentence, {}) for sentence in sentences(text, language))


def tie_runs(
    lines: Iterable[Line],
    is_suited: Callable[[Run], bool],
    tie_of: Callable[[Line, Run], Tie | None],
    is_of: Callable[[Line, Judged], bool] = lambda line, j: True,
) -> Iterator[Tie]:
    """The ties of three figures in a row that suit a relation and that words tie, among the figures that it `is_of`."""
    for line in lines:
        figures = [j for j in line.figures if is_of(line, j)]
        for run in zip(figures, figures[1:], figures[2:], strict=False):
            if is_suited(run) and (tie := tie_of(line, run)) is not None:
                yield tie
