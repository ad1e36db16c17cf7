"""Parts of a country that no table knows and that an English text names with an article and capitals: rose in the Centre (+2.2%), +2.5% for the North-West.

`land_part(context, target)` gives the subject of a figure that such a name leads to, in its own words, so that its figure is of no whole country.
"""

from __future__ import annotations

import re

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_target, overlaps
from hinterland.reading.relations.words import right_before

NAME = r"(?P<name>[A-Z][\w'’-]*(?: (?:(?:and|of) (?:the )?)?[A-Z][\w'’-]*)*)"
BEFORE = re.compile(rf"\b(?P<lead>\w+) the {NAME}\s?\(\s?[+±−–-]?\s?$")
BEHIND = re.compile(rf"\s(?P<lead>\w+) the {NAME}(?=\s?[,.;]|\s?$|\s and\b|\s*\n)")


def land_part(context: Context, target: Target) -> Slots:
    """The part of a country that has a figure: whose brackets hold it, or that stands right behind it."""
    part = None if context.document.main_nation is None else part_named(context.document.parsed[target.sentence], target)
    return {} if part is None else {"subject": (part,), "partner": (EMPTY["partner"],)}


@once_a_target
def part_named(parsed: Parsed, target: Target) -> str | None:
    """The name of such a part as a subject."""
    text, figure = parsed.text, target.figure
    if parsed.language != "en" or figure is None or figure.dimension not in ("percent", "money"):
        return None
    found = BEFORE.search(text, 0, target.start) or BEHIND.match(text, target.end)
    if found is not None and found["lead"].lower() not in forms("en", "part-in"):
        return None
    return None if found is None or not _is_unknown(parsed, *found.span("name")) else UNSURE + found["name"]


def _is_unknown(parsed: Parsed, start: int, end: int) -> bool:
    """Whether no table knows a name, and its last word is none for goods, firms or a trade."""
    name = Mention(start, end, "name")
    known = any(
        m.names or m.figure is not None or m.time is not None or m.is_a("flow", "other", "company")
        for m in parsed.mentions
        if overlaps(m, [name])
    )
    return not known and right_before(parsed, end, "sector-noun", "goods-noun", "regime-tail", "firm", "agency") is None
