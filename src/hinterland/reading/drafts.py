"""What a first reading of the whole document says of a candidate: the second reading weighs it.

A draft is the slots of every target as first decided. `draft_features(draft, number, slot, values, slots)` tells how each candidate goes with it: whether it is what was decided there, how
many targets of the sentence, the paragraph and the document have it, what the next one has, and whether the claim would give one quantity two values, or repeat one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hinterland.reading.document import Document, Target
from hinterland.reading.model import Group, grouped
from hinterland.reading.numbers import Figure

CELL = ("concept", "op", "flow", "subject", "period", "product", "partner", "regime", "measure")
"""The slots that make two claims claims of one quantity, of which a cell holds the values."""
Cell = tuple[str | None, ...]

MOST = 4
"""Maximum other claims of one quantity that a claim is set beside, so that time grows with the text and no faster."""

Slots = Mapping[str, str | None]


@dataclass(slots=True)
class Draft:
    """A first reading: the slots and the figure of each target, and how often each value stands in each place."""

    document: Document
    slots: Sequence[Slots]
    odds: Sequence[Mapping[str, float]]
    cells: dict[Cell, list[int]] = field(default_factory=dict)
    counts: dict[tuple[str, str, int], tuple[Counter[str | None], int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, slots: Sequence[Slots], odds: Sequence[Mapping[str, float]]) -> Draft:
        """Index a first reading."""
        draft = cls(document, slots, odds)
        cells: dict[Cell, list[int]] = defaultdict(list)
        counts: dict[tuple[str, str, int], Counter[str | None]] = defaultdict(Counter)
        for number, (target, own) in enumerate(zip(document.targets, slots, strict=True)):
            if own.get("concept") is None:
                continue
            if target.kind == "figure":
                cells[cell_of(own)].append(number)
            for slot, value in own.items():
                for where, place in _places(document, target):
                    counts[slot, where, place][value] += 1
        draft.cells, draft.counts = dict(cells), {key: (found, found.total()) for key, found in counts.items()}
        return draft


def cell_of(slots: Slots) -> Cell:
    """The quantity that a claim with these slots is of."""
    return tuple(map(slots.get, CELL))


def _places(document: Document, target: Target) -> tuple[tuple[str, int], ...]:
    sentence = document.parsed[target.sentence].sentence
    return ("s", target.sentence), ("p", sentence.paragraph), ("d", 0)


def _share(part: int, whole: int) -> str:
    return "0" if part <= 0 or whole <= 0 else str(1 + min(3, part * 4 // whole))


def draft_features(draft: Draft, number: int, slot: str, values: Iterable[str | None], slots: Slots) -> Iterator[list[Group]]:
    """The features of the candidates of a target's slot by the first reading, in their order; `slots` are those decided before it."""
    own, target = draft.slots[number], draft.document.targets[number]
    sure = draft.odds[number].get(slot, 0.0)
    level = "0" if sure < 0.5 else "1" if sure < 0.8 else "2" if sure < 0.95 else "3"
    decided = own.get("concept") is not None
    places = [draft.counts.get((slot, where, place), NONE) for where, place in _places(draft.document, target)]
    counted = [(counts, total - decided) for counts, total in places]
    following = draft.slots[number + 1] if number + 1 < len(draft.slots) else {}
    before = draft.slots[number - 1] if number else {}
    followed, preceded = following.get("concept") is not None, before.get("concept") is not None
    cell, at = cell_of({**own, **slots}), CELL.index(slot)
    for value in values:
        is_own = own.get(slot) == value
        shares = "".join([_share(counts.get(value, 0) - is_own, rest) for counts, rest in counted])
        after = following.get(slot) == value if followed else None
        out = _told(is_own, level, shares, after, before.get(slot) == value if followed and preceded else None)
        yield [out, _celled(is_own, *clash(draft, number, (*cell[:at], value, *cell[at + 1 :])))]


NONE: tuple[Counter[str | None], int] = Counter(), 0
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
    target = draft.document.targets[number]
    if target.kind != "figure" or target.figure is None or cell[0] is None:
        return []
    figures = [f for f in _figures(draft, number, cell) if f.dimension == target.figure.dimension]
    agree = all(f.low <= target.figure.high and target.figure.low <= f.high for f in figures)
    found = ["alone" if not figures else "repeats" if agree else "clash"]
    if cell[1] == "level":
        found += _sums(draft, number, cell)
    return found


def _figures(draft: Draft, number: int, cell: Cell) -> list[Figure]:
    """The figures that the first reading gives a quantity, those aside of the target itself and of too many others."""
    if cell not in draft.cells:
        return []
    others = islice((o for o in draft.cells[cell] if o != number), MOST)
    return [f for o in others if (f := draft.document.targets[o].figure) is not None]


def _sums(draft: Draft, number: int, cell: Cell) -> list[str]:
    """Whether exports and imports make the total where the text states all three."""
    values = {}
    for flow in ("total", "export", "import"):
        figures = [draft.document.targets[number].figure] if flow == cell[2] else _figures(draft, number, (*cell[:2], flow, *cell[3:]))
        if not figures:
            return []
        values[flow] = figures[0]
    total, one, two = values["total"], values["export"], values["import"]
    if total is None or one is None or two is None or len({f.unit for f in (total, one, two)}) > 1:
        return []
    return ["sum" if one.low + two.low <= total.high and total.low <= one.high + two.high else "nosum"]
