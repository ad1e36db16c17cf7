"""Evidence: every mention of a document that a slot may be filled from, with what stands around it, and what was decided so far.

`Context.of(document)` collects it, slot by slot and sentence by sentence; lists are numbered so that figures can be paired with their members. `anchor` finds the flow word
that governs a target, `figure_list` the place of a figure in its list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.reading.document import NATION, Document, Target, stands_apart
from hinterland.reading.drafts import Draft
from hinterland.reading.grids import heads
from hinterland.reading.lands import is_town, region_above
from hinterland.reading.leads import Named
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import figure_places, number_lists, sums
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.names import REGION
from hinterland.reading.periods import STATED, fiscal_spans, fiscal_years, is_year_of_part, last_month, resolved
from hinterland.reading.phrases import Commodity, is_in_passing, is_shipped
from hinterland.reading.relations.places import places
from hinterland.reading.relations.words import in_zone, is_base, is_of_event, right_behind, said

if TYPE_CHECKING:
    from hinterland.reading.model import Group
    from hinterland.reading.standing import Standing


EMPTY = {"subject": None, "period": None, "product": "all", "partner": "world", "regime": "all", "flow": "total"}
"""What a slot holds where nothing is named."""

NAMING = ("subject", "partner", "product", "regime", "flow", "period")
"""The slots that mentions fill."""

BACK = 6
"""Maximum sentences that are looked back for a candidate."""

Features = list[str]
Slots = dict[str, tuple[str | None, ...]]
"""The values that slots of a target may have."""
Mains = tuple[str | None, str | None, str | None]


@dataclass(slots=True)
class Decided:
    """What was decided for a target: its slots."""

    target: Target
    slots: dict[str, str | None]

    def shared(self, slots: Iterable[str]) -> Slots:
        """What it has in some slots, as the only value that another target may have there."""
        return {slot: (value,) for slot in slots if (value := self.slots.get(slot)) is not None}


@dataclass(slots=True)
class Evidence:
    """A candidate's mention: its sentence and place, and its static surroundings."""

    value: str
    sentence: int
    start: int
    end: int
    clause: int
    before: str
    after: str
    level: str = ""
    zone: bool = False
    listed: tuple[int, int] = (0, 1)
    local: bool = False
    shape: str | None = None
    closes: int = 0
    """Where the brackets close that it stands in, 0 where it stands in none."""
    afar: tuple[int, Sequence[Group]] = (-1, ())
    """The last other sentence whose targets it was a candidate of, and what it is to all of them."""


@dataclass
class Context:
    """A document with its evidence by slot and sentence, and what was decided so far."""

    document: Document
    decided: list[Decided] = field(default_factory=list)
    evidence: dict[str, list[list[Evidence]]] = field(default_factory=dict)
    figures: list[list[Mention]] = field(default_factory=list)
    flows: list[list[Mention]] = field(default_factory=list)
    others: list[list[Mention]] = field(default_factory=list)
    named: dict[str, Named] = field(default_factory=lambda: {slot: Named() for slot in ("product", "partner", "regime")})
    first_period: str | None = None
    last_year: int | None = None
    last_named: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    standings: dict[int, Standing] = field(default_factory=dict)
    draft: Draft | None = None
    heads: list[list[int]] = field(default_factory=list)
    lists: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    periods: Counter[str] = field(default_factory=Counter)
    firsts: dict[str, dict[str, int]] = field(default_factory=dict)
    most: dict[tuple[str, str | None], Mains] = field(default_factory=dict)
    as_named: dict[tuple[str | None, ...], tuple[str, str, str]] = field(default_factory=dict)
    likely: dict[str, Mapping[str | None, str]] = field(default_factory=dict)
    behind: dict[tuple[str, int], Mapping[str, Evidence]] = field(default_factory=dict)

    @cached_property
    def quantities(self) -> float:
        """The share of quantities among the document's amounts, from 0 to 1."""
        rows = zip(self.figures, self.document.parsed, strict=True)
        found = Counter(
            m.figure.dimension for row, p in rows for m in row if m.figure is not None and not right_behind(p, m.end, "streak-unit")
        )
        return found["quantity"] / max(1, found["quantity"] + found["money"])

    @cached_property
    def flow_words(self) -> int:
        """How many words of flows the document has."""
        return sum(map(len, self.flows))

    @property
    def last(self) -> Decided | None:
        """The target decided last."""
        return self.decided[-1] if self.decided else None

    @property
    def own_nation(self) -> str | None:
        """The document's own country as a partner."""
        return self.document.partner_of(self.document.main_subject)

    @cached_property
    def latest_month(self) -> int | None:
        """The last month of the periods named that are over, counted from the year 0."""
        now = self.document.today.year * 12 + self.document.today.month - 1
        return max((min(last_month(p), now) for p in self.periods), default=None)

    @cached_property
    def fiscal(self) -> tuple[int, bool] | None:
        """The years that the document counts by, as `fiscal_years` has them; None where it names no fiscal year or its country's is the calendar's."""
        named = any(m.time is not None and m.time.kind == "fiscal" for p in self.document.parsed for m in p.mentions)
        named = named or any(said(p, "fiscal-word") for p in self.document.parsed)
        return fiscal_years().get(self.document.main_nation or "") if named else None

    @cached_property
    def main_period(self) -> str | None:
        """The period that the document names most."""
        return self.periods.most_common(1)[0][0] if self.periods else None

    def first_named(self, slot: str) -> Mapping[str, int]:
        """By value the sentence that first names it in a slot."""
        if slot not in self.firsts:
            self.firsts[slot] = {e.value: n for n in reversed(range(len(self.evidence[slot]))) for e in self.evidence[slot][n]}
        return self.firsts[slot]

    def mains(self, slot: str, subject: str | None) -> Mains:
        """What the document names most in a slot, what of that tables know, and what its title names first, the subject's own country aside."""
        own = self.document.partner_of(subject) if slot == "partner" else None
        if (slot, own) not in self.most:
            named = self.named[slot]
            self.most[slot, own] = named.most(own), named.most_known(own), named.title(own)
        return self.most[slot, own]

    def before(self, slot: str, sentence: int) -> Mapping[str, Evidence]:
        """By value the latest evidence of a slot in the sentences before one, what holds of its own clause alone aside."""
        if (slot, sentence) not in self.behind:
            found: dict[str, Evidence] = {}
            for row in self.evidence[slot][max(0, sentence - BACK) : sentence][::-1]:
                for e in (e for e in reversed(row) if not e.local):
                    found.setdefault(e.value, e)
            self.behind[slot, sentence] = found
        return self.behind[slot, sentence]

    @classmethod
    def of(cls, document: Document) -> Context:
        """Collect the evidence of a document."""
        context = cls(document)
        context.evidence = {slot: [[] for _ in document.parsed] for slot in NAMING}
        context.heads = list(heads(document.parsed))
        for parsed in document.parsed:
            context.figures.append([m for m in parsed.mentions if m.figure is not None])
            context.flows.append([m for m in parsed.mentions if m.is_a("flow")])
            context.others.append([m for m in parsed.mentions if m.is_a("other", "services", "balance")])
            context._collect(parsed)
        return context

    def _collect(self, parsed: Parsed) -> None:
        """The evidence of a sentence."""
        n = parsed.number
        for slot, found in self._mentioned(parsed):
            self.evidence[slot][n].append(found)
        for c in self.document.commodities[n]:
            if c.value.startswith("?"):
                level, clause = "joined" if c.joined else "unknown", parsed.sentence.clause(c.start)
                unknown = Evidence(c.value, n, c.start, c.end, clause, c.before, c.after, level, local=not c.attached)
                self.evidence["product"][n].append(unknown)
                if c.attached and not c.joined:
                    self.named["product"].see(c.value, n)
        for slot in NAMING:
            number_lists(parsed, self.evidence[slot][n])
        for slot in ("subject", "partner"):
            self.evidence[slot][n] += list(sums(self.evidence[slot][n]))
        self.last_named |= {e.level: (n, i, e.value) for i, e in enumerate(self.evidence["subject"][n]) if e.after != "agency"}

    def _mentioned(self, parsed: Parsed) -> Iterator[tuple[str, Evidence]]:
        """The evidence of a sentence's mentions, each with its slot."""
        n, year, document = parsed.number, self.last_year, self.document
        for i, m in enumerate(parsed.mentions):
            if not (m.names or m.time is not None or m.is_a("proform", "flow")) or is_shipped(parsed, m.start, m.end):
                continue
            before, after = surroundings(parsed, i)
            closes = next((end for start, end in _brackets(parsed) if start < m.start < end), 0)
            made = partial(
                Evidence,
                sentence=n, start=m.start, end=m.end, clause=m.clause, before=before, after=after, zone=in_zone(parsed, i), closes=closes,
            )  # fmt: skip
            whose = partial(made, after="agency" if m.names and stands_apart(parsed, m) else after)
            for name in () if is_in_passing(parsed, m) else m.names[:2]:
                if name.kind in ("place", "group") and name.code:
                    # What something is set against is of its own clause: the sentences behind are of who is (larger than Ohio's. It ranked third).
                    yield "subject", whose(name.code, level=name.level, local=before == "than" and name.kind == "place")
                if name.partner:
                    self.named["partner"].see(name.partner, n)
                    yield "partner", whose(name.partner, level=name.level)
                if name.kind in ("product", "regime"):
                    self.named[name.kind].see(name.code, n)
                if name.kind == "product":
                    yield "product", made(name.code, level=_role(document.commodities[n], m))
                if name.kind == "regime":
                    yield "regime", made(name.code)
            proform = m.value("proform")
            if proform == "nation" and not any(p.start == m.end for p in places(parsed)):
                yield from (("subject", made(meant, level=level)) for meant, level in self._nations(parsed.written(m)))
            if proform in PLACES:
                yield from (("subject", made(meant, level=level)) for meant, level in self._meant(n, proform))
            if m.is_a("flow"):
                yield "flow", made(m.value("flow") or "total", level=parsed.written(m).lower())
            if m.time is None or m.time.kind == "date" or is_of_event(parsed, m) or (m.time.kind == "since" and m.time.months is not None):
                continue
            if self.fiscal is not None and is_year_of_part(parsed, m):
                continue
            years = fiscal_years().get(document.main_nation or "")
            spans = list(fiscal_spans(parsed, m, document.today, self.fiscal)) if self.fiscal is not None else []
            for period, how in spans:
                yield "period", made(period, level=f"{m.time.kind}/{how}")
            for period, how in resolved(m.time, document.today, year, years) if [how for _, how in spans] != [STATED] else ():
                if m.time.kind not in ("since", "yearago", "sameof") and (how != "latest" or year is None):
                    self.periods[period] += 1
                    self.first_period = self.first_period or period
                yield "period", made(period, level=f"{m.time.kind}/{how}")
            if m.time.year is not None and m.time.kind not in ("since", "sameof") and not is_base(parsed, m):
                year = m.time.year
        self.last_year = year

    def _meant(self, n: int, proform: str) -> Iterator[tuple[str, str]]:
        """The places that "the state" or "the city" may mean: the document's main one of its level, and the last named where that is another."""
        near = self._named_before(n, PLACES[proform])
        main = self._most(proform) or ""
        if main:
            yield main, f"{proform}~"
        if near is not None and near != main:
            yield near, f"{proform}~near" if main else f"{proform}~"

    def _nations(self, words: str) -> Iterator[tuple[str, str]]:
        """The countries that "the country" may mean: the document's, and in Chinese the home nation, whose own word 我国 is, but for words that any nation has (全国)."""
        main, home = self.document.main_nation, self.document.speaker or codes.home_of().nation
        if self.document.language == "zh" and (main in (None, home) or words not in forms("zh", "any-nation")):
            yield home, "nation~" if main in (None, home) else "nation~other"
        if main is not None and (self.document.language != "zh" or main != home):
            yield main, "nation~" if self.document.language != "zh" else "nation~main"

    def _most(self, proform: str) -> str | None:
        """The place of a pro-form's level that the document names most, else its office's."""
        office = self.document.places.office or ""
        named = [code for code, _ in self.document.subjects.most_common() if code[:1].isupper() or is_town(code)]
        if proform == "city":
            return next((code for code in (*named, office) if is_town(code)), None)
        regions = [code for code in named if code in self.document.unlisted or (not is_town(code) and len(code) > NATION)]
        return next(iter(regions), None) or region_above(office) or next(filter(None, map(region_above, named)), None)

    def _named_before(self, n: int, levels: Sequence[str]) -> str | None:
        """The last place of some levels that was named so far, offices apart."""
        here = (e for e in reversed(self.evidence["subject"][n]) if e.level in levels and e.after != "agency")
        before = (self.last_named[level] for level in levels if level in self.last_named)
        return next((e.value for e in here), None) or max(before, default=(0, 0, None))[2]


def _role(phrases: Sequence[Commodity], mention: Mention) -> str:
    """How a known product stands in its phrase: the whole of it, its last word (fresh vegetables), or another part (vegetable oil)."""
    around = [p for p in phrases if not p.joined and p.start <= mention.start and mention.end <= p.end]
    if not around or (around[0].start, around[0].end) == (mention.start, mention.end):
        return "known"
    return "head" if around[0].end == mention.end else "part"


PLACES = {REGION: (REGION, "subdivision"), "city": ("city", "county", "zone")}
"""The levels of the places that a pro-form may mean."""

CUES = {cls: place for place, cls in enumerate((
    "flow", "than", "share", "and", "prep", "agency", "up", "down", "level", "contribution", "ofwhich", "respectively", "proform", "rank", "partnerword", "from", "points",
    "multiple", "cagr", "balance", "other", "services", "yearago", "monthago", "while", "hedge", "company", "forecast", "record",
))}  # fmt: skip
"""Classes by which a word is a neighbour, the first that it has."""


def cue(mention: Mention) -> str:
    """The class of a mention as a neighbour."""
    if mention.figure is not None:
        return "fig"
    if mention.time is not None:
        return "time"
    word = min((w for w in mention.words if w.cls in CUES), key=lambda w: CUES[w.cls], default=None)
    if word is not None:
        return f"{word.cls}:{word.value}" if word.cls in ("flow", "prep", "proform") else word.cls
    if mention.names:
        return mention.names[0].kind
    return "word"


def surroundings(parsed: Parsed, i: int) -> tuple[str, str]:
    """What stands right before and right behind a mention: a cue with how far, or nothing."""
    m = parsed.mentions[i]
    text = parsed.text
    before = after = "none"
    if i > 0:
        o = parsed.mentions[i - 1]
        gap = text[o.end : m.start]
        before = f"{cue(o)}" if not gap.strip() else f"{cue(o)}~" if len(gap) <= 6 else "far"
    elif not text[: m.start].strip():
        before = "begin"
    if i + 1 < len(parsed.mentions):
        o = parsed.mentions[i + 1]
        gap = text[m.end : o.start]
        after = (
            f"{cue(o)}"
            if not gap.strip()
            else f"{cue(o)}'s"
            if gap.strip() in forms(parsed.language, "possessive")
            else f"{cue(o)}~"
            if len(gap) <= 6
            else "far"
        )
    return before, after


BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@once_a_sentence
def _brackets(parsed: Parsed) -> list[tuple[int, int]]:
    """The stretches of a sentence in brackets."""
    return [m.span() for m in BRACKETS.finditer(parsed.text)]


def figure_list(context: Context, target: Target) -> tuple[int, int]:
    """The place of a figure in its list of figures, and the list's length."""
    if target.sentence not in context.lists:
        context.lists[target.sentence] = figure_places(context.document.parsed[target.sentence], context.figures[target.sentence])
    return context.lists[target.sentence].get(target.start, (0, 1))


def anchor(context: Context, target: Target) -> Mention | None:
    """The flow word that most likely governs a target: the nearest before it in its sentence, else behind it in its clause."""
    ms = context.flows[target.sentence]
    before = [m for m in ms if m.end <= target.start]
    clause = context.document.parsed[target.sentence].sentence.clause(target.start)
    same = [m for m in before if m.clause == clause]
    if same:
        return same[-1]
    after = [
        m
        for m in ms
        if m.start >= target.end and m.clause == clause and m.start - target.end < (12 if context.document.language == "zh" else 30)
    ]
    if after:
        return after[0]
    return before[-1] if before else None


def step(n: float, *edges: float) -> str:
    """The name of the stretch that a share or a probability lies in."""
    place = bisect_left(edges, n)
    return str(edges[place]) if place < len(edges) else "+"


bucket = cache(step)
"""The same of a count: the same few come again and again."""


Pair = tuple[Evidence | None, Evidence | None]
"""The nearest mention of a value before a target, and behind it."""


def fresh_mention(context: Context, prior: Decided, target: Target, slot: str, before_value: str | None) -> Evidence | None:
    """The latest mention of another value of a slot between the target before and this one."""
    rows = context.evidence[slot]
    for e in reversed(rows[target.sentence]):
        if e.local:
            continue
        if e.end <= target.start and (target.sentence != prior.target.sentence or e.start >= prior.target.end) and e.value != before_value:
            return e
    for n in range(target.sentence - 1, max(prior.target.sentence - 1, target.sentence - 1 - BACK), -1):
        for e in reversed(rows[n]):
            if (n > prior.target.sentence or e.start >= prior.target.end) and e.value != before_value and not e.local:
                return e
    return None


def nearest(context: Context, target: Target, slot: str) -> dict[str | None, tuple[Evidence | None, Evidence | None]]:
    """By value the nearest evidence before a target and behind it (in its sentence), the latest sentences first."""
    found: dict[str | None, tuple[Evidence | None, Evidence | None]] = {}
    rows = context.evidence[slot]
    for e in reversed(rows[target.sentence]):
        if e.end <= target.start and e.value not in found:
            found[e.value] = (e, None)
    for e in rows[target.sentence]:
        if e.start >= target.end:
            b, a = found.get(e.value, (None, None))
            if a is None:
                found[e.value] = (b, e)
    for value, e in context.before(slot, target.sentence).items():
        b, a = found.get(value, (None, None))
        if b is None:
            found[value] = (e, a)
    if context.heads[target.sentence]:
        _add_heads(context, target, rows, found)
    if slot == "subject":
        for e in rows[0] if rows else ():
            found.setdefault(e.value, (e, None))
    return found


def _add_heads(context: Context, target: Target, rows: Sequence[Sequence[Evidence]], found: dict[str | None, Pair]) -> None:
    """Add the evidence of what heads a target's sentence; the head of its own column goes before all else."""
    clause = context.document.parsed[target.sentence].sentence.clause(target.start)
    for head in context.heads[target.sentence]:
        column = context.document.parsed[head].sentence.kind == "row"
        for e in rows[head]:
            if column and e.clause == clause:
                found[e.value] = (e, None)
            else:
                found.setdefault(e.value, (e, None))
