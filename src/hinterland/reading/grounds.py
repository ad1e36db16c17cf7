"""What a document gives no grounds for: that its figures are of a place that it names, or of trade.

`place_unnamed(parsed)` gives the words for a county, city or region (全县, 我市, the region) in a text that names none, `speaks_of_trade(parsed)` whether
it says more of trade than any shop's report does. `is_bystander(document, code)` tells which countries a text on a region only names,
`nation_around(document)` where a region lies that no table knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from hinterland.reading.grids import CAPTION
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.names import LEVELS, REGION
from hinterland.reading.relations.words import near, right_before, said
from hinterland.reading.topics import is_within

if TYPE_CHECKING:
    from hinterland.reading.document import Document, Target
    from hinterland.reading.evidence import Context, Evidence

UNNAMED = (("county-word", {"county"}), ("city-word", {"county", "city", "zone", REGION}))
"""Words for a place of a level, with the levels of the names that it may have."""


def place_unnamed(parsed: Sequence[Parsed]) -> str | None:
    """The words by which a document calls the county, city or region that it is of where it names none: what it gives is of no place that it names."""
    levels = {n.level for p in parsed for m in p.mentions for n in m.names[:1] if n.kind == "place"}
    for name, others in UNNAMED:
        called = next(
            ((p, w) for p in parsed for w in said(p, name) if any(m.is_a("proform", "share") and overlaps(m, [w]) for m in p.mentions)),
            None,
        )
        if called is not None and not levels & (others if called[0].language == "zh" else others.union(LEVELS)):
            return called[0].written(called[1])
    regions = [p.written(m) for p in parsed for m in p.mentions if m.value("proform") == REGION and m.end - m.start > 1]
    is_zh = all(p.language == "zh" for p in parsed)  # An English text calls a group of countries and a city the region as well.
    named = levels & {"county", "city", "zone", "group", "subdivision", REGION} if is_zh else levels
    return regions[0] if regions and not named else None


LONG = 8
"""Sentences of a document from which on it would name what it gives figures of in more than a word."""


def speaks_of_trade(parsed: Sequence[Parsed]) -> bool:
    """Whether a document may give figures of trade: a long one must say more than that somebody sold, took in or brought in something, name a place's trade or a balance."""
    flows = [(p, m) for p in parsed for m in p.mentions if m.is_a("flow", "balance")]
    return len(parsed) < LONG or any(p.written(m).lower() not in forms("en", "weak-flow") or _is_owned(p, m) for p, m in flows)


def _is_owned(parsed: Parsed, flow: Mention) -> bool:
    """Whether a place stands right before a flow, in the possessive or not: Ohio's trade, Ohio trade."""
    return not flow.is_a("level") and any(m.names and 0 < flow.start - m.end <= OWNED for m in parsed.mentions)


OWNED = len("'s ")


NATION = 2
"""The length of a country's code."""


HEADING = 3
"""Sentences of a document, its title among them, that tell what it is of."""


def is_only_partner(document: Document, code: str) -> bool:
    """Whether a place is named as a partner and as nothing else."""
    return (seen := document.seen.get(code)) is not None and seen.roles.total() == seen.roles["partner"]


def may_be_of(document: Document, code: str) -> bool:
    """Whether a document names a place as one that it could be of: at its head, before a flow, by an office or a currency, or by a part of it."""
    places = document.places
    if code in (document.reporter, document.speaker, places.office, region_above(places.office or "")) or code in document.paid:
        return True
    is_head = code in document.seen and document.seen[code].first < HEADING and not is_only_partner(document, code)
    return is_head or any(own.roles["own"] for other, own in document.seen.items() if other == code or is_within(other, code))


def is_bystander(document: Document, code: str) -> bool:
    """Whether a country is only named in an English text on a region: it owns no trade there, is no region's, and neither the text's currency nor its office is its own."""
    if len(code) != NATION or document.language == "zh" or not document.places.forms[REGION]:
        return False
    if code in (document.reporter, document.speaker, *document.paid) or country_of(document.places.office or "") == code:
        return False
    roles = document.seen[code].roles if code in document.seen else {}
    return not roles.get("own") and not roles.get("attribute")


def beside_the_point(context: Context, target: Target) -> list[str]:
    """The places that an English sentence names in brackets alone, closed before a figure, or as offices, where it names another: 141 billion yuan (5 points above the national average) and
    260 billion; Changsha and Zhuzhou Customs report that Hunan exported. In Chinese, the first of the members that are counted (甲市、乙市等7个城市), and those in the words before another."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language == "zh" and target.kind == "count" and right_before(parsed, target.start, "list-rest") is not None:
        clause = parsed.clause_start(target.start)
        return [e.value for e in context.evidence["subject"][target.sentence] if clause <= e.start and e.end <= target.start]
    row = context.evidence["subject"][target.sentence] if parsed.sentence.kind != "row" else []
    if parsed.language == "zh":
        aside = [
            e
            for e in row
            if _is_within_attribute(parsed, e, row, target) or _is_side(parsed, e, target) or _follows_side(parsed, e, row, target)
        ]
        return sorted({e.value for e in aside} - {e.value for e in row if e not in aside})
    if not row:
        return []
    office = [e.start for e in row if e.after == OFFICIAL]
    aside = [e for e in row if 0 < e.closes <= target.start or e.after == OFFICIAL or (e.listed[1] > 1 and _heads(row, e, office))]
    rest = {e.value for e in row if e not in aside}
    owned = office and any(e.start > office[-1] and e.end <= target.start for e in row)
    closed = {e.value for e in aside if e.closes or owned}
    wholes = {e.value for e in row if _is_around(parsed, e)} - {e.value for e in row if not _is_around(parsed, e)}
    sides = {e.value for e in row if _is_side(parsed, e, target) or _follows_side(parsed, e, row, target)}
    return sorted((closed - rest - {context.document.main_subject or ""}) | wholes | sides)


def _is_within_attribute(parsed: Parsed, e: Evidence, row: Sequence[Evidence], target: Target) -> bool:
    """Whether a place stands in the Chinese words that tell where the one behind them stands, whose figures follow, or in a bracket that tells what is counted in:
    排在甲省前一位的乙省出口229亿美元, 沿海以外地区（含甲市）."""
    named = right_before(parsed, e.start, "bracket-lead")
    if named is not None and parsed.text[named.start - 1 : named.start] in OPENING and 0 < e.closes <= target.start:
        return True
    lead = parsed.before(e.start)
    if lead is None or not lead.is_a("rank", "than") or lead.end != e.start:
        return False
    for other in row:
        inside = parsed.text[e.end : other.start]
        if e.end < other.start and other.end <= target.start and inside.endswith(tuple(forms("zh", "possessive"))):
            return len(inside) > 1 and parsed.sentence.clause(e.start) == parsed.sentence.clause(other.start)
    return False


def _is_side(parsed: Parsed, e: Evidence, target: Target) -> bool:
    """Whether a place is only the other side of a verb before a figure, with no relative clause of its own: overtook Henan, overtaken by Guangxi, and ranked 13th."""
    agent = right_before(parsed, e.start, "compare-by")
    verb = right_before(parsed, e.start if agent is None else agent.start, "compare")
    if verb is None or target.kind == "comparison" or e.end > target.start or not verb.value.startswith("over"):
        return False
    return not any(m.is_a("proform") for m in parsed.inside(e.end, target.start)) and not near(
        parsed, e.end, target.start, "relative", "relative-that", "relative-owner", "former", "latter"
    )


def _follows_side(parsed: Parsed, e: Evidence, row: Sequence[Evidence], target: Target) -> bool:
    """Whether a place stands in a list before a figure that begins with the other side of a verb: overtook Henan and Guangxi to rank 13th."""
    number, several = e.listed
    first = [o for o in row if o.listed == (0, several) and o.start < e.start] if number else []
    return bool(first) and e.end <= target.start and _is_side(parsed, first[-1], target)


def _is_around(parsed: Parsed, e: Evidence) -> bool:
    """Whether a place in commas is the region that the one right before it lies in: Jinhua, in Zhejiang, exported."""
    before = next((m for m in reversed(parsed.mentions) if m.end <= e.start and not m.is_a("prep")), None)
    if before is None or not before.is_name("place") or parsed.text[e.end : e.end + 1] != ",":
        return False
    lead = parsed.behind(before.end)
    inside = parsed.text[lead.end : e.start] if lead is not None and lead.value("prep") == "in" else parsed.text[before.end : e.start]
    is_parted = parsed.text[before.end : before.end + 1] == ","
    return is_parted and not inside.strip(", ") and any(region_above(n.code) == e.value for n in before.names)


OFFICIAL = "agency"
"""What stands behind the place of an office."""


def _heads(row: Sequence[Evidence], e: Evidence, office: Sequence[int]) -> bool:
    """Whether a place stands in a list before the one that an office is of: Changsha and Zhuzhou Customs."""
    return any(e.end < o.start and o.start in office and o.listed == (e.listed[1] - 1, e.listed[1]) for o in row)


def only_initiatives(context: Context, target: Target) -> list[str]:
    """The groups of countries that an English text has named up to a figure as initiatives alone, so that they are no partners: carried on with the Belt and Road Initiative."""
    parsed, number = context.document.parsed, target.sentence
    if parsed[number].language != "en":
        return []
    if (kept := parsed[number].kept.get("initiatives alone")) is not None:
        return cast("list[str]", kept)
    named: dict[str, bool] = {}
    for p in parsed[: number + 1]:
        for e in context.evidence["partner"][p.number]:
            alone = right_before(p, e.end, "initiative") is not None and not near(p, 0, e.end + BEHIND, "several-noun")
            named[e.value] = named.get(e.value, True) and alone
    found = parsed[number].kept["initiatives alone"] = sorted(value for value, alone in named.items() if alone)
    return found


BEHIND = 24
"""Maximum characters from an initiative to the noun for its members behind it: the Belt and Road Initiative (BRI) partner countries."""


def foreign(document: Document, parsed: Parsed, partners: Sequence[str | None]) -> list[str]:
    """The nations that no English sentence can be of: those that its figure's partner is, and, where it doesn't name them, those other than the text's own that own no trade anywhere in it."""
    own = document.main_nation
    others = [code for code in document.seen if len(code) == NATION and code != own] if parsed.language == "en" else []
    if not others or own is None or not any(country_of(code) == own for code in document.seen):
        return []
    here = {n.code for m in parsed.mentions for n in m.names}
    silent = [code for code in others if code not in here and not document.seen[code].roles["own"] and document.seen[code].first >= HEADING]
    return [*silent, *(code for code in others if code in here and document.partner_of(code) in partners)]


def nation_around(document: Document) -> str | None:
    """The only nation that a text on a region that no table knows owns trade in, says that the region lies in, or counts in the currency of; None where several are."""
    named = {code for code, seen in document.seen.items() if len(code) == NATION and (seen.roles["own"] or seen.roles["attribute"])}
    found = named or document.paid
    return next(iter(found)) if len(found) == 1 else None


def beyond_table(context: Context, target: Target) -> list[str]:
    """The partners that neither a row, nor the heads and the lines above its table, nor the document's first line name: a table says by itself with whom it is."""
    parsed = context.document.parsed
    if parsed[target.sentence].sentence.kind != "row":
        return []
    heads = context.heads[target.sentence]
    first = min((n for n in heads if parsed[n].sentence.kind == "row"), default=target.sentence)
    own = {0, target.sentence, *heads, *range(max(0, first - CAPTION), first)}
    named = {"world", *(e.value for n in own for e in context.evidence["partner"][n])}
    return [value for value in context.first_named("partner") if value not in named]
