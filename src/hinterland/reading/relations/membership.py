"""Memberships: a region put in a group by grammar (Sichuan, an inland region; 地处中部的安徽).

`find` gives the words of the group; `relate` says which region is put there, and whether that is denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from hinterland import codes, packs
from hinterland.codes import Language
from hinterland.models import Claim, Indicator, Relation
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence, overlaps
from hinterland.reading.names import REGION
from hinterland.reading.periods import resolved
from hinterland.reading.plain import numerals
from hinterland.reading.relations.words import Found, rest, spoken

PAST = {"en": 40, "zh": 16}
"""Maximum characters between a region and its group."""
WORD_BETWEEN = re.compile(r"\s*(?:[^\W_]+(?:['-][^\W_]+)*)?\s*")
"""A word at most, between an English group and its noun."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A group's words, the region put there (None: the one spoken of before), and whether it is denied."""

    start: int
    end: int
    group: str
    who: str | None
    denied: bool = False


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The groups that a region is put in, in Chinese without the noun for regions."""
    for placed in memberships(parsed):
        words = parsed.written(placed)
        nouns = [form for form in forms("zh", "region-noun") if words.endswith(form) and form != words]
        yield Target("membership", parsed.number, placed.start, placed.end - max(map(len, nouns), default=0))


def relate(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A membership: one where the region is in the group, zero where that is denied."""
    parsed = document.parsed[decision.target.sentence]
    placed = next(p for p in memberships(parsed) if p.start == decision.target.start)
    who = placed.who or claim.subject or decision.slots.get("subject") or document.main_subject
    if who is None or not codes.is_first_level(who):
        return None
    value, home = Decimal(0 if placed.denied else 1), codes.home_of(who)
    if placed.who is not None:
        decision.settle("subject")
    return claim.model_copy(update={
        "indicator": Indicator.model_validate({"flow": claim.indicator.flow, "basis": home.basis(), "currency": home.currency}), "period": claim.period or _period(document, parsed),
        "subject": who, "scope": placed.group, "relation": Relation(members=[who]), "low": value, "high": value, "unit": "count", "confidence": round(decision.confidence, 3),
    })  # fmt: skip


def _period(document: Document, parsed: Parsed) -> str:
    """The first period that a sentence names, else the year before the text's: a membership holds whenever."""
    named = [p for m in parsed.mentions if m.time is not None for p, _ in resolved(m.time, document.today, None)]
    return named[0] if named else str(document.today.year - 1)


@once_a_sentence
def memberships(parsed: Parsed) -> list[Placed]:
    """The memberships that a sentence states."""
    regions = [m for m in parsed.mentions if m.names and any(n.level == REGION for n in m.names)]
    found = []
    for group in _groups(parsed):
        placed = _placed_en(parsed, group, regions) if parsed.language == "en" else _placed_zh(parsed, group, regions)
        if placed is not None:
            found.append(placed)
    return found


def _groups(parsed: Parsed) -> Iterator[Found]:
    """The words for groups: names and, in English, adjectives."""
    adjectives = spoken(parsed.text, "en", "region-kind") if parsed.language == "en" else ()
    yield from adjectives
    vague = forms(parsed.language, "region-vague")
    for m in parsed.mentions:
        named = next((n.code for n in m.names if n.level == "group" and n.code in _known()), None)
        taken = overlaps(m, adjectives)
        if named is not None and not taken and parsed.written(m).lower() not in vague:
            yield Found(m.start, m.end, "region-kind", named)


@cache
def _known() -> frozenset[str]:
    """The groups whose members are known, but for those of all regions of a nation, which say nothing of one."""
    return frozenset(e.code for e in codes.entries("group") if getattr(e, "computable", True)) - {pack.peers for pack in packs.packs()}


def _code(mention: Mention) -> str:
    return next(n.code for n in mention.names if n.level == REGION)


# -- English


def _placed_en(parsed: Parsed, group: Found, regions: list[Mention]) -> Placed | None:
    """An English group's region: the coastal region of Fujian; Sichuan, which is not coastal."""
    text = parsed.text
    right = next((m for m in regions if m.start >= group.end), None)
    left = next((m for m in reversed(regions) if m.end <= group.start), None)
    noun = _noun_behind(parsed, group.end)
    if right is not None and _leads_to(text, group, noun, right):
        return Placed(group.start, group.end, group.value, _code(right))
    if left is not None and left is not right and group.start - left.end <= PAST["en"]:
        gap = text[left.end : group.start]
        denied = bool(spoken(gap, "en", "region-denied"))
        linked = gap[:1] in ", " and not rest(gap.replace(",", " "), "en", "region-link")
        named = group.end - group.start > 0 and noun is None and any(m.start == group.start and m.names for m in parsed.mentions)
        if linked and (noun is not None or (named and _ends(text, group.end))):
            return Placed(group.start, group.end, group.value, _code(left), denied)
        if _is_said(gap) and _ends(text, group.end):
            return Placed(group.start, group.end, group.value, _code(left), denied)
    lead = spoken(text[: group.start], "en", "region-anaphor")
    single = noun is not None and text[noun.start : noun.end].lower() in forms("en", "region-single")
    return Placed(group.start, group.end, group.value, None) if single and lead and lead[-1].end == group.start - 1 else None


def _noun_behind(parsed: Parsed, end: int) -> Found | None:
    """The noun for a region right behind a group, with a word between at most."""
    text = parsed.text
    noun = next((w for w in spoken(text, "en", "region-noun") if w.start >= end), None)
    between = text[end : noun.start] if noun is not None else ""
    return noun if between[:1].isspace() and WORD_BETWEEN.fullmatch(between) else None


def _leads_to(text: str, group: Found, noun: Found | None, region: Mention) -> bool:
    """Whether a group's words stand before the region that they qualify."""
    if noun is not None and region.start >= noun.end:
        gap = text[noun.end : region.start]
        return gap == " " or not rest(gap.replace(",", " "), "en", "region-named")
    bare = text[group.start : group.end].lower() in forms("en", "region-bare")
    return bare and region.start == group.end + 1 and text[group.end].isspace()


def _is_said(gap: str) -> bool:
    """Whether a copula and nothing else stands between a region and an adjective."""
    said = spoken(gap, "en", "region-is")
    return bool(said) and not rest(gap.replace(",", " "), "en", "region-is", "region-denied")


def _ends(text: str, end: int) -> bool:
    """Whether a phrase ends at a place."""
    return not text[end:].strip() or text[end] in ",.;)" or text[end:].split()[0].lower() in forms("en", "list")


# -- Chinese


def _placed_zh(parsed: Parsed, group: Found, regions: list[Mention]) -> Placed | None:
    """A Chinese group's region: 地处中部的安徽, 福建地处长三角."""
    text = parsed.text
    right = [m for m in regions if m.start >= group.end]
    left = [m for m in regions if m.end <= group.start]
    before = next((w for w in spoken(text[: group.start], "zh", "region-placed") if w.end == group.start), None)
    if right and _applies_to(text, group, right[0], before is not None):
        return Placed(group.start, group.end, group.value, _code(right[0]))
    if left and (denied := _put_in(text, group, left[-1])) is not None:
        return Placed(group.start, group.end, group.value, _misplaced(parsed, left[::-1], group), denied)
    return None


def _is_noun(text: str, group: Found) -> bool:
    """Whether a group's own words end in one for regions."""
    return any(text[: group.end].endswith(form) for form in forms("zh", "region-noun"))


def _applies_to(text: str, group: Found, region: Mention, placed: bool) -> bool:
    """Whether a group stands before the region that it applies to: behind a verb of place, or with a noun for regions."""
    gap = text[group.end : region.start]
    noun = _is_noun(text, group) or bool(spoken(gap, "zh", "region-noun"))
    opened = gap.lstrip("".join(forms("zh", "possessive")))
    if rest(gap.strip("，—（("), "zh", "region-noun", "region-inner"):
        return False
    return (placed and opened != gap) or noun or placed


def _put_in(text: str, group: Found, region: Mention) -> bool | None:
    """Whether a group that stands behind a region is denied, None where it isn't said of it at all."""
    gap = text[region.end : group.start]
    linked = rest(gap, "zh", "region-is", "region-placed", "region-before", "region-after", "region-list")
    if linked or not spoken(gap, "zh", "region-is", "region-placed"):
        return _listed(text, gap, group)
    behind = text[group.end :]
    head = re.split(r"[，。；）)]", behind)[0]
    if rest(head.lstrip(numerals() + "0123456789"), "zh", "region-noun", "region-inner"):
        return None
    return bool(spoken(gap, "zh", "region-denied"))


def _listed(text: str, gap: str, group: Found) -> bool | None:
    """False where regions are summed up by their group: 江西等内陆地区."""
    noun = _is_noun(text, group) or text[group.end :].startswith(tuple(forms("zh", "region-noun")))
    return False if noun and not rest(gap, "zh", "region-list") else None


def _misplaced(parsed: Parsed, near: list[Mention], group: Found) -> str:
    """Of regions in a list, the first that isn't in the group, else the first."""
    members = set(codes.members(group.value))
    return next((_code(m) for m in near if _code(m) not in members), _code(near[0]))
