"""Two subjects or more over several periods: which was ahead in the last one, and when the lead changed.

Cells of one flow go in, sentences come out: about the last period in which several are held, then about who led before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from hinterland.answers.answer import word
from hinterland.answers.cells import Cell
from hinterland.codes import Language
from hinterland.language.write import name, when

FEW = 3
"""Maximum changes of the lead listed one by one; of more, their number and the last are given."""


def over_time(held: Sequence[Cell], about: str, between: Callable[[list[Cell]], str], language: Language) -> list[str]:
    """Who was ahead in the last period with several subjects held, and when the lead changed; `between` says what sets subjects of one period apart."""
    by_period = {p: list(cells) for p, cells in groupby(sorted(held, key=lambda c: c.period), key=lambda c: c.period)}
    compared = [(p, cells) for p, cells in by_period.items() if len({c.subject for c in cells}) > 1]
    if not compared:
        return []
    last, beside = compared[-1]
    out = [word("of:period", language, what=about, period=when(str(last), language), sentence=between(beside))]
    leaders = [(p, max(cells, key=lambda c: c.value).subject) for p, cells in compared]
    turns = [(p, new) for (_, old), (p, new) in pairwise(leaders) if old != new]
    ends = {"first": when(str(leaders[0][0]), language), "last": when(str(last), language)}
    if len(leaders) > 1 and not turns:
        out.append(word("lead:kept", language, what=about, who=name(leaders[-1][1], language), **ends))
    elif turns:
        shown = turns if len(turns) <= FEW else turns[-1:]
        changes = word("lead:comma", language).join(
            word("lead:turn", language, who=name(s, language), period=when(str(p), language)) for p, s in shown
        )
        key = "lead:changed" if len(turns) <= FEW else "lead:often"
        out.append(word(key, language, what=about, who=name(leaders[0][1], language), changes=changes, count=len(turns), **ends))
    return out
