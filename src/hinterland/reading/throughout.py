"""What the head of an English text names for all of it: the firms that its title and its first figures are of, and the goods that "the sector" means.

Private firms import and export over 400 billion yuan. Imports and exports to ASEAN were 106 billion; cars: Ohio sold 3 billion worth, Iowa increased its exports in the sector by 3%.
`throughout(context, target)` gives them, none where the sentence names others or a place begins anew.
"""

from __future__ import annotations

from hinterland.reading.anew import owned
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.words import right_before, said
from hinterland.reading.units import units


def throughout(context: Context, target: Target) -> Slots:
    """The regime and the product of a figure that its text names at its head alone."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or parsed.sentence.kind == "row" or target.figure is None:
        return {}
    return _regime(context, parsed, target) | _sector(context, parsed, target) | _itemised(context, parsed, target)


def _regime(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The only firms, or trade mode, that the title names and that the first figure behind it is of, where no sentence since was of others."""
    titled = {e.value for e in context.evidence["regime"][0]} if context.document.parsed[0].sentence.kind in ("title", "heading") else set()
    told = [d.slots.get("regime") for d in context.decided if d.slots.get("concept") == "trade"]
    if len(titled) != 1 or not target.sentence or not told or told[0] not in titled or context.evidence["regime"][target.sentence]:
        return {}
    return {} if any(end <= target.start for end in owned(parsed)) else {"regime": (titled.pop(),)}


def _itemised(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods that lead to an amount in a list of what the goods are: the main products were tea with 1.3 billion (+9%), frobs with 0.8 billion."""
    lead = right_before(parsed, target.start, "apposed-lead")
    head = next((w for w in said(parsed, "goods-noun") if lead is not None and w.end <= lead.start), None)
    verb = next((m for m in parsed.mentions if head is not None and m.start >= head.end), None)
    if lead is None or verb is None or not verb.is_a("level") or verb.is_a("prep"):
        return {}
    if target.figure is None or target.figure.dimension != "money":
        return {}
    phrases = [
        c for c in context.document.commodities[target.sentence] if c.start >= verb.end and c.end == len(parsed.text[: lead.start].rstrip())
    ]
    return {"product": (phrases[0].value,)} if phrases else {}


def _sector(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods of the claim before, or of the title, that a sentence calls the sector, with no other word for which."""
    words = [w for w in said(parsed, "sector-word") if parsed.sentence.clause(w.start) <= parsed.sentence.clause(target.start)]
    unknown = {u.end for u in units(parsed) if u.kind in ("unknown", "product")}
    if not words or any(end in unknown for w in words for end in (len(parsed.text[: w.start].rstrip()),)):
        return {}
    low = parsed.clause_start(words[-1].start)
    if any(low <= e.start < target.start and not e.local for e in context.evidence["product"][target.sentence]):
        return {}
    told = (d.slots.get("product") for d in reversed(context.decided) if d.slots.get("concept") == "trade")
    named = (e.value for e in context.evidence["product"][0])
    product = next((p for p in (*told, *named) if p not in (None, EMPTY["product"])), None)
    return {} if product is None else {"product": (product,)}
