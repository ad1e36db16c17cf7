"""A brief as an object: sections of marked sentences and the evidence behind each mark; saved in the format that a file's suffix names (`output/`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from hinterland.claims.caveats import DOUBTED
from hinterland.claims.evaluate import each_once
from hinterland.codes import Language
from hinterland.frames import Tabular
from hinterland.models import Claim, Result, Source

Advice = Literal["quote", "hedge", "look"]

MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Picture(Result):
    """A chart: its title states a claim, the subtitle says unit and period, the source line stands inside it.

    `spec` is a Vega-Lite specification with its data inline, without width; `rows` are the same data as a table, by the columns' headings; `alt`
    is what it shows, in a sentence, for those who can't see it; `marks` are the numbers of the evidence that title and figures stand on. `narrow` is
    the drawing alone, at the width of a phone. The JSON form is what other programs draw from, at any width of their own.
    """

    JSON = ("key", "title", "subtitle", "source", "alt", "spec", "rows", "marks")

    key: str
    title: str
    subtitle: str
    source: str
    alt: str
    spec: dict[str, Any]
    rows: list[dict[str, Any]]
    marks: list[int] = field(default_factory=list)
    narrow: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Advised(Result):
    """Whether to quote a sentence, hedge it or look further first: by which rule, and why in words."""

    advice: Advice
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Takeaway(Result):
    """A key sentence, and whether to quote it, hedge it or look further first: by which rule, and why in words."""

    text: str
    advice: Advice
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Section(Result):
    """A heading with its paragraphs, each a list of sentences in which marks stand as `[3]`, and its pictures.

    What stands in a section of `detail` belongs to no story: formats that can fold it away show it on request.
    """

    JSON = ("key", "title", "sentences", "paragraphs", "pictures", "detail")

    key: str
    title: str
    paragraphs: list[list[str]]
    pictures: list[Picture] = field(default_factory=list)
    detail: bool = False

    @property
    def sentences(self) -> list[str]:
        """All sentences in their order."""
        return [s for paragraph in self.paragraphs for s in paragraph]


@dataclass(slots=True, repr=False)
class Brief(Result, Tabular):
    """A brief of a subject and period. All texts are in `language`.

    `headline_advice` and `standfirst_advice`, sentence by sentence, are on their weakest figures.
    `evidence[n - 1]` is what mark `[n]` leads to; `outlook`, `shift` and `exposure` are what the unmarked figures on the future, on all regions together and
    on what trade hangs on come from.
    """

    SCHEMA = "hinterland.brief/1"
    JSON = (
        "subject", "name", "period", "language", "state", "newest", "headline", "headline_advice", "standfirst", "standfirst_advice", "takeaways", "sections",
        "evidence", "outlook", "shift", "exposure",
    )  # fmt: skip

    subject: str
    name: str
    period: str
    language: Language
    state: int
    headline: str
    standfirst: list[str] = field(default_factory=list)
    takeaways: list[Takeaway] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    evidence: list[Claim] = field(default_factory=list)
    newest: str | None = None
    outlook: list[dict[str, Any]] = field(default_factory=list)
    shift: dict[str, Any] | None = None
    exposure: dict[str, Any] | None = None
    headline_advice: Advised | None = None
    standfirst_advice: list[Advised] = field(default_factory=list)

    @property
    def warning(self) -> Advised | None:
        """The advice on the headline and the first sentence of the lead where an editor should look further before using one of them, or has to say what its source notes on it."""
        found = [a for a in (self.headline_advice, *self.standfirst_advice[:1]) if a]
        return next((a for a in found if a.advice == "look"), next((a for a in found if (a.advice, a.rule) == ("hedge", "note")), None))

    @property
    def sources(self) -> list[Source]:
        """All sources behind the brief, once each, in the order they are first led to."""
        return each_once(s for c in self.evidence for s in (c.evidence.sources if c.evidence else ()))

    @property
    def pictures(self) -> list[Picture]:
        """All pictures in their order."""
        return [p for s in self.sections for p in s.pictures]

    def sign(self, mark: int) -> str:
        """What stands beside a mark whose figure is not official: † for a report or a second-hand figure, ‡ for one derived or computed."""
        return sign(self.evidence[mark - 1])

    def summary(self) -> str:
        """The headline."""
        return self.headline

    def rows_of(self) -> list[dict[str, Any]]:
        """The key points, each with the advice on quoting it."""
        return [t.to_dict() for t in self.takeaways]

    def save(self, path: str | Path) -> list[Path]:
        """Write the brief in the format that the suffix names, all of it or nothing, and give the files written. Raises `InputError` where it can't be written."""
        from hinterland.brief.output import save

        return save(self, Path(path))


def sign(claim: Claim) -> str:
    """† where a claim's own figure is a report's or second-hand, ‡ where it was derived or computed and not published as such, a difference or a ratio of two among them, else nothing."""
    found = claim.evidence
    apart = claim.kind == "comparison" and not (claim.relation is not None and claim.relation.base_period)
    if found is None or not (apart or claim.kind in ("value", "change")):
        return ""
    if found.expression != "as published":
        return "‡"
    return "†" if any(o.reliability in DOUBTED for o in found.observations) else ""


def renumbered(brief: Brief) -> Brief:
    """A brief, numbered as it was written, with its evidence in reading order, text first, then pictures; evidence that nothing leads to is dropped."""
    texts = [
        brief.headline,
        *brief.standfirst,
        *(t.text for t in brief.takeaways),
        *(s for section in brief.sections for s in section.sentences),
    ]
    read = [int(n) for text in texts for n in MARK.findall(text)] + [n for p in brief.pictures for n in p.marks]
    place = {old: new for new, old in enumerate(dict.fromkeys(read), 1)}

    def text(old: str) -> str:
        return MARK.sub(lambda m: f"[{place[int(m[1])]}]", old)

    def section(old: Section) -> Section:
        pictures = [replace(p, marks=[place[n] for n in p.marks]) for p in old.pictures]
        return replace(old, paragraphs=[[text(s) for s in p] for p in old.paragraphs], pictures=pictures)

    return replace(
        brief,
        headline=text(brief.headline),
        standfirst=[text(s) for s in brief.standfirst],
        takeaways=[replace(t, text=text(t.text)) for t in brief.takeaways],
        sections=[section(s) for s in brief.sections],
        evidence=[brief.evidence[old - 1] for old in place],
    )
