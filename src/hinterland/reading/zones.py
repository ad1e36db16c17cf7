"""Zones and ports, each a place of its own, in the words that name it: the Henan Pilot Free Trade Zone, 兰州新区综合保税区, 大连口岸.

`join_zones(text, found, language)` joins what names a zone to one mention, whose name says in what place it lies where a table knows that; a Chinese zone whose name no table knows
is joined with the words that open its clause, and zones with their number (全省6个经开区) with where they lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
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
OPENING = ("ofwhich", "and")
"""Classes of words behind which a name may open its own clause."""
LEADING = (*OPENING, "aspart", "agency")
"""The same of zones with their number."""
COUNTED = ("thing", "quantity", "bare")
"""Dimensions of a number of zones."""
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
        _join_unknown(text, found)
        _join_counted(text, found)


def _join_counted(text: str, found: list[Mention]) -> None:
    """Join zones with their number, that opens a Chinese clause in which something is said of them, and with where they lie: 全国57个国家级高新区, 东部沿海33家开发区."""
    for zone in [m for m in found if m.is_a("zone") and not m.names]:
        number = next((m for m in reversed(found) if m.end <= zone.start), None)
        whole = _whole(found, zone)
        if number is None or number.figure is None or number.figure.dimension not in COUNTED or not text[whole.end : whole.end + 1].isalnum():
            continue
        first, before = number, [m for m in found if m.end <= number.start]
        low = number.start - len(_run(text, before[-1].end if before else 0, number.start))
        place = before[-1] if before and before[-1].end == low and (before[-1].is_a("proform") or before[-1].names) else None
        opened = low if place is None else place.start
        lead = next((m for m in reversed(before) if m.end <= opened), None)
        opens = not _is_han(text[opened - 1 : opened]) or (lead is not None and lead.end == opened and (lead.time or lead.is_a(*LEADING)))
        between = text[number.end : zone.start]
        if opens and len(between) <= LONGEST and all(map(_is_han, between)) and not any(w in text[low : number.start] for w in forms("zh", "stop")):
            first.start = opened
            _name(text, found, first, whole, place.names[0].within or place.names[0].code if place is not None and place.names else "")


def _join_unknown(text: str, found: list[Mention]) -> None:
    """Join the unknown words that open a Chinese clause and the word of a zone behind them that owns a flow or another statistic, times aside, or trades with a partner: 蓝山口岸进出口,
    蓝山口岸对日本出口, 青禾园区上半年营收."""
    for zone in [m for m in found if m.is_a("zone") and not m.names]:
        whole = _whole(found, zone)
        behind = [m for m in found if m.start >= whole.end]
        times = [*takewhile(lambda m: m.time is not None, behind)]
        owned = next(iter(behind[len(times) :]), None)
        held = next((m for m in reversed(found) if m.end <= zone.start), None)
        run = _run(text, held.end if held is not None else 0, zone.start)
        low = zone.start - len(run)
        touched = held is not None and held.end == low
        opens = not touched or (held is not None and (held.time is not None or held.is_a(*OPENING)))
        end = whole.end + sum([m.end - m.start for m in times])
        is_owner = owned is not None and owned.start == end and owned.is_a(*OWNED)
        if opens and is_owner and SHORTEST <= len(run) <= LONGEST and not any(w in run for w in forms("zh", "stop")):
            zone.start = low
            _name(text, found, zone, whole, "")


def name_again(rows: Iterable[Sequence[Mention]]) -> None:
    """Give zones that sentences speak of again by no more than their number (这49个开发区) the name of as many before, with where they lie."""
    named: dict[str, tuple[Name, ...]] = {}
    for mentions in rows:
        for lead, m in pairwise([None, *mentions]):
            number = NUMBERED.match(m.names[0].code) if m is not None and m.names and m.names[0].level == "zone" else None
            if number is None or m is None:
                continue
            again = lead is not None and lead.is_a("aspart") and lead.end == m.start
            m.names = named.setdefault(number[1], m.names) if again else m.names
            named[number[1]] = m.names


NUMBERED = re.compile(rf"{re.escape(UNSURE)}\D*(\d+)\D+$")
"""The name of zones with their number."""


def _run(text: str, low: int, end: int) -> str:
    """The Chinese characters right before a place, from another on."""
    return "".join(takewhile(_is_han, reversed(text[low:end])))[::-1]


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
    return "\u4e00" <= character[:1] <= "\u9fff"
