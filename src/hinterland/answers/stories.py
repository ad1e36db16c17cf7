"""The news of a subject as stories: each with its sentence in both languages, its bits and its claims, in a list that shows itself like any other result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from hinterland import codes
from hinterland.claims.mine import Mined
from hinterland.claims.news import figure
from hinterland.claims.rows import rows
from hinterland.frames import Rows, Tabular, count
from hinterland.language import sentences
from hinterland.models import Claim


@dataclass(frozen=True, slots=True, repr=False)
class Story(Tabular):
    """One event in the claims that tell it, the strongest first, whose answer and score are the story's."""

    mined: tuple[Mined, ...]

    @property
    def claim(self) -> Claim:
        """The strongest claim with its evidence."""
        return self.mined[0].claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All its claims with their evidence."""
        return tuple(m.claim for m in self.mined)

    @property
    def score(self) -> float:
        """The score in bits."""
        return self.mined[0].score

    bits = score

    @property
    def sentence(self) -> str:
        """The strongest claim in English; `sentences` has it in both languages."""
        return self.sentences["en"]

    @property
    def sentences(self) -> dict[str, str]:
        """The strongest claim in both languages, by their codes."""
        return sentences(self.claim)

    def summary(self) -> str:
        """The sentence with its bits."""
        return f"{self.sentence} ({figure(self.score)} bits, {count(len(self.mined), 'claim')})"

    def rows_of(self) -> list[dict[str, Any]]:
        """Its claims, the strongest first."""
        return [_row(m) for m in self.mined]


@dataclass(frozen=True, slots=True, repr=False)
class Stories(Tabular, Sequence[Story]):
    """The stories of a subject in a period, best first: a list of `Story`; `mined` are their claims in one list, story by story."""

    subject: str
    period: str
    mined: tuple[Mined, ...]

    @property
    def stories(self) -> list[Story]:
        """The stories, best first."""
        by_story: dict[int, list[Mined]] = {}
        for m in self.mined:
            by_story.setdefault(m.story, []).append(m)
        return [Story(tuple(t)) for t in by_story.values()]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, story by story."""
        return tuple(m.claim for m in self.mined)

    def __len__(self) -> int:
        return len(self.stories)

    @overload
    def __getitem__(self, place: int) -> Story: ...
    @overload
    def __getitem__(self, place: slice) -> list[Story]: ...
    def __getitem__(self, place: int | slice) -> Story | list[Story]:
        return self.stories[place]

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    def summary(self) -> str:
        """Whose stories these are, and the best of them."""
        best = f": {self[0].summary()}" if self.mined else ""
        return f"{codes.name(self.subject, kind='subject')}, {self.period}, {count(len(self), 'story')}{best}"

    def rows_of(self) -> list[dict[str, Any]]:
        """One row a story: its strongest claim in both languages, its bits and how many claims tell it."""
        return [_row(s.mined[0]) | {"claims": len(s.mined)} for s in self]

    def shown_rows(self) -> list[dict[str, Any]]:
        """One row a story: what people read of it."""
        return [{k: row[k] for k in ("story", "bits", "sentence", "sentence_zh", "claims")} for row in self.rows_of()]

    def tables(self) -> Mapping[str, Callable[[], Rows]]:
        """The claims of all stories, one row each."""
        return {"claims": lambda: [_row(m) for m in self.mined]}


def _row(m: Mined) -> dict[str, Any]:
    from hinterland.brief.takeaways import advise

    texts, [row] = sentences(m.claim), rows([m.claim])
    stated = {k: row[k] for k in ("kind", "subject", "op", "what", "period", "low", "high", "unit", "id")}
    return {
        "story": m.story,
        "bits": round(m.score, 4),
        "sentence": texts["en"],
        "sentence_zh": texts["zh"],
        **stated,
        "advice": advise([m.claim], "en")[0],
    }
