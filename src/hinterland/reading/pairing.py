"""Lists that pair: as many names as figures, in one sentence and one order (A, B and C came to 5, 6 and 7 billion yuan respectively).

`paired(context, target)` gives the slots that a figure takes from its place in its list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hinterland.models import UNSURE
from hinterland.reading.document import Target, country_of
from hinterland.reading.evidence import Context, Evidence, figure_list
from hinterland.reading.lands import nation_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.words import said

SLOTS = ("flow", "subject", "partner", "product")
"""The slots that lists fill, the first where several have a list that fits as well."""
COMMAS = "、,，"
"""Marks that part the members of a list."""
PLAIN = 3
"""The least members of lists that pair where no word (respectively, 分别) says so."""


def paired(context: Context, target: Target) -> dict[str, str]:
    """The slots that a figure takes from its place in its list, none where it is in no list or nothing pairs with that."""
    place, length = figure_list(context, target)
    parsed = context.document.parsed[target.sentence]
    if length < 2 or parsed.sentence.kind == "row":
        return {}
    if length < PLAIN and not any(w.start > 0 for w in said(parsed, "respectively")):
        return {}
    lists = {slot: found for slot in SLOTS if (found := _last(context, target, slot, length)) is not None}
    if not lists:
        pair = next((w for w in reversed(said(parsed, "flow-pair")) if w.end <= target.start), None)
        return {"flow": pair.value.split("+")[place]} if pair is not None and length == len(pair.value.split("+")) else {}
    last = max(found[-1].end for found in lists.values())
    slots = [slot for slot in SLOTS if slot in lists and lists[slot][-1].end == last]
    slot = _whose(context, lists) if "subject" in slots and "partner" in slots else slots[0]
    return {slot: lists[slot][place].value}


def _last(context: Context, target: Target, slot: str, length: int) -> list[Evidence] | None:
    """The last list of so many names of a slot before a figure's list; None where a longer or shorter one stands between, or there is none."""
    found: list[Evidence] | None = None
    for group in _groups(context.evidence[slot][target.sentence]):
        if group[-1].end <= target.start and len(group) > 1:
            fitted = group if slot != "product" or len(group) == length else _merged(context.document.parsed[target.sentence], group)
            found = fitted if len(fitted) == length else None
    return found


def _merged(parsed: Parsed, group: list[Evidence]) -> list[Evidence]:
    """A list of products whose members that a conjunction joins are one each, where commas part the others: 农产品、牛皮革及马皮革."""
    joints = forms(parsed.language, "phrase-joint")
    out = [group[0]]
    for e in group[1:]:
        last = out[-1]
        if (between := parsed.text[last.end : e.start].strip().lower()) in joints and between not in COMMAS:
            out[-1] = replace(last, value=UNSURE + parsed.text[last.start : e.end], end=e.end)
        else:
            out.append(e)
    return out


def _groups(row: list[Evidence]) -> Iterator[list[Evidence]]:
    """The numbered lists among a sentence's mentions of a slot."""
    group: list[Evidence] = []
    for e in row:
        if e.level == "sum" or e.listed[1] < 2:
            continue
        if e.listed[0] == 0:
            group = []
        if e.listed[0] == len(group):
            group.append(e)
        if len(group) == e.listed[1]:
            yield group
            group = []


def _whose(context: Context, lists: dict[str, list[Evidence]]) -> str:
    """Whether countries in a list are those that trade or the partners: a list with the document's own country, or of parts of one, is of subjects."""
    nation = nation_of(context.document.main_nation)
    members = lists["subject"]
    return "subject" if any(len(m.value) > 2 or nation_of(country_of(m.value)) == nation for m in members) else "partner"

