"""How a target stands to its sentence and to what was decided before it: what all candidates of all its slots share.

`Standing.of(context, target)` works it out once a target. A second reading gets the one of the first, with the candidates that were made by it, where everything before was decided as then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from hinterland import codes
from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Decided, Slots, anchor, bucket, figure_list, surroundings
from hinterland.reading.mentions import Mention
from hinterland.reading.model import Candidate, Shared
from hinterland.reading.relations.words import right_behind, said
from hinterland.reading.units import Unit

OWN_GROUNDS = {
    "flow": ("op",),
    "subject": ("op", "flow"),
    "product": ("op", "flow"),
    "partner": ("op", "flow", "subject", "product"),
    "regime": ("op", "flow", "product", "partner"),
}
"""The earlier slots of a target that the candidates of a slot depend on; those of other slots depend on all, and on what was decided before."""


@dataclass(slots=True, eq=False)
class Standing:
    """A target with its flow word, clause and place in its list of figures, what was decided last and what it follows on, and the candidates made so far by slot.

    `anchored` is what stands around the flow word, `around` the features of what stands around the target, `concepts` what it may be of with the odds,
    `strange` the unknown words of its clause, `listed` the values of its list by the slot that they fill and `whole` the slots that nothing restricts.
    `own` is the flow that the words of a rank, record or streak name themselves.
    `prior` is what the claim follows on: the figure at the same place of the list before (`twinned`), else the last of trade; `link` and `new` tell how far that is and whether a flow was named since.
    """

    number: int
    target: Target
    last: Decided | None
    prior: Decided | None
    twinned: bool
    flow: Mention | None
    clause: int
    place: tuple[int, int]
    link: str = "none"
    new: str = "same"
    anchored: str = ""
    own: str | None = None
    around: Shared | None = None
    concepts: list[tuple[str | None, float]] = field(default_factory=list)
    strange: dict[str, Unit] | None = None
    listed: Slots | None = None
    whole: Slots = field(default_factory=dict)
    made: dict[str, tuple[tuple[Any, ...], list[Candidate]]] = field(default_factory=dict)

    @classmethod
    def of(cls, context: Context, target: Target) -> Standing:
        """The standing of the next target to decide."""
        number, last = len(context.decided), next(_before(context, target), None)
        place = figure_list(context, target)
        twin = _twin(context, target, place)
        prior = twin or next((d for d in _before(context, target) if d.slots.get("concept") == "trade"), None) or last
        known = context.standings.get(number)
        if known is not None and _same(known.last, last) and _same(known.prior, prior) and known.twinned == (twin is not None):
            return known
        clause = context.document.parsed[target.sentence].sentence.clause(target.start)
        here = cls(number, target, last, prior, twin is not None, anchor(context, target), clause, place)
        if prior is not None:
            here.link = "twin" if twin is not None else link(context, prior.target, target)
            here.new = "newflow" if new_flow(context, prior, target) else "same"
        if here.flow is not None:
            here.anchored = _anchored(context, target, here.flow)
        here.own = _own_flow(context, target)
        if known is not None:
            here.made = {slot: made for slot, made in known.made.items() if slot in OWN_GROUNDS}
        context.standings[number] = here
        return here


def _before(context: Context, target: Target) -> Iterator[Decided]:
    """What was decided before a target, the last first; what only rose or fell hands nothing on to another sentence."""
    return (d for d in reversed(context.decided) if d.target.kind != "direction" or d.target.sentence == target.sentence)


def _same(one: Decided | None, two: Decided | None) -> bool:
    """Whether the same was decided of the same target."""
    return one is two or (one is not None and two is not None and one.target is two.target and one.slots == two.slots)


def _anchored(context: Context, target: Target, flow: Mention) -> str:
    """What the noun phrase of the governing flow word holds: what stands before and behind it."""
    parsed = context.document.parsed[target.sentence]
    before, after = surroundings(parsed, next(i for i, m in enumerate(parsed.mentions) if m is flow))
    return f"{before.split(':')[0]}>{flow.value('flow')}>{after.split(':')[0]}"


def _own_flow(context: Context, target: Target) -> str | None:
    """The flow that a target of words names within them, or right behind them: the largest exporter, record imports, 第二大进口国."""
    if target.kind == "figure":
        return None
    parsed = context.document.parsed[target.sentence]
    inside = [w for cls in ("flow", "rank-noun") for w in said(parsed, cls) if w.start < target.end and w.end > target.start]
    behind = [w for cls in ("flow", "rank-noun") if (w := right_behind(parsed, target.end, cls)) is not None]
    return next((w.value for w in (*behind, *inside) if w.value in codes.FLOWS), None)


def _twin(context: Context, target: Target, place: tuple[int, int]) -> Decided | None:
    """What was decided for the figure at the same place of the list before, where that is as long: 769.6亿元、721.9亿元，分别增长11.2%、3.7%."""
    k, n = place
    if n < 2:
        return None
    inside = takewhile(lambda d: d.target.sentence == target.sentence, reversed(context.decided))
    before = list(islice((d for d in inside if d.target.figure is not None), k, k + n))[::-1]
    lists = [(d, figure_list(context, d.target)) for d in before]
    if len(lists) == n and all(p == (i, n) for i, (_, p) in enumerate(lists)):
        return lists[k][0]
    return None


def link(context: Context, earlier: Target, target: Target) -> str:
    """How a target stands to the one before: the same clause or sentence, the next sentence, a new paragraph."""
    one, two = context.document.parsed[earlier.sentence].sentence, context.document.parsed[target.sentence].sentence
    if one is two:
        return f"cl{bucket(two.clause(target.start) - two.clause(earlier.start), 0, 1, 2)}"
    if one.paragraph == two.paragraph:
        return "next" if target.sentence - earlier.sentence == 1 else "later"
    return "para"


def new_flow(context: Context, prior: Decided, target: Target) -> bool:
    """Whether a flow word stands between the target before and this one."""
    if prior.target.sentence == target.sentence:
        return any(prior.target.end <= m.start < target.start for m in context.flows[target.sentence])
    between = range(prior.target.sentence + 1, target.sentence)
    behind = any(m.start >= prior.target.end for m in context.flows[prior.target.sentence])
    return behind or any(context.flows[s] for s in between) or any(m.start < target.start for m in context.flows[target.sentence])
