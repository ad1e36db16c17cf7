"""Regions that no table knows, found by what an English text says of them: whose its exports are, whose firms, customs and datelines.

`name_unlisted(parsed)` gives each mention of such a region a name, so that it owns figures as the regions of the tables do; its code is its own words (`?Kyushu`). Words are a region's name
only where the head of the text gives them trade and the text says so again, or calls them a region, and never where they may as well be goods or are written small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hinterland.models import UNSURE
from hinterland.reading.leads import is_dateline
from hinterland.reading.lexicon import Word, forms
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.names import REGION, Name
from hinterland.reading.relations.words import near, right_before, right_behind, said, spoken
from hinterland.reading.units import ACTORS, Unit, units

HEAD = 3
"""The first sentences of a text, one of which names whom it is about."""
SENTENCES = 2
"""The least sentences that give trade to a region that nothing calls one."""
OWNER_LEADS = {"from": ("export",), "into": ("import",), "of": ("total",)}
"""The prepositions that lead from a flow to its owner and never to goods, by the flows that they lead from."""
TAIL = re.compile(r"-[a-z]{2,4}(?![\w-])")
"""A word of its own language that lengthens a name: Jeonbuk-do."""
ENDING = ("verb", "mark", "break", "figure", "prep", "and")
"""Kinds of units behind a name that is no part of a longer one."""

Row = Sequence[Unit]


@dataclass(slots=True)
class Signs:
    """What a text says of a capitalised name: the sentences that give it trade, and whether one of them, or another, shows it to be no goods, or calls it a region that trades."""

    sentences: set[int] = field(default_factory=set)
    is_owner: bool = False
    is_region: bool = False

    @property
    def hold(self) -> bool:
        """Whether the name is a region's."""
        headed = any(n < HEAD for n in self.sentences)
        return headed and (self.is_region or (self.is_owner and len(self.sentences) >= SENTENCES))


def name_unlisted(parsed: Sequence[Parsed]) -> frozenset[str]:
    """Name the regions that no table knows wherever a text mentions them, and give their codes."""
    traded = [p for p in parsed if p.language == "en" and any(m.is_a("flow") for m in p.mentions)]
    if not any(p.number < HEAD and any(True for _ in _owners(p)) for p in traded):
        return frozenset()
    found: dict[str, Signs] = {}
    for p in traded:
        for name, sign in _owners(p):
            signs = found.setdefault(TAIL.sub("", name), Signs())
            signs.sentences.add(p.number)
            signs.is_owner |= sign in ("owner", "region")
            signs.is_region |= sign == "region"
    of_firm = any((m.is_a("company") and p.text[: m.start].lower().endswith(("the ", "its "))) for p in parsed for m in p.mentions)
    for name, signs in found.items():
        signs.is_owner = any(_is_placed(p, name) for p in parsed) or (signs.is_owner and not of_firm)
    held = [name for name, signs in found.items() if signs.hold and not any(_is_other(p, name) for p in parsed)]
    for name in held:
        for p in parsed:
            _give(p, name)
    for m in (m for p in parsed for m in p.mentions if held and m.names and m.value("proform") == "nation"):
        m.names, m.cls = (), "proform"
    return frozenset(UNSURE + name for name in held)


def name_areas(parsed: Sequence[Parsed]) -> frozenset[str]:
    """Name the counties and metropolitan areas of an English text in their own words, whatever else their first words are (the New York metro area, metro Tulsa), and give their codes."""
    found = set()
    for p in parsed:
        for noun in said(p, "area-noun", "area-lead") if p.language == "en" else ():
            stop = next((m.start for m in p.mentions if m.start >= noun.end and not m.names), len(p.text))
            words = AHEAD.match(p.text[:stop], noun.end) if noun.cls == "area-lead" else BEHIND.search(p.text[: noun.start])
            lead = re.match(r"\w+ ", words[0]) if words is not None and noun.cls == "area-noun" else None
            start = noun.start if words is None or words.start() > noun.start else words.start()
            start += lead.end() if lead is not None and lead[0].strip().lower() in forms("en", "starter") else 0
            area = Mention(start, noun.end if words is None else max(noun.end, words.end()), "name", clause=p.sentence.clause(start))
            inside = [m for m in p.mentions if overlaps(m, [area])]
            if area.end - start <= noun.end - noun.start or any(m.names and m.names[0].level in ("city", "county", "zone") for m in inside):
                continue
            area.names = (Name("place", UNSURE + p.text[start : area.end], level=REGION),)
            p.mentions = sorted([*(m for m in p.mentions if m not in inside), area], key=lambda m: m.start)
            p.kept.clear()
            found.add(area.names[0].code)
    return frozenset(found)


BEHIND, AHEAD = re.compile(r"(?:[A-Z][\w.'’-]*[ /])+$"), re.compile(r"(?: [A-Z][\w.'’-]*)+")
"""Words with capitals before a noun, and behind the word that leads to them."""


def _owners(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """The capitalised names that no table knows and that have a flow of a sentence, each with what shows it: that it is called a region, what only an owner has, or no more than the flow beside it."""
    row = [u for u in units(parsed) if u.kind not in ("article", "plain", "time")]
    titled = parsed.sentence.kind == "heading"
    for i, unit in enumerate(row):
        name = _capitalised(parsed, unit) if unit.kind == "unknown" else None
        if name is None:
            continue
        before, region = row[:i], right_behind(parsed, name.end, "place-noun")
        end = name.end if region is None else region.end
        if before and before[-1].value == "of" and (noun := right_before(parsed, before[-1].start, "place-noun")) is not None:
            before, region = [u for u in before if u.end <= noun.start], noun
        behind = [u for u in row[i:] if u.end > end]
        is_whole = not behind or behind[0].start >= end
        sign = (is_whole and _has_flow(parsed, behind, region is not None)) or _is_led_to(
            parsed, before, behind, region is not None, is_whole
        )
        if sign:
            yield parsed.written(name), "region" if region is not None else "flow" if titled else sign


def _is_led_to(parsed: Parsed, before: Row, behind: Row, is_region: bool, is_whole: bool) -> str:
    """What shows that a name has the flow whose preposition leads to it: exports from Kyushu, exports of the Kyushu region, exports of Kyushu firms, in Kyushu, exports; empty where nothing does."""
    if is_whole and before and before[-1].value == "in" and [u.kind for u in behind[:2]] == ["mark", "flow"]:
        return "owner"
    if len(before) < 2 or before[-1].kind != "prep" or before[-2].mention is None or before[-2].kind != "flow":
        return ""
    lead = parsed.written(before[-1]).lower()
    if before[-2].mention.value("flow") in OWNER_LEADS.get(lead, ()):
        return "owner"
    if lead != "of" or not is_whole:
        return ""
    return "owner" if is_region or _acts(behind) else "flow" if not behind or behind[0].kind in ENDING else ""


def _has_flow(parsed: Parsed, behind: Row, is_region: bool) -> str:
    """What shows that a name has the flow behind it: Kyushu's exports, Kyushu exported, Kyushu firms' exports; empty where nothing does."""
    kinds = [u.kind for u in behind[:3]]
    if kinds[:1] == ["flow"]:
        is_verb = parsed.written(behind[0]).lower() in forms("en", "flow-verb")
        return "owner" if is_verb or is_region else "flow"
    if kinds == ["verb", "place", "flow"] and behind[1].mention is not None and behind[1].mention.value("proform") == "its":
        return "owner"
    if kinds[:2] == ["owner", "measure"]:
        return "owner" if behind[1].mention is not None and behind[1].mention.is_a("balance") else ""
    return "owner" if kinds[:2] == ["owner", "flow"] or (_acts(behind) and "flow" in kinds[1:] and kinds[1] in ("owner", "flow")) else ""


def _acts(behind: Row) -> bool:
    """Whether the word for firms or people opens a stretch of units."""
    return bool(behind) and behind[0].mention is not None and behind[0].mention.value("other") in ACTORS


def _is_other(parsed: Parsed, name: str) -> bool:
    """Whether a sentence writes a name small, as goods are, or makes it a company's."""
    return bool(_spans(parsed, name.lower())) or any(right_behind(parsed, end, "company") for _, end in _spans(parsed, name))


def _capitalised(parsed: Parsed, unit: Unit) -> Unit | None:
    """The words with capitals that a unit opens with, the word for a region aside; None where it opens with none, or where they name a port or another way that goods went."""
    words = re.match(r"(?:[A-Z][^\s]*\s*)+", parsed.written(unit))
    end = unit.start + len(words[0].rstrip()) if words is not None else unit.start
    if (region := right_before(parsed, end, "place-noun")) is not None:
        end = len(parsed.text[: region.start].rstrip())
    is_part = bool(near(parsed, unit.start, end, "regime-tail"))
    return Unit("unknown", unit.start, end) if end > unit.start and not is_part else None


def _spans(parsed: Parsed, name: str) -> list[tuple[int, int]]:
    """Where a name stands in a sentence, as it is written, in capitals, or lengthened by a word of its own language."""
    written = "|".join(re.escape(form) for form in dict.fromkeys((name, name.upper() if name[:1].isupper() else name)))
    return [match.span() for match in re.finditer(rf"(?<![\w-])(?:{written})(?:{TAIL.pattern})?(?![\w-])", parsed.text)]


def _is_placed(parsed: Parsed, name: str) -> bool:
    """Whether a sentence names a place so: its dateline, an office there, firms there, or the word for a region behind the name."""
    for start, end in _spans(parsed, name):
        behind = right_behind(parsed, end, "agency", "firm", "place-noun")
        if (behind is not None and parsed.text[start:end] == name) or is_dateline(parsed, Mention(start, end, "name")):
            return True
    return False


def _give(parsed: Parsed, name: str) -> None:
    """Give a sentence the mentions of a name that is a region's, where no other name, figure or time stands."""
    for start, end in _spans(parsed, name):
        found = Mention(start, end, "name", names=(Name("place", UNSURE + name, level=REGION),))
        found.clause = parsed.sentence.clause(start)
        inside = [m for m in parsed.mentions if overlaps(m, [found])]
        if not any(m.names or m.figure is not None or m.time is not None for m in inside):
            parsed.mentions = sorted([*(m for m in parsed.mentions if m not in inside), found], key=lambda m: m.start)
    parsed.kept.clear()


def settle(parsed: Sequence[Parsed]) -> None:
    """Settle what words mean that a region of the text stands beside."""
    for settled in (settle_traders, settle_both, settle_bynames, settle_adjectives):
        settled(parsed)


def settle_traders(parsed: Sequence[Parsed]) -> None:
    """Settle that firms are who trades, and no other statistic, where a flow has them and a region right before them: exports of Hesse firms, Hesse firms' exports, Hesse firms exported."""
    for p in parsed:
        for place, firm in pairwise(p.mentions) if p.language == "en" else ():
            if (
                _is_place(place)
                and firm.value("other") in ACTORS
                and not p.text[place.end : firm.start].strip(" '’s")
                and _trades(p, place, firm)
            ):
                firm.cls, firm.words, firm.classes = TRADER, (Word(TRADER, "", ""),), frozenset({TRADER})
                p.kept.clear()


def _is_place(mention: Mention) -> bool:
    """Whether a mention is a region or a word for one."""
    return mention.is_name("place") or mention.value("proform") is not None


def _trades(parsed: Parsed, place: Mention, firm: Mention) -> bool:
    """Whether a flow leads to the firms of a place, or stands right behind them."""
    before = parsed.preceding(place.start)[-2:]
    behind = next((m for m in parsed.mentions if m.start >= firm.end and not m.is_a("possessive")), None)
    is_led = (
        len(before) == 2
        and before[0].is_a("flow")
        and before[1].is_a("prep", "from", "level")
        and not parsed.text[before[1].end : place.start].strip(" the")
    )
    between = "" if behind is None else parsed.between(firm, behind)
    return is_led or (behind is not None and behind.is_a("flow") and between in ("", *forms("en", "possessive")))


def settle_both(parsed: Sequence[Parsed]) -> None:
    """Settle that goods and services in one phrase are no services alone in an English text on regions of a country: Ohio shipped 5 billion of goods and services."""
    told = [p.number for p in parsed if any(m.names and m.names[0].level in REGIONS for m in p.mentions)]
    if not told or (told[0] >= HEAD and len(told) < HEAD):
        return
    for p in parsed:
        for phrase in said(p, BOTH) if p.language == "en" else ():
            found = Mention(phrase.start, phrase.end, BOTH, (Word(BOTH, "", ""),), clause=p.sentence.clause(phrase.start))
            found.classes, inside = frozenset({BOTH}), [m for m in p.mentions if overlaps(m, [found])]
            if not any(m.is_a("flow") for m in inside):
                p.mentions = sorted([*(m for m in p.mentions if m not in inside), found], key=lambda m: m.start)
                p.kept.clear()


BOTH = "both-kinds"
"""The class of the words for goods and services together."""


def settle_bynames(parsed: Sequence[Parsed]) -> None:
    """Settle that a byname in capitals that ends with the word for a region is the region spoken of: exporters in the Hoosier State."""
    for p in parsed:
        for match in BYNAME.finditer(p.text) if p.language == "en" else ():
            word = next((w for w in spoken(f"the {match[1].lower()}", "en", "proform") if w.value == REGION), None)
            found = Mention(*match.span(), "proform", words=(Word("proform", REGION, match[0]),), classes=frozenset({"proform"}))
            inside = [m for m in p.mentions if overlaps(m, [found])]
            if word is not None and not any(m.names or m.figure is not None or m.time is not None for m in inside):
                found.clause = p.sentence.clause(found.start)
                p.mentions = sorted([*(m for m in p.mentions if m not in inside), found], key=lambda m: m.start)
                p.kept.clear()


def settle_adjectives(parsed: Sequence[Parsed]) -> None:
    """Settle that a word before a flow that is made from a region's name, which the text has elsewhere, means that region: Asturian exports in a text on Asturias."""
    regions = {p.written(m): m for p in parsed for m in p.mentions if m.names and m.names[0].level in REGIONS}
    for p in parsed if regions else ():
        for match in ADJECTIVE.finditer(p.text) if p.language == "en" else ():
            flow = p.behind(match.end())
            region = next((m for tail in forms("en", "adjective-tail") if (m := _made_from(match[1], tail, regions)) is not None), None)
            touches = flow is not None and flow.is_a("flow") and p.text[match.end() : flow.start].isspace()
            if region is None or not touches:
                continue
            found = replace(region, start=match.start(), end=match.end(), clause=p.sentence.clause(match.start()))
            if not overlaps(found, p.mentions):
                p.mentions = sorted([*p.mentions, found], key=lambda m: m.start)
                p.kept.clear()


def _made_from(word: str, tail: str, regions: Mapping[str, Mention]) -> Mention | None:
    """The region whose name begins with what a word has before its tail."""
    stem = word.removesuffix(tail)
    return next((m for name, m in regions.items() if stem != word and len(stem) >= STEM and name.startswith(stem)), None)


REGIONS = (REGION, "subdivision")
"""Levels of the places that adjectives are made from."""
STEM = 4
"""The least letters that an adjective has of the name that it is made from."""
ADJECTIVE = re.compile(r"\b([A-Z][a-z]+)\b")
BYNAME = re.compile(r"\b[Tt]he (?:[A-Z][a-z]+ ){1,3}([A-Z][a-z]+)\b")
"""Words in capitals behind an article."""
TRADER = "trader"
"""The class of words for who trades."""
