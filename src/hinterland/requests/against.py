"""The members of a group set against one region: those above it or below it, and those that overtook it or that it overtook."""

from __future__ import annotations

from dataclasses import dataclass

from hinterland import codes
from hinterland.requests import refusals
from hinterland.requests.places import Places
from hinterland.requests.scan import Mention, Scan
from hinterland.requests.vocabulary import scope

OTHERS = (
    "superlative", "rank", "share", "amount", "record", "contribution", "cagr", "mean", "outlook", "able", "brief", "refused", "measure", "except",
    "apart", "ratio", "multiple", "increment", "narrowing", "each", "run", "since", "sum", "claim", "firstly", "which", "where", "not",
)  # fmt: skip
"""Kinds of words with which a request asks for something else."""
SIDES = ("above", "below", "than")


@dataclass(frozen=True, slots=True)
class Against:
    """Whom members of a group are set against, whether they are to be above it (`>`) or below, and whether they are to have come there within the period."""

    group: str
    other: str
    test: str
    crossed: bool


def asked(found: Scan, where: Places) -> Against | None:
    """What members of a group are set against; None where something else is asked. Growth alone is set against the nation's."""
    regions = [s for s in where.subjects if codes.get("subject", s).kind == "region"]
    others = [s for s in regions if s != where.nation] or [s for s in regions if found.every("growth") and s in found.values("subject")]
    groups = [s for s in (*where.subjects, where.group) if s and s not in regions]
    sought = (found.every("many") or found.every("one")) and len(refusals.periods(found)) < 2
    relation = next((m for m in found.mentions if any(m.of(kind) for kind in SIDES)), None)
    if relation is None or not sought or len(others) != 1 or len(groups) > 1 or found.figures or found.counts:
        return None
    if where.partners or any(found.every(kind) for kind in OTHERS) or "apart" in found.values("both"):
        return None
    at = next((m.start for m, one in found.every("subject") if one.value == others[0]), 0)
    less = _is_less(found, relation)
    is_passive, is_ahead = bool(found.every("passive")), at < relation.start
    is_flipped = is_ahead != is_passive  # What is named first is what is above or below.
    is_flipped ^= found.values("balance") == ["deficit"]  # The greater deficit is the lower balance.
    group = groups[0] if groups else codes.home_of(others[0]).peers or scope()
    return Against(group, others[0], "<" if less != is_flipped else ">", _is_crossing(found, relation))


def _is_less(found: Scan, relation: Mention) -> bool:
    """Whether the relation says that the first of two is the lesser."""
    if relation.of("above") is not None or relation.of("below") is not None:
        return relation.of("below") is not None
    return bool(found.every("fewer"))


def _is_crossing(found: Scan, relation: Mention) -> bool:
    """Whether it is said that one came to be above the other, by a word for that or by one for what came about right behind."""
    behind = next((m for m in found.mentions if m.start == relation.end), None)
    is_done = relation.of("above") is not None and behind is not None and behind.of("past") is not None and not behind.written.isascii()
    return not found.every("growth") and (relation.of("overtake") is not None or is_done)
