"""Parts that are more than their whole, whatever they are of: the figure behind *of which*, or of one part alone, and the only one of its unit before it, in one sentence or in two that
go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hinterland.check.judge import Judged
from hinterland.check.line import Line, is_other_time, sentences_with_figures
from hinterland.check.runs import APART, flow_of, is_exact, is_led
from hinterland.check.sums import are_of_one_unit
from hinterland.check.ties import PARTS, Tie
from hinterland.interval import Interval


def exceeding(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Parts behind *of which*, or of one part alone, that are more than the only figure of their unit before them in their sentence, or in the one that it goes on with."""
    before: Line | None = None
    for line in sentences_with_figures(judged, text):
        for whole, part in _pairs(text, before, line):
            if part.number.above(whole.number) is True:
                yield Tie(part, (whole,), Interval(None, whole.number.high, True, True), spelled=True)
        before = line


def _pairs(text: str, before: Line | None, line: Line) -> list[tuple[Judged, Judged]]:
    """The figures of a sentence that words make a part of another one, each behind that."""
    figures, wholes = ([j for j in x.figures if is_exact(j)] if x is not None else [] for x in (line, before))
    if len(figures) == PARTS and are_of_one_unit(*figures) and _is_part_of(line, *figures):
        return [(figures[0], figures[1])]
    if before is None or line.sentence.start - before.sentence.end > APART:
        return []
    if len(wholes) != 1 or not is_led(text, wholes[0], None, [before, line]):
        return []
    return [(wholes[0], j) for j in figures if are_of_one_unit(wholes[0], j) and _goes_on(before, wholes[0], line, j)]


def _goes_on(before: Line, whole: Judged, line: Line, part: Judged) -> bool:
    """Whether a sentence behind *of which* gives a part of the figure of the one before: neither is a change or of a flow, or dated, otherwise than the whole."""
    start = line.place(part)[0]
    own, named = (
        {of for m in found if (of := flow_of(m)) is not None} for found in (before.inside(0, before.place(whole)[0]), line.inside(0, start))
    )
    is_dated = any(is_other_time(m) for m in line.inside(0, start))
    return not is_dated and not _is_change(before, whole) and before.is_level(whole) and line.is_level(part) and named <= own


def _is_part_of(line: Line, whole: Judged, part: Judged) -> bool:
    """Whether words make an amount a part of the one before, and neither is by how much something moved, or what it is set against, or of the other flow."""
    (first, start), (end, _) = line.place(whole), line.place(part)
    rates = {m.end for m in line.found if m.is_figure("percent")}
    words = [f for f in line.every("ofwhich", "part-alone") if start <= f.start and f.end <= end and not rates & {f.start, f.start - 1}]
    words += [f for f in line.every("part-of") if f.start - line.place(part)[1] == 1]
    if not words or _is_change(line, whole) or not (line.is_level(whole) and line.is_level(part)):
        return False
    own, named = ({of for m in line.inside(low, high) if (of := flow_of(m)) is not None} for low, high in ((0, start), (start, end)))
    others = [m for m in line.found if m.is_figure("money", "quantity")]
    is_listed = any(m.start < first or start <= m.start < end for m in others)
    return not is_listed and (named <= own or "total" in own) and "balance" not in own


def _is_change(line: Line, j: Judged) -> bool:
    """Whether the words before the first amount of a sentence are of a change, and none says up to which level or by what rate: 新增出口3亿元."""
    start = line.place(j)[0]
    last = next((m for m in reversed(line.found) if m.end <= start and (m.figure is not None or m.is_a("up", "down"))), None)
    return last is not None and last.figure is None and line.lead(j) != "to"
