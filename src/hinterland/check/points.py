"""Percentages that a sentence gives with by how many points they moved from which one ("58.3 percent, up 2.1 points from 56.2 percent"; 由21.3%降至16.5%，回落4.8个百分点), tied by the words
between them, whatever they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hinterland.check.judge import Judged
from hinterland.check.line import BEFORE, Line, Run, is_other_time, sentences_with_figures, tie_runs
from hinterland.check.ties import Tie

KINDS = ("value", "change", "comparison")
"""Kinds of claims that a percentage, or a number of points, may have been read as."""
POINTS = "percentage_point"
"""The unit of points."""
PARTING = ("and", "while", "respectively", "ofwhich", "contribution", "other-rate")
"""Classes of words that part a percentage from the points behind it."""


def points(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Points with the percentage now and the one before that they aren't the difference of."""
    return tie_runs(sentences_with_figures(judged, text, KINDS), _is_suited, _tie_of)


def _is_suited(run: Run) -> bool:
    """Whether three figures are two percentages and points between or behind them, none of them open."""
    units = [j.unit for j in run]
    is_three = units.count("percent") == len(("now", "then")) and units[0] == "percent" and POINTS in units
    return is_three and all(j.plain is not None and j.plain.width is not None for j in run)


def _tie_of(line: Line, run: Run) -> Tie | None:
    """The tie of two percentages and the points between them, where words tie them and they don't fit."""
    step = next(j for j in run if j.unit == POINTS)
    one, other = (j for j in run if j is not step)
    start, end = line.place(step)
    if any(map(line.is_in_brackets, run)) or (ends := _ends(line, one, other)) is None or not _is_one_run(line, run, step):
        return None
    now, then = ends
    assert now.plain is not None and then.plain is not None and step.plain is not None
    apart = now.plain - then.plain
    is_moved = not line.goes_on(end) and line.direction(line.place(run[run.index(step) - 1])[1], start) != 0
    return Tie(step, (now, then), apart, spelled=True) if is_moved and not abs(apart).meets(abs(step.plain)) else None


def _ends(line: Line, one: Judged, other: Judged) -> tuple[Judged, Judged] | None:
    """The later and the earlier of two percentages, by the words before them."""
    leads = line.lead(one), line.lead(other)
    if leads[0] == "from" and leads[1] in ("to", None):
        return other, one
    return (one, other) if leads[0] not in BEFORE and leads[1] in BEFORE else None


def _is_one_run(line: Line, run: Run, step: Judged) -> bool:
    """Whether nothing parts three figures: between them stand words that pass, behind the first one before a comma also what it is a share of."""
    for one, other in pairwise(run):
        start, end = line.place(one)[1], line.place(other)[0]
        comma = line.text.rfind(",", start, end) if other is step and line.language == "en" else -1
        found = line.between(comma if comma >= 0 and _is_share_of(line, start, comma) else start, end)
        if found is None or (other is step and any(map(is_other_time, found))):
            return False
    return True


def _is_share_of(line: Line, start: int, end: int) -> bool:
    """Whether a stretch behind a percentage goes on with *of* and holds no other figure, time or comma, and no word that parts."""
    inside, words = line.inside(start, end), line.text[start:end]
    opens = bool(inside) and words.lstrip().lower().startswith("of ")
    is_plain = not any(m.figure is not None or m.time is not None or m.is_a(*PARTING) for m in inside)
    return opens and is_plain and "," not in words and not line.says(start, end, *PARTING)
