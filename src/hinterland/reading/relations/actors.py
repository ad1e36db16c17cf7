"""The place that acts in a clause and so owns its figures: Ohio remained first with 5 billion, only Ohio's exports to Mexico shrank, in Iowa, exports rose, the former reached 3 billion."""

from __future__ import annotations

from hinterland.reading.document import NATION, Target
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import REGION
from hinterland.reading.relations.sides import pointed
from hinterland.reading.relations.words import rest, right_before, right_behind, said

OWNERS = (REGION, "city", "subdivision")
"""Levels of the places that open a clause of their own; a nation may be a partner."""
TOLD = ("figure", "record", "first", "streak")
"""Kinds of targets that are of the owner of their clause."""
VERBS = ("up", "down", "level", "hedge", "than", "rank")
"""Classes of what a clause's verb may be."""
LED = ("to", "from", "with")
"""Prepositions that lead to a partner."""


def is_named(mention: Mention) -> bool:
    """Whether a mention is a place, by its name or as what stands for one other than the nation itself."""
    stands_for = mention.value("proform") in (REGION, "city", "district", "bloc")
    return stands_for or mention.is_name("place", "group", "bloc")


def _owning_place(parsed: Parsed, target: Target) -> Mention | None:
    """The last region or group before a target in its sentence that nothing leads to, a place it lies in aside; None where a comparison stands between."""
    between = target.start
    for i in range(len(parsed.mentions) - 1, -1, -1):
        m = parsed.mentions[i]
        if m.end > target.start:
            continue
        if m.is_a("than", "while", "share") or (m.names and m.names[0].level == "nation" and not _is_partner_of(parsed, i)):
            return None
        if not m.names or m.names[0].kind not in ("place", "group") or m.names[0].level not in (*OWNERS, "group"):
            continue
        before = parsed.mentions[i - 1] if i else None
        led = (
            before is not None
            and before.is_a("prep", "from", "and")
            and parsed.between(before, m).lower() in ("", *forms("en", "phrase-article"))
        )
        if not led:
            return m if parsed.sentence.clause(between) - m.clause <= 1 else None
        if before is not None and before.value("prep") not in WITHIN:
            return None
    return None


def _is_partner_of(parsed: Parsed, place: int) -> bool:
    """Whether a preposition leads to a place: exports to Mexico."""
    before = parsed.mentions[place - 1] if place else None
    return before is not None and before.value("prep") in LED


WITHIN = ("in", "of")
"""Prepositions that lead to where a place lies."""


def acting(parsed: Parsed, target: Target) -> str | None:
    """The place right before the verb of an English clause: Wuhan remained first with 402 billion, the central region had exports of 2.4 trillion."""
    if target.kind not in (*TOLD, "rank") or parsed.language != "en":
        return None
    ways = (titled, ranked_within, located, leading, _heading, _behind_aside, _set_behind)
    if (aside := next((own for way in ways if (own := way(parsed, target)) is not None), None)) is not None:
        return aside
    if (place := _owning_place(parsed, target)) is None:
        return None
    verb = parsed.behind(place.end)
    is_verb = verb is not None and verb.is_a("level", "rank") and not verb.value("prep") and parsed.is_blank(place.end, verb.start)
    acts = is_verb or right_behind(parsed, place.end, "rank-be", "see-verb", "compare-copula") is not None
    lead = right_behind(parsed, place.end, "apposed-lead")
    acts = acts or (lead is not None and target.is_figure("money") and parsed.is_blank(lead.end, target.start))  # Ohio with 5 billion.
    return place.names[0].code if acts else None


def _set_behind(parsed: Parsed, target: Target) -> str | None:
    """The place that another was set against, where a relative clause goes on with it: faster than those of Ohio as a whole, which saw 7% growth."""
    clause = parsed.sentence.clause(target.start)
    start = parsed.sentence.clauses[clause]
    before = [m for m in parsed.mentions if m.clause == clause - 1 and not m.is_a("level", "prep", "flow")]
    is_set = len(before) > 1 and before[-2].is_a("than") and before[-1].is_name("place")
    is_relative = right_behind(parsed, start, "relative-that") is not None and not any(map(is_named, parsed.inside(start, target.start)))
    led = is_set and right_before(parsed, before[-1].start, "object-prep") is not None
    return before[-1].names[0].code if is_set and is_relative and not led else None


def titled(parsed: Parsed, target: Target) -> str | None:
    """The place that is said to be something of the whole it lies in, so that the figures behind are its own and not the whole's: Suzhou stayed Jiangsu's largest trading city with 2.71 trillion."""
    whole = whole_of_title(parsed, target)
    before = [m for m in parsed.mentions if whole is not None and m.end <= whole.start and m.is_name("place")]
    if whole is None or not before:
        return None
    part = before[0] if right_before(parsed, whole.start, "as-lead") is not None else before[-1]
    own = part.names[0].code
    return own if _lies_in(own, whole) and not _is_said_between(parsed, part.end, whole.start) else None


def ranked_within(parsed: Parsed, target: Target) -> str | None:
    """The place that is said to be first or last in the whole it lies in, so that the figures behind are its own: Suzhou's exports were the highest in Jiangsu, reaching 2.71 trillion."""
    places = [m for m in parsed.mentions if m.end <= target.start and m.is_name("place")]
    if target.kind not in TOLD or len(places) < len(("part", "whole")):
        return None
    part, whole = places[-2:]
    title = next((m for m in reversed(parsed.mentions) if m.end <= whole.start and not m.value("prep")), None)
    if title is None or title.start < part.end or not title.is_a("superlative", "ordinal", "rank", "record") or part.clause != whole.clause:
        return None
    leads = parsed.text[title.start : whole.start].lower().split()[-1:]
    is_next = parsed.is_blank(title.end, whole.start) or parsed.text[title.end : whole.start].split() == leads
    return part.names[0].code if is_next and leads[0] in WITHIN and _lies_in(part.names[0].code, whole) else None


def located(parsed: Parsed, target: Target) -> str | None:
    """The place that opens an English clause and is said to lie in another, which owns nothing then: Dayton in western Ohio lifted its exports."""
    whole = None if target.kind not in TOLD or parsed.language != "en" else whole_around(parsed, target)
    part = (
        None
        if whole is None
        else next(
            (m for m in reversed(parsed.mentions) if m.end <= whole.start and m.is_name("place") and m.names[0].level != "nation"), None
        )
    )
    if whole is None or part is None or part.clause != whole.clause or not _lies_in(part.names[0].code, whole):
        return None
    return None if _is_said_between(parsed, part.end, whole.start) else part.names[0].code


def whole_around(parsed: Parsed, target: Target) -> Mention | None:
    """The last region before a target that "in" leads to, its country aside, with no flow before it in its clause: Dayton, in western Ohio."""
    whole = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.is_name("place")), None)
    before = [m for m in parsed.mentions if whole is not None and m.end <= whole.start and m.clause == whole.clause]
    led = [m for m in before if not m.names][-1:]
    if whole is None or whole.names[0].level != REGION or not led or led[0].value("prep") not in WITHIN:
        return None
    nations = [m for m in before if m.start >= led[0].end]
    is_alone = all(m.names[0].level in ("nation", "group") for m in nations) and not any(
        m.is_a("flow") or m.figure is not None for m in before
    )
    return whole if is_alone else None


def whole_of_title(parsed: Parsed, target: Target) -> Mention | None:
    """The place behind whose possessive the last title before a target or in it stands: Jiangsu's largest, the nation's top."""
    if target.kind not in (*TOLD, "rank") or parsed.language != "en":
        return None
    places = [m for m in parsed.mentions if m.end <= target.start and (m.value("proform") in ("nation", REGION) or m.is_name("place"))]
    whole = places[-1] if places else None
    own = None if whole is None else right_behind(parsed, whole.end, "possessive")
    is_possessive = whole is not None and parsed.text[: whole.end].lower().endswith(tuple(forms("en", "possessive")))
    if whole is None or (own is None and not is_possessive):
        return None
    place = whole.end if own is None else own.end
    title = parsed.behind(place)
    is_title = title is not None and title.is_a("ordinal", "superlative", "rank") and parsed.is_blank(place, title.start)
    return whole if title is not None and is_title and title.start <= target.start else None


def leading(parsed: Parsed, target: Target) -> str | None:
    """The place that acts behind an English clause that opens with what it has: with trade of 826 billion, Ohio ranked ahead of Iowa."""
    clause = parsed.sentence.clause(target.start)
    first = next((m for m in parsed.mentions), None)
    if target.kind != "figure" or parsed.language != "en" or clause or first is None or first.value("prep") not in ("with", "at"):
        return None
    inside = [m for m in parsed.mentions if m.clause == clause]
    behind = [m for m in parsed.mentions if m.clause == clause + 1]
    if first.start or len(behind) < len(("place", "verb")) or any(m.is_name("place", "group") for m in inside):
        return None
    place, verb = behind[:2]
    opens = parsed.is_blank(parsed.sentence.clauses[clause + 1], place.start) and place.is_name("place") and place.names[0].level in OWNERS
    return place.names[0].code if opens and verb.is_a(*VERBS) else None


def _heading(parsed: Parsed, target: Target) -> str | None:
    """The place that leads others with a figure, which is none of theirs: Ohio led the Midwest with 5 billion, Dayton headed Ohio with exports of 2 billion."""
    clause = parsed.sentence.clause(target.start)
    verbs = [w for w in said(parsed, "lead-verb") if w.end <= target.start and parsed.sentence.clause(w.start) == clause]
    place = next((m for m in parsed.mentions if verbs and m.end <= verbs[-1].start and parsed.is_blank(m.end, verbs[-1].start)), None)
    if target.kind != "figure" or place is None or not place.is_name("place"):
        return None
    behind = parsed.inside(verbs[-1].end, target.start)
    leads = [i for i, m in enumerate(behind) if m.value("prep") == "with"]
    if not leads or not behind[0].is_name("place", "group") or right_behind(parsed, behind[0].end, "possessive") is not None:
        return None
    is_alone = not any(m.figure is not None or m.is_a("up", "down") for m in behind) and not any(map(is_named, behind[leads[-1] :]))
    return place.names[0].code if is_alone else None


def _lies_in(code: str, whole: Mention) -> bool:
    """Whether a place lies in another, by its name or as the nation or region spoken of."""
    if not whole.names:
        return len(code) > NATION
    return whole.names[0].code in (country_of(code), region_above(code)) and whole.names[0].code != code


def _is_said_between(parsed: Parsed, low: int, high: int) -> bool:
    """Whether a figure or a flow stands in a stretch."""
    return any((m.figure is not None or m.is_a("flow")) and low <= m.start < high for m in parsed.mentions)


def _behind_aside(parsed: Parsed, target: Target) -> str | None:
    """The place that opens a sentence, where an aside without figures and flows parts it from the verb that gives it what follows: Ohio, in the Midwest, posted exports of 5 billion."""
    starts, place = parsed.sentence.clauses, next(iter(parsed.mentions), None)
    if place is None or parsed.text[: place.start].strip() or len(starts) <= ASIDE or target.start < starts[ASIDE]:
        return None
    if not place.names or place.names[0].kind != "place" or place.names[0].level not in OWNERS:
        return None
    inside = [m for m in parsed.mentions if m.clause == 1]
    if parsed.text[place.end : starts[1]].strip() != "," or any(m.figure is not None or m.is_a("flow") for m in inside):
        return None
    return place.names[0].code if right_behind(parsed, starts[ASIDE], "see-verb") is not None else None


ASIDE = 2
"""The clause that goes on behind an aside to who opens the sentence."""


def possessing(parsed: Parsed, target: Target) -> str | None:
    """The region that owns the English flow before a target by its possessive, or that opens the sentence behind "in" or "for": only Ohio's exports to Mexico shrank by 24%; in Iowa, exports."""
    place = _owning_place(parsed, target)
    opened = next((m for m in parsed.mentions if m.time is None and not m.is_a("prep")), None)
    around = region_above(opened.names[0].code) if opened is not None and opened.names else None
    is_free = place is None or place.names[0].code == around
    if is_free and opened is not None and opened.names and opened.names[0].level in OWNERS and opened.end <= target.start:
        lead = parsed.text[: opened.start].strip().lower()
        whole = next((m for m in parsed.inside(opened.end, target.start)[:2] if any(n.code == around for n in m.names)), opened)
        others = [m for m in parsed.inside(whole.end, target.start) if m.names and m.names[0].level in OWNERS]
        flow = parsed.behind(whole.end)
        is_flow = flow is not None and (flow.is_a("flow") or flow.value("proform") == "its")
        begins = parsed.text[opened.end :].startswith(",") and is_flow and not others
        if begins and lead in (*forms("en", "within"), *forms("en", "opening-lead")):
            return opened.names[0].code
    own = None if place is None else right_behind(parsed, place.end, "possessive")
    flow = None if own is None else parsed.behind(own.end)
    if place is None or own is None or flow is None or not flow.is_a("flow") or flow.end > target.start:
        return None
    return place.names[0].code if parsed.is_blank(own.end, flow.start) else None


def pointed_at(parsed: Parsed, target: Target) -> str | None:
    """The first or the second of the two places before, where a word for that opens the clause of a figure: the former at 5 billion and the latter at 3 billion."""
    clause = parsed.sentence.clause(target.start)
    words = [w for w in said(parsed, "former", "latter") if parsed.sentence.clause(w.start) == clause and w.end <= target.start]
    if not words or any(is_named(m) for m in parsed.inside(words[-1].end, target.start)):
        return None
    return pointed(parsed, words[-1].cls, words[-1].start)


def of_which(parsed: Parsed, target: Target) -> str | None:
    """The only place of a clause, where words for a part lead to it and a verb to a figure: 其中浙江贡献了5.5万亿元."""
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    if len(before) < PART or not before[0].is_a("ofwhich") or not before[1].names or before[0].end != before[1].start:
        return None
    place, verb = before[1].names[0], before[2]
    is_verb = verb.start == before[1].end and verb.is_a(*VERBS, "contribution", "share")
    return place.code if is_verb and place.kind == "place" and place.level in OWNERS and not any(map(is_named, before[2:])) else None


PART = 3
"""The least mentions before the figure of a part: the words that lead to it, its place, and a verb."""


def opening(parsed: Parsed, target: Target) -> str | None:
    """The only region of a Chinese sentence, which closes its first clause without a flow, where the next one begins with the flow of a figure: 再看湖北，进出口7058亿元."""
    places = [m for m in parsed.mentions if m.end <= target.start and m.is_name("place") and m.names[0].level in OWNERS]
    if len({m.names[0].code for m in places}) != 1 or places[0].clause or len(parsed.sentence.clauses) < ASIDE:
        return None
    place, behind = places[0], next((m for m in parsed.mentions if m.clause == 1), None)
    before = parsed.before(place.start)
    inside = [m for m in parsed.mentions if not m.clause and m is not place]
    closes = rest(parsed.text[place.end : parsed.sentence.clauses[1]].strip("，, "), "zh", "side-tail") == ""
    led = before is not None and before.end == place.start and before.is_a("prep", "from", "than") and before.value("prep") != "of"
    is_bare = not any(m.figure is not None or m.is_a("flow", "other", "services", "balance") for m in inside)
    return place.names[0].code if closes and not led and is_bare and behind is not None and behind.is_a("flow") else None


def _apposed(parsed: Parsed, target: Target) -> str | None:
    """The region that only an apposition, or the region around it, parts from the target's clause: Ohio, the neighbour of Iowa, grew by 5%; the exports of Jinhua, Zhejiang's toy maker, rose."""
    starts = parsed.sentence.clauses
    for aside in range(parsed.sentence.clause(target.start) - 1, 0, -1):
        inside = [m for m in parsed.mentions if m.clause == aside]
        if any(is_named(m) for m in parsed.inside(starts[aside + 1], target.start)):
            return None
        place = next((m for m in reversed(parsed.mentions) if m.end <= starts[aside] and m.time is None), None)
        if place is None or not place.is_name("place") or place.clause != aside - 1 or place.names[0].level not in OWNERS:
            continue
        touches = parsed.text[place.end : starts[aside]].strip() in (",", "")
        is_owned = any(m.is_name("place") and right_behind(parsed, m.end, "possessive") is not None for m in inside[:1])
        is_opened = is_owned or right_behind(parsed, starts[aside], "article", "several") is not None
        is_in = any(n.code == region_above(place.names[0].code) for m in inside[:2] for n in m.names)
        is_aside = not any(m.figure is not None or m.is_a("up", "down", "flow") for m in inside)
        if touches and is_aside and (is_in or is_opened) and _is_subject(parsed, place):
            return place.names[0].code
    return None


def _is_subject(parsed: Parsed, place: Mention) -> bool:
    """Whether a place is whom its clause is about: no figure, verb of direction or preposition of a partner stands before it."""
    before = [m for m in parsed.preceding(place.start) if m.clause == place.clause]
    return not any(m.figure is not None or m.is_a("up", "down", "than", "and") or m.value("prep") in LED for m in before)


def _interrupted(parsed: Parsed, target: Target) -> str | None:
    """The region that opens a sentence with its flow, where an aside without names, flows and figures parts it from its verb: Ohio's exports, by contrast, rose 5%."""
    clause = parsed.sentence.clause(target.start)
    before = parsed.preceding(target.start)
    if len(before) < OPENED:
        return None
    first, *rest = before
    if not first.names or first.names[0].level not in OWNERS or parsed.text[: first.start].strip():
        return None
    flow, behind = rest[0], [m for m in rest[1:] if m.time is None]
    is_owner = flow.is_a("flow") and parsed.between(first, flow) in forms("en", "possessive")
    verbs = [m for m in behind if m.clause == clause]
    is_aside = clause >= APPOSED and not flow.clause and not any(is_named(m) or m.is_a("flow") or m.figure for m in behind)
    return first.names[0].code if is_owner and is_aside and verbs and verbs[0].is_a(*LEADING) else None


OPENED = 2
"""The least mentions of a sentence that a nation opens: it, and what it has."""
LEADING = ("up", "down", "level")
"""Classes of the verbs between a flow and its figure."""
APPOSED = 2
"""The clause that goes on behind an apposition to who opens the sentence."""


def apposed(parsed: Parsed, target: Target) -> str | None:
    """The region that an apposition or an aside alone parts from the verb of a target."""
    return _apposed(parsed, target) or _interrupted(parsed, target)
