"""Zones and ports, each a place of its own, in the words that name it: the Henan Pilot Free Trade Zone, 兰州新区综合保税区, 大连口岸.

`join_zones(text, found, language)` joins what names a zone to one mention, whose name says in what place it lies where a table knows that; a Chinese zone whose name no table knows
is joined with the words that open its clause, and zones with their number (全省6个经开区) with where they lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from hinterland.models import UNSURE
from hinterland.reading.lexicon import forms
from hinterland.reading.names import Name

if TYPE_CHECKING:
    from hinterland.codes import Language
    from hinterland.reading.mentions import Mention

BETWEEN = {"en": 24, "zh": 6}
"""Maximum characters between a place's name and the word that makes it a zone within it."""
SHORTEST, LONGEST = 2, 8
"""Characters of a Chinese zone's name that no table knows, before the word of the zone."""
OWNED = ("flow", "prep", "other")
"""Classes of the words right behind the name of a zone that owns what follows: its flow, or the preposition of its partner."""


def join_zones(text: str, found: list[Mention], language: Language) -> None:
    """Join a place and the word of a zone behind it to a place of its own."""
    if not any(m.is_a("zone") for m in found):
        return
    for i, m in enumerate(found):
        zone = next((o for o in found[i + 1 : i + 4] if o.is_a("zone")), None)
        if zone is None or not m.names or m.names[0].kind != "place" or m.names[0].level == "nation":
            continue
        if m.names[0].level == "zone" and zone.start != m.end:
            continue
        zone = _whole(found, zone)
        between = text[m.end : zone.start]
        words = between.split() if language == "en" else [between]
        if (
            len(between) <= BETWEEN[language]
            and all(not w or w[0].isupper() or _is_han(w[0]) for w in words)
            and between.replace(" ", "").isalpha() | (not between.strip())
        ):
            _name(text, found, m, zone, m.names[0].within or m.names[0].code)
            join_zones(text, found, language)
            return
    if language == "zh":
        _join_opening(text, found)


def _join_opening(text: str, found: list[Mention]) -> None:
    """Join what opens a Chinese clause and the word of a zone behind it: unknown words that own a flow or another statistic, times aside, or trade with a partner (蓝山口岸进出口,
    蓝山口岸对日本出口, 青禾园区上半年营收), or the number of zones with where they lie (全国57个国家级高新区, 东部沿海33家开发区)."""
    for zone in [m for m in found if m.is_a("zone") and not m.names]:
        whole, before = _whole(found, zone), [m for m in found if m.end <= zone.start]
        between = text[before[-1].end : zone.start] if before else ""
        figure = before[-1].figure if before and all(map(_is_han, between)) and len(between) <= LONGEST else None
        first = before.pop() if figure is not None and figure.dimension in ("thing", "quantity", "bare") else zone
        run = "".join(takewhile(_is_han, reversed(text[before[-1].end if before else 0 : first.start])))[::-1]
        low, place = first.start - len(run), ""
        if first is not zone and before and before[-1].end == low and (before[-1].names or before[-1].is_a("proform")):
            held = before.pop()
            low, place = held.start, held.names[0].within or held.names[0].code if held.names else ""
        lead = next((m for m in before if m.end == low), None)
        opens = lead is None or lead.time is not None or lead.is_a("ofwhich", "and", "aspart", "agency")
        behind = [*dropwhile(lambda m: m.time is not None, (m for m in found if m.start >= whole.end))][:1]
        times = sum([m.end - m.start for m in found if m.time is not None and behind and whole.end <= m.start < behind[0].start])
        owns = bool(behind) and behind[0].start == whole.end + times and behind[0].is_a(*OWNED) and SHORTEST <= len(run) <= LONGEST
        told = owns if first is zone else text[whole.end : whole.end + 1].isalnum()
        if opens and told and not any(w in run for w in forms("zh", "stop")):
            first.start = low
            _name(text, found, first, whole, place)


def name_again(rows: Iterable[Sequence[Mention]]) -> None:
    """Give zones that sentences speak of again by no more than their number (这49个开发区) the name of as many before, with where they lie."""
    named: dict[str, tuple[Name, ...]] = {}
    for mentions in rows:
        for lead, m in zip([None, *mentions], mentions, strict=False):
            if m.names and m.names[0].level == "zone" and (number := NUMBERED.match(m.names[0].code)):
                again = lead is not None and lead.is_a("aspart") and lead.end == m.start
                m.names = named[number[1]] = named.get(number[1], m.names) if again else m.names


NUMBERED = re.compile(rf"{re.escape(UNSURE)}\D*(\d+)\D+$")
"""The name of zones with their number."""


def _whole(found: list[Mention], zone: Mention) -> Mention:
    """The last word of a zone, of those that follow each other: 新区综合保税区."""
    while (further := next((o for o in found if o.start == zone.end and o.is_a("zone")), None)) is not None:
        zone = further
    return zone


def _name(text: str, found: list[Mention], first: Mention, last: Mention, within: str) -> None:
    """Make one name of the words from a mention to another."""
    first.end, first.cls, first.words, first.classes, first.figure = last.end, "name", (), frozenset(), None
    first.names = (Name("place", UNSURE + text[first.start : first.end], level="zone", within=within),)
    found[:] = [o for o in found if o is first or not (first.start <= o.start and o.end <= first.end)]


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
