"""Lists of English figures that leave words out: the verb (Canada bought 7.4 billion, Mexico 5.3 billion and Brazil 3.6 billion; Texas took 17% of it, Ohio 4%), or all but the goods behind each
rate (by 39% for toys, 34% for steel).

`elided(context, target)` gives what a figure takes from the one before where nothing but a name stands between them: the name in the slot of the name that the one before has, and its operation;
`goods_behind(context, target)` gives the goods of such a rate, `item(context, target)` those of a member of a list.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Decided, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_behind

BRACKETS = re.compile(r"\([^()]*\)")
LETTERS = re.compile(r"[A-Za-z]+")


def elided(context: Context, target: Target) -> Slots:
    """The name and operation of a figure of an English list whose verb stands with an earlier one, none where it is in no such list."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or target.figure is None or target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    before = _like(context, target)
    if before is None or (named := _named_between(parsed, _tail(parsed, before, target), target)) is None:
        return {}
    found: Slots = {}
    for slot in ("subject", "partner"):
        earlier, value = before.slots.get(slot), _value(named, slot)
        if earlier and value and ("-" in earlier) == ("-" in value) and _stands_before(parsed, before.target, slot, earlier):
            found[slot] = (value,)
            break
    op = before.slots.get("op")
    shared = before.shared(("concept", "flow", "regime", "period")) if found else {}
    return shared | found | ({"op": (op,)} if found and op in ("share", "growth", "contribution") else {})


def item(context: Context, target: Target) -> Slots:
    """What a figure of a list of goods has, whose name stands between the mark behind the figure before and a comma: frobs, $5 billion; toys, $4 billion; and cars, up 3%."""
    parsed, last = context.document.parsed[target.sentence], context.last
    match = ITEM.search(parsed.text[: target.start]) if parsed.language == "en" and parsed.sentence.kind != "row" else None
    if (
        match is None
        or target.figure is None
        or last is None
        or last.target.figure is None
        or last.slots.get("product") in (None, EMPTY["product"])
    ):
        return {}
    start, end = match.span(1)
    before = context.document.parsed[max(parsed.number - 1, 0)]
    is_next = last.target.sentence == target.sentence and parsed.text[last.target.end : start].strip() in MARKS
    opens = (
        last.target.sentence == target.sentence - 1 and parsed.text[:start].strip() in ("", "and") and before.text.rstrip().endswith(";")
    )
    is_turned = (
        all(m.is_a("up", "down", "hedge") for m in parsed.inside(end, target.start)) and last.slots.get("partner") == EMPTY["partner"]
    )
    is_name = (
        all(m.is_name("product") or m.is_a("and") or parsed.text[m.end] == "-" for m in parsed.inside(start, end))
        and parsed.text[start:end].strip() != "and"
    )
    if not (is_next or opens) or not is_turned or not is_name or last.target.figure.dimension != target.figure.dimension:
        return {}
    known = next((m for m in parsed.mentions if (m.start, m.end) == (start, end) and m.is_name("product")), None)
    own = UNSURE + parsed.text[start:end] if known is None else known.names[0].code
    return last.shared(("concept", "op", "flow", "subject", "partner", "regime", "measure", "period")) | {"product": (own,)}


MARKS = (",", ", and", "; and", ";", "and")
"""What parts the members of a list."""
ITEM = re.compile(r"(?:^|[,;])\s*(?:and\s+)?([^\s,:;()\d][^,:;()\d]+),\s*(?:[a-z]+\s+)*$")
"""The name of a member and what leads from it to its figure."""


def coupled(context: Context, target: Target) -> Slots:
    """What a share or an amount has in a list of goods, each of which the two follow: toys 7.4 percent ($43 million), frobs 5.9 percent ($34 million); the share that of the member before,
    with its own goods, and the amount that of the share right before it."""
    parsed = context.document.parsed[target.sentence]
    figures = (
        [m for m in parsed.mentions if m.is_figure("percent", "money")] if parsed.language == "en" and target.figure is not None else []
    )
    pairs = [(a, b) for a, b in pairwise(figures) if parsed.between(a, b) == "(" and parsed.text[b.end :].lstrip().startswith(")")]
    at = next((i for i, pair in enumerate(pairs) if target.start in (pair[0].start, pair[1].start)), 0)
    told = {d.target.start: d for d in context.decided if d.target.sentence == target.sentence}
    first = told.get(pairs[at - 1][0].start) if at else None
    if first is None or first.slots.get("product") in (None, EMPTY["product"]) or first.slots.get("op") != "share":
        return {}
    start = parsed.text.find(")", pairs[at - 1][1].end) + 1
    name = MEMBER.fullmatch(parsed.text, start, pairs[at][0].start)
    lead = None if name is None else right_behind(parsed, name.start(1), "list-follow")
    start, end = (0, 0) if name is None else (name.start(1) if lead is None else lead.end + 1, name.end(1))
    inside = parsed.inside(start, end)
    if inside and inside[-1].is_a("prep") and inside[-1].end == end:
        end = inside.pop().start - 1  # "Furniture with 15.0%".
    if start >= end or not all(m.is_name("product") or m.is_a("and", "prep") for m in inside):
        return {}
    known = next((m.names[0].code for m in inside if (m.start, m.end) == (start, end)), UNSURE + parsed.text[start:end])
    return first.shared(OF_MEMBER) | {"op": ("share" if target.is_figure("percent") else "level",), "product": (known,)}


OF_MEMBER = ("concept", "flow", "subject", "partner", "regime", "period")
"""What the members of a list have in common."""
MEMBER = re.compile(r"[,;]?\s*(?:and\s+)?([A-Za-z][^,:;()\d]*?)\s*")
"""What leads from the bracket of a member to the name of the next, and that name."""


def goods_behind(context: Context, target: Target) -> Slots:
    """The goods that "for" leads to behind a rate, where it does behind another of the sentence, each up to the next mark, in their words where no table knows them."""
    parsed = context.document.parsed[target.sentence]
    is_rate = parsed.language == "en" and target.is_figure("percent") and parsed.sentence.kind != "row"
    rates = [m for m in parsed.mentions if m.is_figure("percent")] if is_rate else []
    named = {m.start: match for m in rates if (match := FOR_GOODS.match(parsed.text, m.end)) is not None and _are_goods(parsed, match)}
    if target.start not in named or len(named) < 2:
        return {}
    start, end = named[target.start].span(1)
    known = next((m for m in parsed.mentions if (m.start, m.end) == (start, end) and m.is_name("product")), None)
    return {"product": (UNSURE + parsed.text[start:end] if known is None else known.names[0].code,)}


def _are_goods(parsed: Parsed, match: re.Match[str]) -> bool:
    """Whether nothing but goods or unknown words stands in a stretch."""
    first = match[1].partition(" ")[0].lower()
    return first not in forms("en", "article") and all(m.is_name("product") for m in parsed.inside(*match.span(1)))


FOR_GOODS = re.compile(r" for ((?:(?!,|;|\.(?:\s|$)|\s?\band\b|[()]).)+)")
"""The preposition that leads from a rate to the goods whose it is, and what follows up to a mark or conjunction."""


def _like(context: Context, target: Target) -> Decided | None:
    """The last figure of trade before a target in its sentence that is of the same unit."""
    for decided in reversed(context.decided):
        if decided.target.sentence != target.sentence:
            return None
        figure = decided.target.figure
        if figure is not None and target.figure is not None and figure.unit == target.figure.unit:
            return decided if decided.slots.get("concept") == "trade" else None
    return None


def _tail(parsed: Parsed, before: Decided, target: Target) -> int:
    """Where an earlier figure ends with what it is of: a contribution with the growth that it is one to."""
    end = before.target.end
    grown = (m.end for m in parsed.inside(end, target.start) if m.is_a("up"))
    return next(grown, end) if before.slots.get("op") == "contribution" else end


def _named_between(parsed: Parsed, start: int, target: Target) -> Mention | None:
    """The name that a mark or conjunction behind an earlier figure leads to and that leads to a later one itself, where no word of change stands between the two figures."""
    stretch = BRACKETS.sub(lambda m: " " * len(m[0]), parsed.text[start : target.start])
    inside = [m for m in parsed.inside(start, target.start) if stretch[m.start - start : m.end - start].strip()]
    name = next((m for m in reversed(inside) if m.is_name("place", "bloc")), None)
    turns = [m for m in inside if m.is_a(*TURNS) and not m.is_a("prep") and parsed.written(m).lower() not in forms("en", "list-follow")]
    if name is None or turns or any(m.time is not None for m in inside):
        return None
    joint = JOINT.search(stretch, 0, name.start - start)
    if joint is None:
        return None
    words = {w.lower() for w in LETTERS.findall(joint[1]) + LETTERS.findall(stretch[name.end - start :])}
    return name if words <= (forms("en", "list-gap").keys() | forms("en", "article").keys()) else None


TURNS = ("up", "down", "level", "than", "record")
"""Classes of the words that make a clause of its own."""
JOINT = re.compile(r"(?:[,;]|\band\b)((?:(?![,;]|\band\b).)*)$")
"""The last mark or conjunction of a stretch, with what follows it."""


def _value(mention: Mention, slot: str) -> str:
    """What a place is in a slot."""
    return mention.names[0].partner if slot == "partner" else mention.names[0].code if mention.names[0].kind == "place" else ""


def _stands_before(parsed: Parsed, target: Target, slot: str, value: str) -> bool:
    """Whether the last place before a figure in its sentence is of a slot's value."""
    named = [m for m in parsed.mentions if m.end <= target.start and m.is_name("place", "bloc")]
    return bool(named) and _value(named[-1], slot) == value
