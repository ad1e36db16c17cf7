"""Mentions: what stands in a sentence, typed: figures, times, names, and words of the lexicon, none overlapping.

`mentions(sentence, language, today)` merges what the recognisers find: times and figures first, then the longest of names and words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hinterland.codes import Language
from hinterland.reading import dates, names, numbers
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import Word, found_in
from hinterland.reading.names import Name
from hinterland.reading.numbers import Figure
from hinterland.reading.plain import Sentence, language_of


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

    def value(self, cls: str) -> str | None:
        """What a lexicon word of a class stands for, None where it is of none."""
        return next((w.value for w in self.words if w.cls == cls), None)

    def is_a(self, *classes: str) -> bool:
        """Whether it is a lexicon word of one of the classes."""
        return any(w.cls in classes for w in self.words)


@dataclass(slots=True)
class Parsed:
    """A sentence with its mentions in order."""

    sentence: Sentence
    mentions: list[Mention]
    number: int = 0
    language: Language = "en"

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text


PRIORITY = ("flow", "balance", "services", "other")
"""Classes that stand where a name has the same words."""


def mentions(sentence: Sentence, language: Language, today: date) -> list[Mention]:
    """The mentions of a sentence."""
    text = sentence.text
    times = dates.find(text, language, today)
    found = [Mention(t.start, t.end, "time", time=t) for t in times]
    found += [Mention(f.start, f.end, "figure", figure=f) for f in numbers.figures(text, language, [(t.start, t.end) for t in times])]
    taken = sorted((m.start, m.end) for m in found)
    rest: list[tuple[int, int, int, Mention]] = []
    for start, end, words in found_in(text, language):
        rest.append(
            (end - start, 1 if any(w.cls in PRIORITY for w in words) else 0, -start, Mention(start, end, words[0].cls, words=words))
        )
    for start, end, named in (*names.find(text), *(names.abbreviated(text) if language == "zh" else ())):
        rest.append((end - start, 1, -start, Mention(start, end, "name", names=named)))
    rest.sort(key=lambda r: r[:3], reverse=True)
    for _, _, _, mention in rest:
        if all(mention.end <= s or e <= mention.start for s, e in taken):
            found.append(mention)
            taken.append((mention.start, mention.end))
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
    for mention in found:
        mention.clause = sentence.clause(mention.start)
    return found


def mentioned(text: str) -> list[Mention]:
    """The mentions of a few words on their own, such as the head of a column."""
    return mentions(Sentence(0, len(text), text, 0, "heading", [0]), language_of(text), date.today())
