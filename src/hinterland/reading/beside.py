"""Figures beside another one, of another place: what they have of it, and whose they are.

Exports rose 9.6%, against a national average of 5%; 出口增长17.8%，同期全国为6.1%; 16.5% to Canada, followed by Mexico at 10.1%.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hinterland.models import UNSURE
from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import EMPTY, Context, Decided, Slots, figure_list
from hinterland.reading.goods import LEADS
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import BRACKETS, CLOSING, OPENING, in_brackets
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, right_before, right_behind, said
from hinterland.reading.units import units

SHARED = ("concept", "op", "flow", "subject", "product", "partner", "regime", "measure", "period")
"""What a figure of another place has of the one before it."""
BETWEEN = ("level", "hedge", "proform", "than", "while", "and", "prep")
"""Classes of the words that may stand between two such figures, and in English behind the second."""


def elsewhere(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a percentage has of the one before it where nothing but another place stands between them, or behind it in English: the same of that place."""
    last, figure = context.last, target.figure
    if last is None or last.target.sentence != target.sentence or last.target.figure is None or figure is None:
        return {}
    if last.target.figure.dimension not in ("percent", "points", "money") or figure.dimension != "percent":
        return {}
    if parsed.language == "en" and in_brackets(parsed, last.target.start) and not in_brackets(parsed, target.start):
        return {}
    words = _said(parsed, last, target)
    is_moved = any(m.is_a("up", "down") for m in words)
    is_amount = last.target.figure.dimension == "money"
    is_growth = is_moved if is_amount else last.slots.get("op") == "growth" or last.target.figure.dimension == "points"
    if is_amount and not is_growth:
        return {}
    kinds = (*BETWEEN, *(("up", "down") if is_growth else ()))
    places = [m for m in words if m.names or m.value("proform") == "nation"]
    if len(places) != 1 or not all(m.names or m.time is not None or m.is_a(*kinds) for m in words):
        return {}
    if not _is_known(parsed, last.target.end, target.start) or not _is_known(parsed, target.end, _ends(parsed, target)):
        return {}
    found = _of_place(last, places[0])
    if found and is_growth:
        found["op"] = ("growth",)
    if is_amount:
        found.pop("measure", None)
    times = [m for m in parsed.inside(last.target.end, target.start) if m.time is not None and m.time.kind != "same"]
    times += [m for m in words if m.time is not None and m.time.kind != "same" and m.start >= target.end]
    own = [m for m in times if m.clause == places[0].clause or parsed.language == "zh" or m.start >= target.end]
    before = [d.slots.get("period") for d in context.decided[-2:-1] if d.target.sentence == target.sentence]
    if own or (before and before[0] != last.slots.get("period")):
        found.pop("period", None)
    return found


def _ends(parsed: Parsed, target: Target) -> int:
    """Where the words of a figure end: at the next mention behind it, or with its clause."""
    clause = parsed.sentence.clause(target.start)
    closes = next((at for at in parsed.sentence.clauses if at > target.start), len(parsed.text))
    return next((m.start for m in parsed.mentions if m.start >= target.end and m.clause == clause), closes)


def _is_known(parsed: Parsed, low: int, high: int) -> bool:
    """Whether nothing stands in a stretch but mentions, marks and words that say nothing of what is measured."""
    known = [(m.start, m.end) for m in parsed.inside(low, high)]
    known += [(w.start, w.end) for w in near(parsed, low, high, "beside-gap")]
    places = set(range(low, high)) - {at for start, end in known for at in range(start, end)}
    return not any(parsed.text[at].isalnum() for at in places)


def _said(parsed: Parsed, last: Decided, target: Target) -> Sequence[Mention]:
    """The mentions that belong to a figure alone: in Chinese those of its clause, in English those behind the figure before (unless that stands in a relative clause) and those behind
    itself up to the next figure."""
    clause = parsed.sentence.clause(target.start)
    if parsed.language == "zh":
        own = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
        opens = parsed.text[parsed.sentence.clauses[clause] : own[0].start] if own else ""
        return [] if opens.strip() else own
    aside = parsed.sentence.clause(last.target.start)
    if aside != clause and any(parsed.sentence.clause(w.start) == aside for w in said(parsed, "relative") if w.start < last.target.start):
        return []
    between = parsed.inside(last.target.end, target.start)
    if any(m.names or m.is_a("proform") for m in between):
        return between
    behind = [m for m in parsed.mentions if m.start >= target.end and m.clause == clause]
    ends = next((i for i, m in enumerate(behind) if m.figure is not None or m.is_a("than")), len(behind))
    return [*between, *behind[:ends]]


def _shared(last: Decided) -> Slots:
    """All that a figure may have of the one before."""
    return last.shared(SHARED)


def _of_place(last: Decided, mention: Mention) -> Slots:
    """What a figure of a place has of the one before: the place is a subject in the same country, the nation of it, or a partner beside a partner."""
    shared = _shared(last)
    own = last.slots.get("subject")
    if own is None:
        return {}
    if mention.value("proform") == "nation":
        return shared | {"subject": (country_of(own),)}
    place = mention.names[0]
    if place.kind == "place" and place.code and country_of(place.code) == country_of(own):
        return shared | {"subject": (place.code,)}
    return shared | {"partner": (place.partner,)} if place.partner and last.slots.get("partner") != EMPTY["partner"] else {}


def following(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The partner or the region of a figure whose name leads to it behind that of another: 16.5% to Canada, followed by Mexico at 10.1%; led by Ohio, with Iowa at 4%."""
    last = context.decided[-1] if context.decided else None
    if last is None or last.target.sentence != target.sentence:
        return {}
    if target.figure is None or target.figure.dimension not in ("percent", "money"):
        return {}
    lead = right_before(parsed, target.start, "named-at")
    at = next((m for m in parsed.mentions if lead is not None and parsed.is_blank(m.end, lead.start)), None)
    if at is None or not at.names or at.start < last.target.end:
        return {}
    name, partner, subject = at.names[0], last.slots.get("partner"), last.slots.get("subject")
    if name.partner and partner not in (None, EMPTY["partner"]):
        turned = any(m.is_a("flow") for m in parsed.inside(last.target.end, target.start))
        found: Slots = {slot: (v,) for slot in ("subject", "flow") if not turned and (v := last.slots.get(slot)) is not None}
        return found | {"partner": (name.partner,)}
    is_region = name.kind == "place" and bool(name.code) and subject is not None and len(name.code) > NATION < len(subject)
    is_around = subject is not None and name.code == region_above(subject)
    return {"subject": (name.code,)} if is_region and name.code != subject and not is_around else {}


def moved_amount(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a rate has of the level right before it that it says rose or fell, where nothing else stands between and neither is in a list: 705 billion, up 9.6 percent; 7058亿元，同比增长9.6%."""
    last, figure = context.last, target.figure
    if last is None or last.target.figure is None or figure is None or last.target.sentence != target.sentence:
        return {}
    if (last.target.figure.dimension, figure.dimension) != ("money", "percent") or last.slots.get("op") != "level":
        return {}
    between = parsed.inside(last.target.end, target.start)
    start, covered = last.target.end, 0
    for m in between:
        covered += len(parsed.text[start : m.start].strip(" ,，"))
        start = m.end
    covered += len(parsed.text[start : target.start].strip())
    is_moved = bool(between) and all(m.is_a("up", "down", "yearago") for m in between) and not covered
    before = [d for d in context.decided[-2:-1] if d.target.sentence == target.sentence and d.slots.get("op") == "level"]
    # Behind the amounts of two years the rate is that of the later one.
    is_base = any(d.slots.get("period") != last.slots.get("period") and d.slots.get("subject") == last.slots.get("subject") for d in before)
    is_alone = figure_list(context, target)[1] == figure_list(context, last.target)[1] == 1
    return last.shared(OF_LEVEL) if is_moved and is_alone and not is_base else {}


def converted(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What an amount has of the one in another currency before the bracket that holds it: 166 billion yuan (about US$23.1 billion)."""
    last, figure = context.last, target.figure
    if last is None or last.target.figure is None or figure is None or last.target.sentence != target.sentence:
        return {}
    between = parsed.between(last.target, target)
    is_bracketed = between.startswith(OPENING) and len(between) <= LONGEST_LEAD and parsed.text[target.end :].lstrip().startswith(CLOSING)
    words = parsed.inside(last.target.end, target.start)
    if not is_bracketed or any(m.names or m.time is not None or m.is_a("flow", "up", "down", "than", "from") for m in words):
        return {}
    is_money = last.target.figure.dimension == figure.dimension == "money"
    return _shared(last) if is_money and last.target.figure.unit != figure.unit else {}


def in_bracket(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a signed rate has of the level before it in one bracket, or before its own in English: Italy (5.3 billion euros; +1.8 percent), 5.3 billion euros (+1.8 percent)."""
    last, figure = context.last, target.figure
    if last is None or last.target.figure is None or figure is None or last.target.sentence != target.sentence:
        return {}
    between = parsed.between(last.target, target)
    behind = parsed.language == "en" and between.rstrip("".join(SIGNED)).strip() in OPENING
    opened = behind or parsed.text[: last.target.start].rstrip().endswith(OPENING)
    is_signed = parsed.text[target.start : target.start + 1] in SIGNED or between[-1:] in SIGNED
    is_beside = behind or between.rstrip("".join(SIGNED)).strip() in BETWEEN_TWO
    is_beside = is_beside and parsed.text[target.end :].lstrip().startswith(CLOSING)
    dimensions = (last.target.figure.dimension, figure.dimension)
    if not (opened and is_beside and is_signed) or dimensions[0] not in ("money", "quantity") or dimensions[1] != "percent":
        return {}
    return {slot: v for slot, v in _shared(last).items() if slot != "op"} | {"op": ("growth",)}


def bracketed_name(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods or the partner that a bracket stands right behind, where a sentence lists several with their amounts: cars (27.9 billion), frobs (16.9 billion) and toys (3 billion). What a
    percentage in one is, its sign or the main goods that an English sentence lists tell: rose for cars (+5%) and toys (+2%); the main goods are ores (38%) and rubber (6%)."""
    figure, opens = target.figure, [b.start() for b in BRACKETED.finditer(parsed.text)]
    if (
        figure is None
        or len(opens) < (1 if "-" in (context.document.main_subject or "") else len(("one", "two")))
        or figure.dimension not in ("money", "quantity", "percent")
    ):
        return {}
    before = parsed.text[: target.start].rstrip()
    bare = before.rstrip("".join(SIGNED)).rstrip()
    opened = _opened(parsed, len(bare))
    if opened not in opens:
        return {}
    found: Slots = {}
    if parsed.language == "en" and figure.dimension == "percent":
        is_turned = opened < len(bare) - 1 or any(m.time is not None and m.time.kind == "yearago" for m in parsed.mentions)
        is_signed = figure.negative or bare != before or parsed.text[target.start] in SIGNED or is_turned
        is_growth = is_signed or _lists_fastest(parsed, opens[0])
        found = {"op": ("growth",)} if is_growth else {"op": ("share",)} if _lists_main(parsed, opens[0]) else {}
    end = len(parsed.text[:opened].rstrip())
    named = next((m for m in parsed.mentions if m.names and m.end == end), None)
    if named is not None and named.names[0].kind in ("place", "bloc"):
        partner = named.names[0].partner
        is_abroad = bool(partner) and named.names[0].code[:NATION] != context.document.main_nation
        return found | ({"partner": (partner,)} if is_abroad else {})
    phrase = next((c for c in context.document.commodities[target.sentence] if c.end == end), None)
    start, value = (
        (phrase.start, phrase.value) if phrase is not None else (end, "") if named is None else (named.start, named.names[0].code)
    )
    opening = next((m for m in parsed.mentions if m.is_name("product") and m.end < end), None)
    if (
        not value
        and opening is not None
        and (joint := right_behind(parsed, opening.end, "phrase-joint"))
        and " " not in parsed.text[joint.end + 1 : end]
    ):
        return found | {"product": (UNSURE + parsed.text[opening.start : end],)}  # motor vehicles and parts
    own = found | {"product": (value,)} if value else found
    last, before_it = context.last, context.document.parsed[max(parsed.number - 1, 0)]
    goes_on = before_it.sentence.paragraph == parsed.sentence.paragraph and before_it.text.rstrip().endswith(";")
    item = (HEAD if goes_on else ITEM).search(parsed.text[:end])
    if parsed.language == "zh" or item is None or last is None or last.target.sentence != target.sentence - goes_on:
        return own
    between = parsed.inside(item.start(1), end)
    is_plain = all(m.is_a("and") or m.is_name("product") for m in between)
    if not is_plain or not (value or item[1].islower()) or (not goes_on and last.target.end > item.start()):
        return own
    is_alike = last.target.figure is not None and last.target.figure.dimension == figure.dimension
    shared = {slot: v for slot, v in _shared(last).items() if is_alike or slot != "op"}
    return shared | found | {"product": (value if value and start <= item.start(1) else UNSURE + item[1],)}


def _opened(parsed: Parsed, end: int) -> int:
    """Where the bracket opens that ends at a place, or of which an English text has only a word of a rise or a fall before that: cars (up 5 percent)."""
    moves = parsed.preceding(end)
    move = next((m for m in reversed(moves) if m.is_a("up", "down")), None)
    between = "" if move is None else parsed.text[move.end : end].strip()
    if parsed.language == "zh" or move is None or not (between in ("", "of", "by") or move is moves[-1]):
        return end - 1
    article = right_before(parsed, move.start, "article")
    start = len(parsed.text[: move.start if article is None else article.start].rstrip()) - 1
    return start if parsed.text[start] in OPENING else end - 1


def _lists_fastest(parsed: Parsed, opens: int) -> bool:
    """Whether an English sentence says before its first bracket which rises or falls were the largest, with no figure there: the largest percentage increases were in Chile (7%)."""
    head = parsed.preceding(opens)
    turns = [head[i - 1] if i and head[i - 1].is_a("share", "flow") else m for i, m in enumerate(head) if m.is_a("up", "down")]
    is_most = any(right_before(parsed, m.start, "top-lead", "rank-extreme") for m in turns)
    return is_most and all(m.figure is None for m in head)


def _lists_main(parsed: Parsed, opens: int) -> bool:
    """Whether an English sentence says before its first bracket which goods or partners are the main ones, and nothing of a rise, a fall or an amount."""
    head = parsed.preceding(opens)
    outside = BRACKETS.sub(lambda b: " " * len(b[0]), parsed.text)
    turned = any(m.is_a("up", "down", "than") and outside[m.start : m.end].strip() for m in parsed.mentions)
    is_main = bool(near(parsed, 0, opens, "top-lead")) and any(m.is_a("level") and not m.is_a("prep") for m in head)
    return is_main and not turned and not any(m.figure is not None for m in head)


HEAD = re.compile(r"^\s*(?:(?:and|or)\s+)?([^()]{2,60})$")
ITEM = re.compile(r"\)\s*[,;]?\s*(?:(?:and|or)\s+)?([^()]{2,60})$")
"""The member of a list between the bracket of the one before and its own."""


def led_behind(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The partner right behind an amount or a rate, or behind the level that the rate leads to: rose 14% to 3 billion to Kenya and 40% to 4 billion to Vietnam; exported 3 billion to Kenya."""
    told = next((flow for d in reversed(context.decided) if (flow := d.slots.get("flow")) is not None), None)
    flow = next((m.value("flow") for m in reversed(parsed.mentions) if m.end <= target.start and m.is_a("flow")), told)
    behind, end = parsed.following(target.end), target.end
    if behind[1:] and behind[0].is_a("up", "down") and parsed.is_blank(end, behind[0].start):
        behind, end = behind[1:], behind[0].end
    if behind[1:] and behind[1].figure is not None and parsed.text[end : behind[1].start].strip() in forms("en", "rate-to-level"):
        behind, end = behind[2:], behind[1].end
    row = [u for u in units(parsed) if behind and u.start >= behind[0].end and u.kind != "article"]
    if (
        not row
        or parsed.text[end : behind[0].end].strip().lower() not in LEADS.get(flow or "", ())
        or not parsed.text[row[0].start].isupper()
    ):
        return {}
    if row[0].kind == "unknown":
        return {"partner": (UNSURE + parsed.written(row[0]),)}
    partner = row[0].mention.names[0].partner if row[0].mention is not None and row[0].mention.names else ""
    is_own = right_behind(parsed, row[0].end, "possessive") is not None or partner == context.own_nation
    return {} if is_own or not partner else {"partner": (partner,)}


BRACKETED = re.compile(r"[(（](?=\s?[^()（）]{0,18}\d)")
"""A bracket with a number near its beginning."""
SIGNED = ("+", "-", "−", "–")
"""Signs of a rate."""
BETWEEN_TWO = (";", "；", ",", "，", "/", "|", "、")
"""What parts two figures of one bracket."""


def coordinated(context: Context, parsed: Parsed, target: Target) -> Slots:
    """Whose a figure is behind a second verb that a conjunction joins to the first: Ohio exported 5 billion, and bought in 3 billion."""
    last = context.last
    if parsed.language != "en" or last is None or last.target.sentence != target.sentence or (own := last.slots.get("subject")) is None:
        return {}
    between = parsed.inside(last.target.end, target.start)
    at = next((i for i, m in enumerate(between) if m.is_a("flow")), None)
    joint = between[at - 1] if at else None
    if at is None or joint is None or not joint.is_a("and", "while") or parsed.between(joint, between[at]):
        return {}
    is_verb = parsed.written(between[at]).lower() not in forms("en", "attributed")
    is_own = is_verb and not any(m.names and m.names[0].code for m in between[at:])
    return {"subject": (own,)} if is_own else {}


LONGEST_LEAD = 20
"""Maximum characters that lead to a conversion within its bracket: (equivalent to about."""


def reached(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What an English amount has of the rate right before it that led to it, and a share of the level that it is of: rose 48.1 percent to 59.81 billion, accounting for 93.9 percent of the total."""
    last, figure = context.last, target.figure
    if parsed.language != "en" or last is None or last.target.figure is None or figure is None or last.target.sentence != target.sentence:
        return {}
    between = [m for m in parsed.inside(last.target.end, target.start) if not m.is_a("prep", "level", "hedge")]
    dimensions = (last.target.figure.dimension, figure.dimension)
    is_level = dimensions == ("percent", "money") and last.slots.get("op") == "growth" and all(m.is_a("yearago") for m in between)
    is_share = dimensions in (("money", "percent"), ("percent", "percent")) and len(between) == 1 and between[0].is_a("share")
    if not (is_level or is_share) or not _is_known(parsed, last.target.end, target.start) or figure_list(context, target)[1] > 1:
        return {}
    return last.shared(OF_LEVEL)


OF_LEVEL = ("flow", "subject", "product", "partner", "regime", "period")
"""What a rate has of the level that moved by it."""


def more_of_amount(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What an English rate has of the level before it that it says is more or less than a year before, where no flow or place stands between: 174 billion, 3 percent more than the year before."""
    last, figure = context.last, target.figure
    if parsed.language != "en" or figure is None or figure.dimension != "percent" or last is None or last.target.figure is None:
        return {}
    than = right_behind(parsed, target.end, "compare-than")
    word = None if than is None else right_behind(parsed, than.end, "compare-word")
    base = None if word is None else next((m for m in parsed.mentions if m.start >= word.end and not m.is_a("prep")), None)
    if base is None or base.time is None:
        return {}
    year = base.time.year if base.time.kind == "year" else None
    if base.time.kind not in ("yearago", "same", "sameof") and (year is None or last.slots.get("period") != str(year + 1)):
        return {}
    known = (EMPTY["partner"], last.slots.get("partner"))
    is_level = last.target.sentence == target.sentence and last.slots.get("op") == "level" and last.target.figure.dimension == "money"
    between = parsed.inside(last.target.end, target.start)
    if not is_level or any(
        m.is_a("flow", "balance", "other") or (m.names and not {m.names[0].code, m.names[0].partner} & {*known}) for m in between
    ):
        return {}
    return _shared(last) | {"op": ("growth",)}


def other_side(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What an English amount has that the amount of one side of a comparison is set against: Ohio overtook Iowa, with exports of 5 billion against 4 billion."""
    last, figure = context.last, target.figure
    if parsed.language != "en" or figure is None or last is None or last.target.sentence != target.sentence or last.target.figure is None:
        return {}
    start = next((m.start for m in reversed(parsed.mentions) if m.end <= target.start and m.is_a("hedge")), target.start)
    lead = right_before(parsed, start if start >= last.target.end else target.start, "set-against")
    is_set = lead is not None and not parsed.text[last.target.end : lead.start].strip(" ,")
    behind = parsed.behind(target.end)
    is_dated = behind is not None and (behind.time is not None or behind.is_a("prep"))
    own = last.slots.get("subject")
    if not is_set or is_dated or own is None or last.slots.get("op") != "level" or figure.unit != last.target.figure.unit:
        return {}
    words = [w for w in said(parsed, "compare", "compare-than") if w.end <= last.target.start]
    named = [m.names[0].code for m in parsed.mentions if m.end <= last.target.start and m.is_name("place")]
    others = {code for code in named if code != own and country_of(code) == country_of(own)}
    if not words or len(others) != 1 or own not in named:
        return {}
    return _shared(last) | {"subject": (others.pop(),)}


def opposed(context: Context, parsed: Parsed, target: Target) -> Slots:
    """Whose each of two figures behind a colon is, before which one place is set against another: Ohio topped Iowa by exports: 55 billion against 15 billion."""
    clause = parsed.sentence.clause(target.start)
    opens = parsed.sentence.clauses[clause]
    figures = [m for m in parsed.mentions if m.start >= opens and m.figure is not None]
    head = [m for m in parsed.mentions if m.clause == clause - 1]
    places = [m for m in head if m.is_name("place")]
    if not parsed.text[:opens].rstrip().endswith((":", "：")) or len(figures) != SIDES or len(places) != SIDES:
        return {}
    between = [m for m in head if places[0].end <= m.start and m.end <= places[1].start and not m.is_a("flow")]
    at = next((i for i, m in enumerate(figures) if m.start == target.start), None)
    is_set = len(between) == 1 and between[0].is_a("than", "level") and len({m.figure.unit for m in figures if m.figure}) == 1
    return {"subject": (places[at].names[0].code,)} if is_set and at is not None else {}


SIDES = 2


def in_place_of(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a figure has of the one that closed the sentence before, where "it" is the same in the place that opens its own: In Utah, it came to 17 billion."""
    last, first = context.last, parsed.mentions[: SIDES + 1]
    if last is None or last.target.figure is None or target.figure is None or last.target.sentence != target.sentence - 1:
        return {}
    before = context.document.parsed[last.target.sentence].sentence
    stands = [m for m in parsed.mentions if m.end <= target.start and not m.is_a("level", "hedge")]
    if len(stands) != SIDES + 1 or stands != first or before.paragraph != parsed.sentence.paragraph:
        return {}
    lead, place, pronoun = stands
    is_so = lead.value("prep") in ("in", "for") and bool(place.names) and right_before(parsed, pronoun.end, "pronoun-one") is not None
    alike = last.target.figure.dimension == target.figure.dimension == "money" and last.slots.get("op") == "level"
    return _of_place(last, place) if is_so and alike else {}


Beside = Callable[[Context, Parsed, Target], Slots]
LIKELY: tuple[Beside, ...] = (
    elsewhere, reached, moved_amount, more_of_amount, other_side, coordinated, bracketed_name, led_behind, opposed, in_place_of,
)  # fmt: skip
"""What a figure takes from the one beside it unless the words that it touches say otherwise."""
SURE: tuple[Beside, ...] = (following, converted, in_bracket)
"""What it takes whatever they say."""


def beside(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a figure takes from another one, or a name, beside it, unless the words that it touches say otherwise."""
    return {slot: value for find in LIKELY for slot, value in find(context, parsed, target).items()}


def surely_beside(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a figure takes from another one beside it, whatever the words that it touches say."""
    return {slot: value for find in SURE for slot, value in find(context, parsed, target).items()}
