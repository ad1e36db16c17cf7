"""What a figure's clause names in words that no table knows: a measure, a product, a partner, a region, a trade mode, or the verb that leads to it.

`strangers(parsed, target, flow)` gives by slot the "?words" that stand where the slot is named: right before the flow word that governs the target, behind a preposition right behind it, or
as the head of the clause where it has no flow word. `has_unknown_verb` tells whether a word that no table knows leads to a rate, so that nobody can say whether it rose or fell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hinterland.reading.document import Target
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.units import Unit, units

BEHIND = {"of": "product", "to": "partner", "with": "partner", "by": "regime"}
"""The slot that a phrase fills by the preposition before it."""
BEFORE = {"to": "partner", "with": "partner", "from": "partner", "by": "regime"}
"""The same where the phrase stands between the preposition and the flow word."""

Strangers = dict[str, str]


def strangers(parsed: Parsed, target: Target, flow: Mention | None) -> Strangers:
    """By slot the "?words" that fill it for a target."""
    if target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    row = units(parsed)
    head = _head(parsed, row, target)
    if head is not None:
        return {"product": _words(parsed, head)}
    place = next((i for i, u in enumerate(row) if flow is not None and u.mention is flow), None)
    if place is None:
        return {}
    found = dict(_behind(parsed, row, place))
    found.update(_before(parsed, row, place))
    if (what := _behind_figure(parsed, row, target)) is not None:
        found.setdefault("product", _words(parsed, what))
    return found


def _words(parsed: Parsed, unit: Unit) -> str:
    return "?" + parsed.text[unit.start : unit.end]


def _clause(parsed: Parsed, unit: Unit) -> int:
    return parsed.sentence.clause(unit.start)


def _is_flow_verb(parsed: Parsed, flow: Unit) -> bool:
    """Whether a flow word is what somebody does: exported, imported; any in Chinese."""
    return parsed.language == "zh" or parsed.text[flow.start : flow.end].lower() in forms("en", "flow-verb")


def _before(parsed: Parsed, row: Sequence[Unit], place: int) -> Iterator[tuple[str, str]]:
    """What stands right before a flow word: a modifier, a possessor, in Chinese also a partner or a mode behind its preposition."""
    i = place - 1
    owned = timed = False
    while i >= 0 and row[i].kind in ("plain", "owner", "time", "article", "noun") and _clause(parsed, row[i]) == _clause(parsed, row[place]):
        owned |= row[i].kind == "owner" and parsed.language == "en"
        timed |= row[i].kind == "time"
        i -= 1
    if i < 0 or row[i].kind != "unknown" or _clause(parsed, row[i]) != _clause(parsed, row[place]):
        return
    lead = next((u for u in reversed(row[:i]) if u.kind not in ("plain", "article")), None)
    opens = lead is None or lead.kind in ("mark", "time") or _clause(parsed, lead) != _clause(parsed, row[i])
    if timed and not opens:
        return
    acts = parsed.language == "en" and _is_flow_verb(parsed, row[place])
    slot = BEFORE.get(lead.value, "") if lead is not None and lead.kind == "prep" and parsed.language == "zh" else ""
    yield slot or ("subject" if owned or timed or acts else "product"), _words(parsed, row[i])


def _behind(parsed: Parsed, row: Sequence[Unit], place: int) -> Iterator[tuple[str, str]]:
    """What stands right behind a flow word: what is traded, and phrases with a preposition, one after the other."""
    clause = _clause(parsed, row[place])
    i = place + 1
    lead = "of" if _is_flow_verb(parsed, row[place]) else ""
    while i < len(row) and _clause(parsed, row[i]) == clause:
        unit = row[i]
        if unit.kind == "prep":
            lead = unit.value
        elif unit.kind == "unknown":
            if slot := _slot(parsed, row[place], unit, lead):
                yield slot, _words(parsed, unit)
            lead = ""
        elif unit.kind in ("place", "product", "regime", "time", "noun"):
            lead = ""
        elif unit.kind not in ("plain", "article", "owner", "and"):
            return
        i += 1


def _slot(parsed: Parsed, flow: Unit, unit: Unit, lead: str) -> str:
    """The slot that an unknown phrase behind a flow word fills by the preposition before it; none without one."""
    if lead == "from":
        return "partner" if flow.mention is not None and flow.mention.value("flow") != "export" else "subject"
    if lead == "in":
        return "subject" if parsed.text[unit.start].isupper() else ""
    return BEHIND.get(lead, "")


def _behind_figure(parsed: Parsed, row: Sequence[Unit], target: Target) -> Unit | None:
    """What an amount is of: 5 billion yuan of flour."""
    if parsed.language == "zh" or target.figure is None or target.figure.dimension not in ("money", "quantity"):
        return None
    behind = [u for u in row if u.start >= target.end]
    while behind and parsed.text[behind[0].start : behind[0].end].lower() in forms("en", "object-lead"):
        behind.pop(0)
    if len(behind) < 2 or behind[0].kind != "prep" or behind[0].value != "of":
        return None
    what = next((u for u in behind[1:] if u.kind not in ("article", "plain")), None)
    return what if what is not None and what.kind == "unknown" else None


HEADS = ("flow", "measure", "product", "regime", "place", "noun")
"""Kinds of units that may head a clause and are known."""


def _head(parsed: Parsed, row: Sequence[Unit], target: Target) -> Unit | None:
    """The unknown words that a figure's own clause is about, None where it has a flow word or another known head."""
    clause = parsed.sentence.clause(target.start)
    inside = [u for u in row if _clause(parsed, u) == clause and u.end <= target.start]
    cut = max((i + 1 for i, u in enumerate(inside) if u.kind in ("figure", "break")), default=0)
    inside = inside[cut:]
    if any(u.kind in ("flow", "measure") for u in inside):
        return None
    verb = next((i for i in range(len(inside) - 1, -1, -1) if inside[i].kind == "verb"), None)
    if verb is None and parsed.language == "en":
        return None
    nominal = [u for u in inside[:verb] if u.kind in (*HEADS, "unknown", "prep")]
    while nominal and nominal[0].kind == "prep":
        nominal = nominal[2:]
    stop = next((i for i, u in enumerate(nominal) if u.kind == "prep"), len(nominal))
    head = nominal[:stop][-1:] if parsed.language == "en" else nominal[-1:]
    return head[0] if head and head[0].kind == "unknown" else None


def has_unknown_verb(parsed: Parsed, target: Target) -> bool:
    """Whether the word that leads to a rate is unknown, and no other word of its clause says whether it rose or fell."""
    figure = target.figure
    if figure is None or figure.dimension != "percent" or figure.negative or parsed.sentence.kind == "row":
        return False
    row = units(parsed)
    clause = parsed.sentence.clause(target.start)
    before = [u for u in row if u.end <= target.start and _clause(parsed, u) == clause]
    while before and before[-1].kind in ("plain", "prep", "time"):
        before.pop()
    if not before or before[-1].kind != "unknown":
        return False
    turns = [u for u in row if _clause(parsed, u) == clause and u.mention is not None and u.mention.is_a("up", "down", "balance")]
    return not any(u.end <= target.start or parsed.text[target.end : u.start].strip() == "" for u in turns)
