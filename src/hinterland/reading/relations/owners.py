"""Whose a figure is where its clause says so by itself: Anhui's trade rose 5 percent, and Henan's stood at 30 billion yuan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hinterland.reading.document import Target
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence, once_a_target
from hinterland.reading.names import REGION
from hinterland.reading.relations.actors import (
    LEADING,
    LED,
    OPENED,
    OWNERS,
    TOLD,
    VERBS,
    acting,
    apposed,
    is_named,
    of_which,
    opening,
    pointed_at,
    possessing,
)
from hinterland.reading.relations.measures import owner_of_measure
from hinterland.reading.relations.rates import rate_owner
from hinterland.reading.relations.words import Found, near, rate_behind, right_before, right_behind, said

TOUCHING = (REGION, "city", "county", "group", "zone")
"""Levels of the places that own the Chinese flow word which they touch; a nation may be a partner."""


@once_a_target
def owner(parsed: Parsed, target: Target) -> str | None:
    """The place that opens the English clause of a figure behind a conjunction, where a figure of the clause before stands before it; in Chinese the place that touches its flow word;
    in both the possessor that touches the figure itself."""
    if (of_measure := owner_of_measure(parsed, target)) is not None:
        return of_measure
    if target.kind == "figure" and (possessor := _possessor(parsed, target)) is not None:
        return possessor
    if target.kind == "figure" and (own := pointed_at(parsed, target)) is not None:
        return own
    if target.kind == "figure" and (_is_average(parsed, target) or _is_rate_of_nation(parsed, target)):
        return parsed.nation
    if (own := rate_owner(parsed, target)) is not None:
        return own
    if parsed.language == "en" and target.kind in TOLD and _is_beside_nation(parsed, target):
        return parsed.nation
    if parsed.language == "zh" and target.kind in TOLD and (named := _nation_touching(parsed, target)) is not None:
        return named
    if target.kind in TOLD and (_is_opened_by_nation(parsed, target) or (parsed.language == "zh" and _is_headed_by_nation(parsed, target))):
        return parsed.nation
    if parsed.language == "zh":
        return (
            (of_which(parsed, target) or _touching(parsed, target) or opening(parsed, target) or _at_head(parsed, target))
            if target.kind in TOLD
            else None
        )
    if (beside := apposed(parsed, target) or _ranked(parsed, target) or _whose(parsed, target)) is not None:
        return beside
    if (named := acting(parsed, target) or (possessing(parsed, target) if target.kind in TOLD else None)) is not None:
        return named
    if target.kind != "figure":
        return None
    if (led := led_to(parsed, target)) is not None:
        return led[0]
    if (own := _those_of(parsed, target) or _of_whole(parsed, target) or _of_measure(parsed, target)) is not None:
        return own
    if (nation := _nation_at_head(parsed, target) or _nation_behind(parsed, target)) is not None:
        return nation
    figures = [m for m in parsed.mentions if m.figure is not None and m.end <= target.start]
    places = [m for m in parsed.mentions if m.is_name("place") and m.end <= target.start]
    if not figures or not places or places[-1].start < figures[-1].end or (len(places) > 1 and places[-2].start > figures[-1].end):
        return None
    place = places[-1]
    joint = next(reversed(near(parsed, parsed.clause_start(place.start), place.start, "clause-joint")), None)
    opens = joint is not None and _is_described(parsed, joint.end, place) and place.names[0].level in OWNERS
    return place.names[0].code if opens and _has_verb(parsed, place) else None


ADJECTIVES = re.compile(r"\s*(?:[a-z]+(?:-[a-z]+)*\s+){0,2}")
"""Words that describe the place behind them, known or not."""


def _is_described(parsed: Parsed, start: int, place: Mention) -> bool:
    """Whether nothing but words that describe a place stands before it: while tiny Yunnan's rose."""
    return ADJECTIVES.fullmatch(parsed.text, start, place.start) is not None and not parsed.inside(start, place.start)


@once_a_sentence
def relatives(parsed: Parsed) -> list[tuple[Found, Mention]]:
    """The relative pronouns that give a place a flow, each with the place right before it: Ohio, whose exports rose 5%."""
    ends = {m.end: m for m in parsed.mentions if m.is_name("place")}
    found = ((w, ends.get(len(parsed.text[: w.start].rstrip(" ,")))) for w in said(parsed, "relative-owner"))
    return [(w, place) for w, place in found if place is not None]


def _whose(parsed: Parsed, target: Target) -> str | None:
    """The region right before the relative pronoun that gives it the flow of a figure's clause: Ohio, whose exports rose 5%."""
    clause = parsed.sentence.clause(target.start)
    told = ((w, m) for w, m in relatives(parsed) if w.end <= target.start and parsed.sentence.clause(w.start) == clause)
    pronoun, place = next(told, (None, None))
    if pronoun is None or place is None or any(is_named(m) for m in parsed.inside(pronoun.end, target.start)):
        return None
    return place.names[0].code if place.names[0].level in OWNERS else None


def _ranked(parsed: Parsed, target: Target) -> str | None:
    """The region right before the verb by which its English clause gives it a place, where no other is named between: Ohio was the state with the largest exports."""
    clause = parsed.sentence.clause(target.start)
    named = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start and m.is_name("place")]
    if target.kind != "rank" or not named or named[-1].names[0].level not in OWNERS:
        return None
    before = parsed.before(named[-1].start)
    is_partner = before is not None and before.value("prep") in LED and parsed.is_blank(before.end, named[-1].start)
    return named[-1].names[0].code if not is_partner and right_behind(parsed, named[-1].end, "rank-be") is not None else None


def led_to(parsed: Parsed, target: Target) -> tuple[str, int] | None:
    """The region to which "in" leads right behind an English figure, where another figure is followed by another, and where the first of them starts: 5 percent in Ohio, 4 percent in Iowa
    and 3 percent in Maine.
    """
    found = _led_to(parsed) if parsed.language == "en" else {}
    own = found.get(target.start) if len(set(found.values())) > 1 else None
    return None if own is None else (own, min(found))


@once_a_sentence
def _led_to(parsed: Parsed) -> dict[int, str]:
    """The figures right behind which "in" leads to a region, a group or the nation of a document, by where they start, each with its own: 5 percent nationally, 4 percent in the Midwest."""
    found: dict[int, str | None] = {}
    for at, figure in enumerate(parsed.mentions[:-1]):
        lead, place = parsed.mentions[at + 1], parsed.mentions[min(at + 2, len(parsed.mentions) - 1)]
        if figure.figure is not None and lead.value("proform") == "nation" and parsed.is_blank(figure.end, lead.start):
            found[figure.start] = parsed.nation
        between = parsed.between(figure, lead) + parsed.between(lead, place).lower()
        if figure.figure is None or lead.value("prep") != "in" or between not in ("", *forms("en", "phrase-article")):
            continue
        if _is_of(parsed, place):
            found[figure.start] = parsed.nation
        elif place.names and place.names[0].level in (*OWNERS, "group"):
            found[figure.start] = place.names[0].code
    return {start: own for start, own in found.items() if own is not None}


def _those_of(parsed: Parsed, target: Target) -> str | None:
    """The place whose exports "those" are: exports of Ohio grew by 12%, and those of the nation by 16%; those from Scotland rose 5%."""
    start = parsed.clause_start(target.start)
    lead = next(reversed(near(parsed, start, target.start, "those-lead")), None)
    behind = None if lead is None else parsed.behind(lead.end)
    if lead is None or behind is None or behind.end > target.start:
        return None
    between = "" if _is_described(parsed, lead.end, behind) else parsed.between(lead, behind).lower()
    flow = parsed.before(lead.start, "flow")
    is_import = flow is not None and flow.value("flow") == "import"
    if (
        between not in ("", *forms("en", "phrase-article"))
        or is_import
        or any(is_named(m) for m in parsed.mentions if behind.end <= m.start < target.start)
    ):
        return None
    return parsed.nation if _is_of(parsed, behind) else behind.names[0].code if behind.is_name("place") else None


def _is_rate_of_nation(parsed: Parsed, target: Target) -> bool:
    """Whether a Chinese rate touches the nation whose own it is, as the word for a rate behind it says: 高于全国5%的平均增速."""
    nation = next((m for m in parsed.mentions if m.end == target.start and _is_nation(m)), None)
    return nation is not None and rate_behind(parsed, target.end) is not None


def _is_average(parsed: Parsed, target: Target) -> bool:
    """Whether a figure is that of the national average named right before it: above the national average of 3.8%, 高于全国平均水平（3.8%）."""
    word = next((w for w in reversed(said(parsed, "compare-nation")) if w.end <= target.start), None)
    if word is None or target.figure is None or target.figure.dimension != "percent":
        return False
    between = parsed.text[word.end : target.start].strip(" (（")
    return not between or any(m.value("prep") == "of" and m.start >= word.end and parsed.written(m) == between for m in parsed.mentions)


def _of_measure(parsed: Parsed, target: Target) -> str | None:
    """The only place of a clause, where the measure that its figure is of is named in or of it: retail sales in Ohio came to, in Ohio retail sales came to."""
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    places = [m for m in before if m.is_name("place")]
    measures = [m for m in before if m.value("other") == "measure"]
    if len(places) != 1 or not measures or any(m.is_a("flow", "services", "balance") for m in before):
        return None
    place, lead = places[0], next((m for m in reversed(before) if m.end <= places[0].start), None)
    is_led = lead is not None and lead.value("prep") in ("in", "of") and parsed.is_blank(lead.end, place.start)
    return place.names[0].code if is_led else None


def _of_whole(parsed: Parsed, target: Target) -> str | None:
    """The region before a percentage of what another place has: Ohio had a share of 3 percent of the exports of the U.S."""
    behind = parsed.behind(target.end)
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start and is_named(m)]
    if target.figure is None or target.figure.dimension != "percent" or behind is None or behind.value("prep") != "of" or len(before) != 1:
        return None
    place, whole = before[0], next((m for m in parsed.mentions if m.start >= behind.end and m.clause == clause), None)
    is_whole = whole is not None and is_named(whole) and not parsed.text[behind.end : whole.start].strip(" the")
    return place.names[0].code if is_whole and place.names and place.names[0].level in OWNERS else None


def _possessor(parsed: Parsed, target: Target) -> str | None:
    """The region or group whose possessive touches a figure of money or percent, unless it is a partner or a whole: above Jiangsu's 3.96 trillion yuan, 低于东北整体的1.5%."""
    before = parsed.text[: target.start].rstrip()
    marks = [form for form in forms(parsed.language, "possessive") if before.endswith(form)]
    if not marks or target.figure is None or target.figure.dimension not in ("money", "percent"):
        return None
    ends = {len(before) - len(mark) for mark in marks}
    owners = (m for m in parsed.mentions if m.end in ends and m.is_name("place", "group"))
    place = next((m for m in owners if m.names[0].level in OWNERS or m.names[0].kind == "group"), None)
    lead = None if place is None else parsed.before(place.start)
    led = lead is not None and place is not None and lead.is_a("prep", "from", "share") and parsed.is_blank(lead.end, place.start)
    return place.names[0].code if place is not None and not led else None


def _nation_at_head(parsed: Parsed, target: Target) -> str | None:
    """The nation of a document, where an English clause gives it the flow whose verb leads to a figure: the nation's exports rose, exports of the U.S. fell, nationally exports grew."""
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    if _has_balance(parsed, before):
        return parsed.nation
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i].is_a("flow")), None)
    if place is None or not (any(m.is_a(*LEADING) and not m.is_a("prep") for m in before[place + 1 :]) or _is_put_at(parsed, target)):
        return None
    head, tail = before[:place], before[place + 1 :]
    if any(m.figure is not None or m.is_a("than", "share") for m in (*head, *tail)):
        return None
    named = [m for m in (*head, *tail) if m.is_name("place", "group", "bloc", "product")]
    named = [m for m in named if m.names[0].kind != "product" or not (head and _is_of(parsed, head[0]) and m in head)]
    is_named = any(m.names and _is_of(parsed, m) for m in head)
    if any(not _is_of(parsed, m) and not (is_named and m in tail and right_before(parsed, m.start, "object-prep")) for m in named):
        return None
    return (
        parsed.nation
        if any(_is_of(parsed, m) and not (i and head[i - 1].value("prep") == "of") for i, m in enumerate(head))
        or _is_led_to(parsed, before[place:])
        else None
    )


def _is_beside_nation(parsed: Parsed, target: Target) -> bool:
    """Whether the nation of an English document touches the flow whose verb leads to a figure, or that an amount is in: U.S. exports up 3%; the U.S. had exports of; 5 billion in U.S. exports."""
    told, behind = parsed.mentions, parsed.following(target.end)[:3]
    at = next((i for i in range(len(told) - 1, 0, -1) if told[i].is_a("flow") and told[i].end <= target.start), 0)
    nation, flow, between = told[at - 1], told[at], [m for m in told[at + 1 :] if m.end <= target.start]
    if _of_whole(parsed, target) is not None:
        return False
    is_in = len(behind) > NATION_BEHIND and (behind[0].is_a("cumulative") or behind[0].value("prep") in ("in", "of"))
    if is_in and _is_of(parsed, behind[1]) and parsed.is_blank(target.end, behind[0].start):
        nation, flow = behind[1:]
    else:
        apart = near(parsed, parsed.sentence.clauses[flow.clause], flow.start, "share-noun") or any(
            m.is_a("share", "than") for m in between
        )
        is_told = bool(between) and all(m.is_a(*LEADING, "hedge") or m.time is not None for m in between)
        if not at or apart or not is_told or "," in parsed.text[flow.end : between[-1].start]:
            return False
    region = next(
        (m for m in reversed(parsed.mentions) if m.end <= nation.start and m.is_name("place") and m.names[0].level in OWNERS), None
    )
    if region is not None and not any(m.figure is not None for m in parsed.inside(region.end, nation.start)):
        return False  # Of a region that leads its nation's exports with 5 billion.
    owning = ("", *forms("en", "possessive"), *forms("en", "have-verb"), *forms("en", "relative"))
    return flow.is_a("flow") and _is_of(parsed, nation) and parsed.text[nation.end : flow.start].strip(" ,") in owning


def _has_balance(parsed: Parsed, before: Sequence[Mention]) -> bool:
    """Whether a nation opens the clause of a figure as who has a surplus or a deficit: the country had a trade deficit of."""
    first = next((m for m in before if m.is_a("proform") or m.names), None)
    has = None if first is None else right_behind(parsed, first.end, "have-verb")
    behind = next((m for m in before if has is not None and m.start >= has.end), None)
    return first is not None and first.value("proform") == "nation" and behind is not None and behind.is_a("balance")


def _nation_behind(parsed: Parsed, target: Target) -> str | None:
    """The nation of a document, where "for" leads to it right behind an English rate that is set against another: compared with a 3% increase for the nation as a whole."""
    clause = parsed.sentence.clause(target.start)
    inside = [m for m in parsed.mentions if m.clause == clause]
    behind = [m for m in inside if m.start >= target.end and not m.is_a("up", "down", "flow")][:2]
    set_against = any(m.is_a("than") and m.end <= target.start for m in inside)
    if not set_against or len(behind) < NATION_BEHIND or not behind[0].is_a("prep") or not _is_of(parsed, behind[1]):
        return None
    between = parsed.between(behind[0], behind[1]).lower()
    leads = parsed.written(behind[0]).lower() in forms("en", "of-whole")
    return parsed.nation if leads and between in ("", *forms("en", "phrase-article")) else None


NATION_BEHIND = 2
"""The words behind a rate that name the nation that it is of: a preposition and the nation."""


def _is_put_at(parsed: Parsed, target: Target) -> bool:
    """Whether "at" and a hedge lead to a figure: the office put exports at more than 5 billion."""
    lead = next((m for m in reversed(parsed.mentions) if m.end <= target.start and not m.is_a("hedge")), None)
    return lead is not None and lead.is_a("level") and lead.value("prep") == "in" and lead.end < target.start


def _is_opened_by_nation(parsed: Parsed, target: Target) -> bool:
    """Whether the nation of a document opens a sentence, alone in its clause or as the owner of a flow, and no other place stands before a target: in the nation, exports rose 5%; 全国出口增长5%."""
    before = parsed.preceding(target.start)
    told = [m for m in before if m.time is None and not m.is_a("prep", "while", "agency") and m.value("proform") != "period"]
    if parsed.language == "en" and _sees(parsed, target, before):
        return True
    if len(told) < OPENED or not _is_of(parsed, told[0]):
        return False
    nation, behind, *rest = told
    between = parsed.between(nation, behind)
    is_owner = behind.is_a("flow", "balance") and between in ("", ",", *forms(parsed.language, "possessive"))
    is_alone = parsed.language == "en" and nation.clause == 0 < behind.clause and any(m.is_a("flow") for m in told)
    is_opening = all(not is_named(m) for m in before if m.end <= nation.start)
    return (is_owner or is_alone) and is_opening and not any(is_named(m) for m in (behind, *rest))


def _is_headed_by_nation(parsed: Parsed, target: Target) -> bool:
    """Whether the nation of a document opens a Chinese clause with the flow it owns, or that of goods (甲省进口降9.1%，全国进口增1.4%; 同一时期，我国枸杞出口增长55.1%), and no other place stands
    between it and a target of that clause, or of a later one that names no flow."""
    heads = [i for i, m in enumerate(parsed.mentions) if _is_of(parsed, m) and m.end <= target.start]
    if not heads:
        return False
    nation, *told = [m for m in parsed.mentions[heads[-1] :] if m.end <= target.start]
    flows = [m for m in told if m.is_a("flow", "balance")]
    if not flows or flows[0].clause != nation.clause or any(is_named(m) or m.is_a("than") for m in told) or len(flows) > 1:
        return False
    opens = parsed.text[parsed.sentence.clauses[nation.clause] : nation.start].strip()
    between = parsed.text[nation.end : flows[0].start]
    is_owner = len(between) <= LONGEST_GOODS and not any(form in between for form in forms("zh", "possessive"))
    return not opens and is_owner and not any(m.is_a("prep", "from", "rank") for m in told if m.end <= flows[0].start)


LONGEST_GOODS = 8
"""Maximum characters of the goods between a nation and its flow."""


def _sees(parsed: Parsed, target: Target, before: Sequence[Mention]) -> bool:
    """Whether the nation of a document opens an English sentence and is who sees a rate of a flow right behind that: the nation as a whole saw a 2% decrease in exports."""
    named = [m for m in before if m.names or m.value("proform")]
    if (
        len(named) != 1
        or not _is_of(parsed, named[0])
        or parsed.text[: named[0].start].strip().lower() not in ("", *forms("en", "article"))
    ):
        return False
    behind = parsed.following(target.end)[:3]
    return len(behind) > 2 and behind[0].is_a("up", "down") and behind[1].is_a("prep") and behind[2].is_a("flow")


def _is_of(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention is the nation of its document, by its name or as the nation."""
    if mention.names:
        return mention.names[0].code == parsed.nation
    return mention.value("proform") == "nation"


def _is_led_to(parsed: Parsed, tail: Sequence[Mention]) -> bool:
    """Whether the nation stands right behind a flow and the preposition of its owner: exports of the U.S., from the country; those who import from a country own nothing of it."""
    if len(tail) <= NATION_BEHIND or not _is_of(parsed, tail[2]):
        return False
    flow, lead, nation = tail[:3]
    is_owner = lead.value("prep") == "of" or (lead.is_a("from") and flow.value("flow") != "import")
    return is_owner and parsed.between(lead, nation).lower() in ("", *forms("en", "phrase-article"))


def _touching(parsed: Parsed, target: Target) -> str | None:
    """The only place before a target, a nation aside, where it touches a word of a flow or balance and nothing leads to it as a partner or to compare with: 中部进出口."""
    places = [m for m in parsed.mentions if m.end <= target.start and m.is_name("place", "group") and m.names[0].level in TOUCHING]
    if len({m.names[0].code for m in places}) != 1:
        return None
    place = places[0]
    if any(place.end <= m.start and m.end <= target.start and _is_nation(m) for m in parsed.mentions):
        return None
    before = parsed.before(place.start)
    led = before is not None and before.end == place.start and before.is_a("than", "prep", "from", "and")
    behind = parsed.behind(place.end)
    touches = behind is not None and behind.start == place.end and behind.is_a("flow", "balance")
    return place.names[0].code if touches and not led else None


def _at_head(parsed: Parsed, target: Target) -> str | None:
    """The region or group that opens a Chinese sentence with a verb of its own and no figure or flow in its clause, where no other place stands before a target in a later one:
    中西部地区接到的订单增多，出口增长8.7%."""
    told = [m for m in parsed.mentions if m.end <= target.start and m.time is None]
    if not told or not told[0].names or told[0].names[0].level not in TOUCHING or not parsed.sentence.clause(target.start):
        return None
    place, *rest = told
    opens = place.clause == 0 and not parsed.text[: place.start].strip()
    inside = [m for m in rest if not m.clause]
    behind = next((m for m in rest if m.clause), None)
    turned = bool(inside) and inside[-1].is_a("up", "down")
    if not opens or not turned or any(m.figure is not None or m.is_a("flow", "balance", "services", "than") for m in inside):
        return None
    is_alone = not any(is_named(m) or (_is_nation(m) and not _is_compared_with(parsed, m)) for m in rest)
    return place.names[0].code if is_alone and behind is not None and behind.is_a("flow") else None


def _is_compared_with(parsed: Parsed, mention: Mention) -> bool:
    """Whether words of comparison touch a mention: 高出全国."""
    before = parsed.before(mention.start)
    return before is not None and before.end == mention.start and before.is_a("than", "up", "down")


def _nation_touching(parsed: Parsed, target: Target) -> str | None:
    """The nation of a document, where its name and a word for any nation touch the flow word before a target: 巴西全国出口."""
    words = [m for m in parsed.mentions if m.value("proform") == "nation" and not m.names and m.end <= target.start]
    behind = parsed.behind(words[-1].end) if words else None
    if behind is None or behind.start != words[-1].end or not behind.is_a("flow"):
        return None
    if parsed.sentence.clause(target.start) - behind.clause > 1:
        return None
    named = next((m for m in parsed.mentions if m.end == words[-1].start and _is_nation(m) and m.names), None)
    return named.names[0].code if named is not None else None


def _is_nation(mention: Mention) -> bool:
    """Whether a mention names a country or calls it one: 全国进出口增长3.8% is nobody else's."""
    return mention.value("proform") == "nation" or (bool(mention.names) and mention.names[0].level == "nation")


def _has_verb(parsed: Parsed, place: Mention) -> bool:
    """Whether a verb follows a place, or a flow or figure that is the place's own."""
    own = right_behind(parsed, place.end, "possessive")
    start = own.end if own is not None else place.end
    behind = parsed.behind(start)
    if behind is None or behind.start - start > 1:
        return right_behind(parsed, start, "see-verb", "crossing") is not None
    return behind.is_a(*VERBS) or (own is not None and (behind.is_a("flow") or behind.figure is not None))
