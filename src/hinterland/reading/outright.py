"""Which slots of a claim its sentence names outright: the only place before its figure, the only flow of its clause, the only time that says its year.

Measured on the labelled articles, of slots that the scores gave a doubt of 1 to 5 in 100: of subjects so named 2 of 236 were misread, of flows 3 of 1,288, of periods 4 of 310.
"""

from __future__ import annotations

from hinterland.reading.document import Document, Target
from hinterland.reading.leads import followed_by_agency, is_dateline
from hinterland.reading.mentions import Mention, Parsed

LEFT = {"subject": 0.35, "flow": 0.2, "period": 0.5}
"""The part of a slot's doubt that is left where it is named outright."""
WHOLE = ("year", "half", "threequarters", "quarter", "ytd", "range")
"""Kinds of times that are a figure's own where they are the only one before it; months often stand beside others."""


def named_outright(document: Document, target: Target, slot: str, value: str | None) -> bool:
    """Whether a target's sentence names the value of a slot before it and nothing that could be taken for it."""
    parsed = document.parsed[target.sentence]
    if value is None or slot not in LEFT or parsed.sentence.kind == "row":
        return False
    return _is_only_flow(parsed, target, value) if slot == "flow" else NAMED[slot](parsed, parsed.preceding(target.start), value)


def _is_only_place(parsed: Parsed, before: list[Mention], value: str) -> bool:
    places = [m for m in before if (m.names[0].kind in ("place", "group", "bloc") if m.names else m.is_a("proform"))]
    places = [m for m in places if not followed_by_agency(parsed, m) and not is_dateline(parsed, m)]
    return bool(places) and all(m.names and m.names[0].code == value for m in places)


def _is_only_flow(parsed: Parsed, target: Target, value: str) -> bool:
    """Whether the clause of a figure names one flow before it: what clauses before it name may go on, or not, in words that no table knows (its purchases rose)."""
    clause = parsed.sentence.clause(target.start)
    flows = [m.value("flow") for m in parsed.mentions if m.end <= target.start and m.clause == clause and m.is_a("flow")]
    return flows == [value]


def _is_only_time(parsed: Parsed, before: list[Mention], value: str) -> bool:
    times = [m.time for m in before if m.time is not None and m.time.kind not in ("yearago", "sameof")]
    return len(times) == 1 and times[0].kind in WHOLE and (times[0].year is None or str(times[0].year) in value)


NAMED = {"subject": _is_only_place, "period": _is_only_time}
