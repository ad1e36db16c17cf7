"""Whose trade a text is on where no table knows the place: Exports from Kyushu, the trade of the Kyushu economic sphere, the region's exports.

`of_unknown_owner(context, target)` gives the subject of a target in such a text, as its words, and never a place that the text only names beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hinterland.models import UNSURE
from hinterland.reading.evidence import EMPTY
from hinterland.reading.mentions import Parsed, once_a_sentence
from hinterland.reading.units import Unit, units

if TYPE_CHECKING:
    from hinterland.reading.document import Target
    from hinterland.reading.evidence import Context

LEADS = {"from": ("export",), "into": ("import",), "of": ("total",)}
"""The prepositions that lead from a flow to its owner, by the flows that they lead from."""
SENTENCES = 2
"""The least sentences that give trade to a name that no table knows, so that it is who the text is on."""


def of_unknown_owner(context: Context, target: Target) -> dict[str, tuple[str, ...]]:
    """The subject of a target in a text on a place that no table knows, where no other place stands before it in its sentence; goods have no such name."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or (owner := main_owner(context.document.parsed)) is None:
        return {}
    if any(m.names and m.names[0].kind in ("place", "group") and m.end <= target.start for m in parsed.mentions):
        return {}
    goods = [e for e in context.evidence["product"][target.sentence] if not e.local and e.value != UNSURE + owner]
    named = owner in parsed.text and not goods
    found: dict[str, tuple[str, ...]] = {"subject": (UNSURE + owner,)}
    return found | {"product": (EMPTY["product"] or "",)} if named else found


def main_owner(parsed: Sequence[Parsed]) -> str | None:
    """The name that no table knows to which a text's first and another sentence give trade, None where they give it to none."""
    if not parsed or not (first := _owners(parsed[0])):
        return None
    counts = Counter(name for p in parsed if p.language == "en" for name in set(_owners(p)))
    return next((name for name in first if counts[name] >= SENTENCES), None)


@once_a_sentence
def _owners(parsed: Parsed) -> tuple[str, ...]:
    """The capitalised names that no table knows right behind a flow and what leads to its owner."""
    return tuple(_found(parsed))


def _found(parsed: Parsed) -> Iterator[str]:
    row = [u for u in units(parsed) if u.kind != "article"]
    for flow, lead, name in zip(row, row[1:], row[2:], strict=False):
        value = flow.mention.value("flow") if flow.kind == "flow" and flow.mention is not None else None
        is_owned = name.kind == "unknown" and value in LEADS.get(lead.value or _word(parsed, lead), ())
        if is_owned and (words := _capitalised(parsed, name)):
            yield words


def _word(parsed: Parsed, unit: Unit) -> str:
    return parsed.text[unit.start : unit.end].lower()


def _capitalised(parsed: Parsed, unit: Unit) -> str:
    """The words with capitals that a unit opens with."""
    words = parsed.text[unit.start : unit.end].split()
    small = next((i for i, word in enumerate(words) if not word[0].isupper()), len(words))
    return " ".join(words[:small])
