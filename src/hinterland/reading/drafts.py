"""What a first reading of the whole document says of a candidate: the second reading weighs it.

A draft is the slots of every target as first decided. `draft_features(draft, number, slot, values, slots)` tells how each candidate goes with it: whether it is what was decided there, how
many targets of the sentence, the paragraph and the document have it, what the next one has, what figures have that stand right beside the target or state the same number, and
whether the claim would give one quantity two values, or repeat one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, repeat, takewhile
from operator import attrgetter

from hinterland.interval import Interval
from hinterland.reading.currencies import stated_near
from hinterland.reading.document import Document, Target
from hinterland.reading.expected import is_expected
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.model import Group, group, grouped
from hinterland.reading.numbers import Figure
from hinterland.reading.periods import YEAR, last_month
from hinterland.reading.relations.intervals import spread
from hinterland.reading.relations.words import right_behind

CELL = ("concept", "op", "flow", "subject", "period", "product", "partner", "regime", "measure")
"""The slots that make two claims claims of one quantity, of which a cell holds the values."""
Cell = tuple[str | None, ...]
Terms = tuple[str, str | None, str]
"""What figures of one quantity that can be compared have in common: the unit, the currency that words state them in, and what a rate is set against."""

MOST = 4
"""Maximum other claims of one quantity that a claim is set beside, so that time grows with the text and no faster."""

Slots = Mapping[str, str | None]


@dataclass(slots=True)
class Draft:
    """A first reading: the slots and the figure of each target, and how often each value stands in each place."""

    document: Document
    slots: Sequence[Slots]
    odds: Sequence[Mapping[str, float]]
    cells: dict[Terms, dict[Cell, list[int]]] = field(default_factory=dict)
    counts: dict[tuple[str, str, int], tuple[Mapping[str | None, int], int]] = field(default_factory=dict)
    joints: Sequence[Joint | None] = ()
    echoes: Mapping[int, Sequence[int]] = field(default_factory=dict)
    stated: Sequence[str | None] = ()
    bases: Sequence[str] = ()
    meant: dict[int, Interval] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, slots: Sequence[Slots], odds: Sequence[Mapping[str, float]], unsaid: Collection[int] = ()) -> Draft:
        """Index a first reading, of which `unsaid` are no values of what they are of."""
        stated = [stated_near(document, target) for target in document.targets]
        draft = cls(document, slots, odds, stated=stated, bases=[*map(_base, repeat(document), document.targets, slots)])
        cells: dict[Terms, dict[Cell, list[int]]] = defaultdict(lambda: defaultdict(list))
        counts: dict[tuple[str, str, int], dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
        for number, (target, own) in enumerate(zip(document.targets, slots, strict=True)):
            if own.get("concept") is None:
                continue
            if (
                number not in unsaid
                and target.kind == "figure"
                and target.figure is not None
                and not is_expected(document.parsed[target.sentence], target)
            ):
                cells[draft._terms(number, target.figure)][cell_of(own)].append(number)
            here = _places(document, target)
            for slot, value in own.items():
                for where, place in here:
                    counts[slot, where, place][value] += 1
        draft.cells = {terms: dict(alike) for terms, alike in cells.items()}
        draft.counts = {key: (found, sum(found.values())) for key, found in counts.items()}
        draft.joints = [*(_joint(document, a, b) for a, b in pairwise(document.targets)), None]
        draft.echoes = _echoes(document.targets)
        return draft

    def _terms(self, number: int, figure: Figure) -> Terms:
        return figure.unit, self.stated[number], self.bases[number]

    def alike(self, number: int) -> Mapping[Cell, Sequence[int]] | None:
        """By quantity the targets whose figures can be compared with a target's; None where it states no figure."""
        target = self.document.targets[number]
        return None if target.kind != "figure" or target.figure is None else self.cells.get(self._terms(number, target.figure), {})


def _base(document: Document, target: Target, slots: Slots) -> str:
    """What the clause of a rate sets it against beside the year before: the month or quarter before, another year, or several months; empty where it names none, or no rate is read."""
    if slots.get("op") != "growth":
        return ""
    parsed, period = document.parsed[target.sentence], slots.get("period") or ""
    clause = parsed.sentence.clause(target.start)
    inside = [m for m in parsed.mentions if m.clause == clause]
    years = {m.time.year for m in inside if m.time is not None and m.time.year is not None}
    others = sorted(y for y in years if str(y) not in period and str(y + 1) not in period)
    months = "n" if any(m.figure is not None and right_behind(parsed, m.end, "streak-unit") for m in inside) else ""
    monthly = any(m.is_a("monthago") or _is_month_compared(parsed, m, period) for m in inside)
    return ("m" if monthly else "") + months + "".join(map(str, others))


def _is_month_compared(parsed: Parsed, mention: Mention, period: str) -> bool:
    """Whether a mention is another month than that of a period, without a year, that something is compared with: more in June than in May."""
    time = mention.time
    if time is None or time.months is None or time.year is not None or period.endswith(f"-{time.months[1]:02}"):
        return False
    lead = parsed.before(mention.start)
    lead = parsed.before(lead.start) if lead is not None and lead.value("prep") else lead
    return lead is not None and lead.is_a("than") and lead.clause == mention.clause


MOST_BETWEEN = 4
"""Maximum mentions between two figures that say how these stand to each other."""


Joint = tuple[str, str, str]
"""How two figures follow each other: their dimensions, the names, times and flows between them, and all of it with the mark and other words between."""


def _joint(document: Document, one: Target, two: Target) -> Joint | None:
    """How two figures follow each other in a sentence: their dimensions, the mark behind the first and the sorts of words between them; None where they don't, or too much stands there."""
    if one.figure is None or two.figure is None or one.sentence != two.sentence or two.start < one.end:
        return None
    parsed = document.parsed[one.sentence]
    first = bisect_left(parsed.mentions, one.end, key=_start)
    inside = islice(parsed.mentions, first, first + MOST_BETWEEN + 1)
    between = [_sort(m) for m in takewhile(lambda m: m.end <= two.start, inside)]
    if len(between) > MOST_BETWEEN:
        return None
    gap = parsed.between(one, two)
    mark = "" if not gap else "w" if gap[0].isalnum() else gap[0]
    same = "=" if one.figure.unit == two.figure.unit else ""
    named = "".join(sort for sort in between if len(sort) == 1)
    dimensions = f"{one.figure.dimension}{same}{two.figure.dimension}"
    return dimensions, named, f"{dimensions}:{named}:{mark}{'+'.join(between)}"


_start = attrgetter("start")


def _sort(mention: Mention) -> str:
    """A name, a time and a flow in a letter; other words by their class."""
    if mention.names:
        return mention.names[0].kind[0].upper()
    if mention.time is not None:
        return "T"
    return "F" if mention.is_a("flow", "balance") else mention.words[0].cls if mention.words else mention.cls


def _echoes(targets: Sequence[Target]) -> dict[int, list[int]]:
    """By the number of a target, the nearest others that state the same number in the same unit."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, target in enumerate(targets):
        if target.kind == "figure" and target.figure is not None and target.figure.value:
            found[abs(target.figure.value), target.figure.unit].append(number)
    return {
        n: [o for o in same[max(0, i - MOST) : i + MOST + 1] if o != n]
        for same in found.values()
        if len(same) > 1
        for i, n in enumerate(same)
    }


def cell_of(slots: Slots) -> Cell:
    """The quantity that a claim with these slots is of."""
    return tuple(map(slots.get, CELL))


def _places(document: Document, target: Target) -> tuple[tuple[str, int], ...]:
    sentence = document.parsed[target.sentence].sentence
    return ("s", target.sentence), ("p", sentence.paragraph), ("d", 0)


def _share(part: int, whole: int) -> str:
    return "0" if part <= 0 or whole <= 0 else QUARTERS[part * 4 // whole] if part < whole else "4"


NOWHERE = "000"
"""The shares of a value that no target of the sentence, the paragraph and the document has."""
QUARTERS = "1234"
"""The name of each quarter of the targets of a place."""


def draft_features(draft: Draft, number: int, slot: str, values: Iterable[str | None], slots: Slots) -> Iterator[list[Group]]:
    """The features of the candidates of a target's slot by the first reading, in their order; `slots` are those decided before it."""
    own, target = draft.slots[number], draft.document.targets[number]
    level = _level(draft.odds[number].get(slot, 0.0))
    decided = own.get("concept") is not None
    places = [draft.counts.get((slot, where, place), NONE) for where, place in _places(draft.document, target)]
    counted, everywhere = [(counts.get, total - decided) for counts, total in places], places[-1][0]
    following = draft.slots[number + 1] if number + 1 < len(draft.slots) else {}
    before = draft.slots[number - 1] if number else {}
    followed, preceded = following.get("concept") is not None, before.get("concept") is not None
    cell, at = cell_of({**own, **slots}), CELL.index(slot)
    first, last, own_value, next_value, previous = cell[:at], cell[at + 1 :], own.get(slot), following.get(slot), before.get(slot)
    joints, echoes, alike = _joints(draft, number, slot), _echoes_of(draft, number, slot, slots), draft.alike(number)

    def made(value: str | None, is_new: bool) -> list[Group]:
        is_own = own_value == value
        shares = NOWHERE if is_new else "".join([_share(count(value, 0) - is_own, rest) for count, rest in counted])
        after, before_ = next_value == value if followed else None, previous == value if followed and preceded else None
        if alike is None or cell[0] is None:
            clashes: Sequence[str] = ()
        elif is_new and slot != "flow":
            clashes = ("alone",)
        else:
            clashes = _clash(draft, number, (*first, value, *last), alike)
        found = [_told(slot, is_own, level, shares, after, before_), _celled(slot, is_own, *clashes)]
        for tag, joint, other, how in joints:
            same, (dimensions, named, whole) = _relation(slot, value, other), joint
            found += _of_joint(slot, tag, dimensions, named, same, how), _of_whole_joint(slot, tag, whole, same)
        if echoes is not None:
            found.append(_echoed(draft, number, slot, value, echoes))
        return found

    alone: list[Group] = []
    for value in values:
        # Most candidates were decided nowhere: no other claim has them, and the same is true of each.
        is_new = value is not None and value not in everywhere
        if is_new and slot not in ("flow", "period"):
            alone = alone or made(value, is_new)
            yield alone
        else:
            yield made(value, is_new)


def _level(odds: float) -> str:
    return "0" if odds < 0.5 else "1" if odds < 0.8 else "2" if odds < 0.95 else "3"


def _joints(draft: Draft, number: int, slot: str) -> list[tuple[str, Joint, str | None, str]]:
    """The figures right before and behind a target: how they join it, what they have in a slot, and how surely."""
    sides = (("b", number - 1, draft.joints[number - 1] if number else None), ("a", number + 1, draft.joints[number]))
    return [
        (tag, joint, draft.slots[other].get(slot), _level(draft.odds[other].get(slot, 0.0)))
        for tag, other, joint in sides
        if joint is not None and draft.slots[other].get("concept") is not None
    ]


def _relation(slot: str, value: str | None, other: str | None) -> str:
    """How a value stands to that of another figure: the same or not, of periods also a year or a month earlier or later."""
    if value == other or value is None or other is None or slot != "period" or len(value) != len(other):
        return "same" if value == other else "other"
    months = last_month(value) - last_month(other)
    return {-YEAR: "ago", YEAR: "next", -1: "before", 1: "after"}.get(months, "other")


_of_joint = group(
    "tag dimensions named same level",
    "joint={tag}{dimensions}&{same} joint={tag}{named}&{same}&{level} joint={tag}{dimensions}:{named}&{same}"
    " joint={tag}{dimensions}:{named}&{same}&{level}",
)
"""The features of a candidate by what a figure right beside the target has."""
_of_whole_joint = group("tag joint same", "joint={tag}{joint}&{same}")
"""The same by all that stands between the two."""


def _echoes_of(draft: Draft, number: int, slot: str, slots: Slots) -> list[tuple[str | None, float]] | None:
    """What figures that state the same number elsewhere in the text have in a slot, with its odds; None where there are none."""
    if (alike := draft.echoes.get(number)) is None:
        return None
    op = slots.get("op", draft.slots[number].get("op"))
    return [(draft.slots[o].get(slot), draft.odds[o].get(slot, 0.0)) for o in alike if draft.slots[o].get("op") == op] or None


def _echoed(draft: Draft, number: int, slot: str, value: str | None, echoes: Sequence[tuple[str | None, float]]) -> Group:
    """Whether figures that state the same number elsewhere in the text have a value."""
    figure = draft.document.targets[number].figure
    assert figure is not None
    odds = {same: max((o for other, o in echoes if (other == value) == same), default=0.0) for same in (True, False)}
    digits = min(len(figure.value.normalize().as_tuple().digits), 5)
    return _of_echo(slot, digits, figure.dimension, *(_level(o) if o else "-" for o in odds.values()))


_of_echo = group(
    "digits dimension same other",
    "echo={digits}&{same}{other} echo={dimension}&{same}{other} echo&{same}{other} echo={dimension}{digits}&{same}{other}",
)
"""The features of a candidate by what the same number has elsewhere in the text."""


NONE: tuple[Mapping[str | None, int], int] = {}, 0
"""The counts of a place where nothing was decided."""


@grouped
def _celled(is_own: bool, *found: str) -> list[str]:
    """The features of a candidate by how its claim goes with others of its quantity."""
    return [f"cell={one}&{is_own}" for one in found]


@grouped
def _told(is_own: bool, level: str, shares: str, after: bool | None, before: bool | None) -> list[str]:
    """The features of a candidate that was decided or not, with the shares of others that have it, and whether those behind and before do (None: are of no trade)."""
    how = f"{is_own}&{level}"
    out = [f"draft={how}"]
    for where, share in zip("spd", shares, strict=True):
        out += [f"{where}share={share}", f"{where}share={share}&{how}"]
    out.append(f"shares={shares}")
    if after is not None:
        out.append(f"next={after}&{how}")
    if before is not None:
        out.append(f"between={before}{after}&{is_own}")
    return out


def clash(draft: Draft, number: int, cell: Cell) -> list[str]:
    """Whether the claim would give one quantity two values, repeat one, or stand alone; and whether its flows add up."""
    alike = draft.alike(number)
    return [] if alike is None or cell[0] is None else _clash(draft, number, cell, alike)


def _clash(draft: Draft, number: int, cell: Cell, alike: Mapping[Cell, Sequence[int]]) -> list[str]:
    own = draft.document.targets[number].figure
    assert own is not None
    found = ["alone"]
    if (same := alike.get(cell)) and (others := list(islice((o for o in same if o != number), MOST))):
        meant = _meant(draft, number)
        found = ["repeats" if all(_meant(draft, o).closed.meets(meant) for o in others) else "clash"]
    return found + _sums(draft, number, own, cell, alike) if cell[1] == "level" else found


def _meant(draft: Draft, number: int) -> Interval:
    """What the figure of a target means: its digits, moved by their hedge, so that a mark that was passed (登上8000亿元台阶) goes with the amount beyond it."""
    if number not in draft.meant:
        target = draft.document.targets[number]
        assert target.figure is not None
        draft.meant[number] = spread(draft.document.parsed[target.sentence], target.figure)
    return draft.meant[number]


def _figures(draft: Draft, number: int, alike: Sequence[int]) -> list[Figure]:
    """The figures that the first reading gives a quantity, those aside of the target itself and of too many others."""
    others = islice((o for o in alike if o != number), MOST)
    return [f for o in others if (f := draft.document.targets[o].figure) is not None]


FLOWS = ("total", "export", "import")
"""The flows of which the first is the sum of the others."""


def _sums(draft: Draft, number: int, own: Figure, cell: Cell, alike: Mapping[Cell, Sequence[int]]) -> list[str]:
    """Whether exports and imports make the total where the text states all three."""
    if len(alike) < len(FLOWS) - 1:
        return []
    cells = {}
    for flow in FLOWS:
        if flow != cell[2]:
            cells[flow] = other = (*cell[:2], flow, *cell[3:])
            if other not in alike:
                return []
    values = {cell[2]: own}
    for flow, other in cells.items():
        figures = _figures(draft, number, alike[other])
        if not figures:
            return []
        values[flow] = figures[0]
    total, one, two = values["total"], values["export"], values["import"]
    return ["sum" if one.low + two.low <= total.high and total.low <= one.high + two.high else "nosum"]
