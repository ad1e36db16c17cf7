"""What a figure takes from what it touches: the flow whose verb it follows (exports of 5 billion), the region whose brackets hold it (Shanghai (4.9 billion)), the measure named behind it.

`attached(context, target)` gives the slots that a figure takes from the words that it touches.
"""

from __future__ import annotations

import re

from hinterland.codes import Period
from hinterland.reading.asides import aside_of, last_period
from hinterland.reading.beside import beside, surely_beside
from hinterland.reading.changes import earlier_of, later_in_force
from hinterland.reading.document import NATION, Target
from hinterland.reading.ends import from_to, pair_of, part_of_amount, risen_from, same_as_amount
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import CLOSING, OPENING, head_of_list
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.past import MOVED, main_period, time_of_past
from hinterland.reading.periods import last_month, resolved, spelled, spelled_months
from hinterland.reading.quantities import told_measure
from hinterland.reading.relations.bases import is_led
from hinterland.reading.relations.owners import relatives
from hinterland.reading.relations.words import ends_clause, near, owner_start, rate_base, right_before, right_behind, said
from hinterland.reading.shares import is_share_of_part, part, pulled

VERBS = ("prep", "level")
"""Classes of the words between a flow and its amount."""


def attached(context: Context, target: Target) -> Slots:
    """The flow, subject, measure and period that a figure takes from what it touches, none where it touches none."""
    parsed = context.document.parsed[target.sentence]
    if target.figure is None or parsed.sentence.kind == "row":
        return {}
    found = {
        "flow": _flow(context, parsed, target) or _of_pronoun(context, parsed, target) or _past_relative(parsed, target),
        "subject": _bracketed(parsed, target, context.document.main_nation)
        or _owned_behind(parsed, target)
        or _nationwide(context, parsed, target)
        or _zone(parsed, target),
        "product": head_of_list(parsed, target.start),
        "concept": TRADE if _bracketed(parsed, target, context.document.main_nation) and _heads_trade(parsed, target) else None,
        "partner": EMPTY["partner"] if _is_yardstick(parsed, target) else None,
        "op": ("share" if is_share_of_part(parsed, target) else None)
        or _bracket_aside(parsed, target)
        or _grown(parsed, target)
        or _given(parsed, target)
        or pulled(context, parsed, target)
        or _as_before(context, parsed, target)
        or part_of_amount(context, parsed, target),
        "measure": told_measure(parsed, target),
        "period": _closed_by_year(parsed, target)
        or _dated(context, parsed, target)
        or _before(context, parsed, target)
        or _of_base(context, parsed, target)
        or risen_from(context, parsed, target)
        or from_to(context, parsed, target)
        or _sole(context, parsed, target),
    }
    found |= _between(context, parsed, target) | _of_regime(parsed, target)
    own = {slot: (value,) for slot, value in found.items() if value is not None}
    return (
        same_as_amount(context, parsed, target)
        | part(context, parsed, target)
        | beside(context, parsed, target)
        | own
        | surely_beside(context, parsed, target)
    )


def _last_flow(parsed: Parsed, target: Target) -> int | None:
    """The place among the mentions of the flow nearest before a figure, where no other figure stands between."""
    for at in range(len(parsed.mentions) - 1, -1, -1):
        m = parsed.mentions[at]
        if m.end <= target.start and (m.is_a("flow") or (m.figure is not None and m.figure.dimension != "bare")):
            return at if m.is_a("flow") else None
    return None


def _zone(parsed: Parsed, target: Target) -> str | None:
    """The zone that a figure is of where no other place stands between, or none but in the whole that it is a share of: 合肥综合保税区进出口100亿元，占安徽的1.2%."""
    places = [(m, n) for m in parsed.mentions if m.end <= target.start for n in m.names[:1] if n.kind in ("place", "group")]
    if len(places) > 1 and any(m.is_a("share") and places[-2][0].end <= m.start < places[-1][0].start for m in parsed.mentions):
        places.pop()
    return places[-1][1].code if places and places[-1][1].level == "zone" else None


def _between(context: Context, parsed: Parsed, target: Target) -> dict[str, str | None]:
    """The two sides of an English trade between places, the first its subject unless the claim before is of the second: trade between Kenya and Vietnam was 300 million."""
    at = _last_flow(parsed, target)
    if parsed.language != "en" or at is None or len(sides := parsed.mentions[at + 1 : at + 5]) < 4:
        return {}
    lead, one, joint, other = sides
    is_pair = right_before(parsed, lead.end, "pair-lead") is not None and joint.is_a("and") and bool(one.names and other.names)
    if not is_pair or other.end > target.start or any(m.names for m in parsed.mentions[at + 5 :] if m.end <= target.start):
        return {}
    names = [next((n for n in m.names if n.kind in ("place", "bloc")), None) for m in (one, other)]
    first, second = names
    if first is None or second is None or not first.code or not second.code or country_of(first.code) == country_of(second.code):
        return {}
    is_guest = first.kind == "bloc" or bool(context.decided and context.decided[-1].slots.get("subject") == second.code)
    own, partner = (second, first) if is_guest else (first, second)
    return {"subject": own.code, "partner": partner.partner or partner.code}


def _of_regime(parsed: Parsed, target: Target) -> dict[str, str | None]:
    """The customs regime whose name touches the flow before a figure, or that an amount went by: bonded warehouse foreign trade, imports by private enterprises, sold 5 million there by way of."""
    at = _last_flow(parsed, target)
    if at is None:
        return {}
    way = next((m for m in parsed.mentions if m.start >= target.end and (m.figure or m.is_name("regime"))), None)
    if way is not None and way.names and way.clause == parsed.sentence.clause(target.start) and right_before(parsed, way.start, "through"):
        return {"regime": way.names[0].code}
    flow, before, behind = parsed.mentions[at], parsed.mentions[:at][-1:], parsed.mentions[at + 1 : at + 3]
    led = behind[1:] if behind and behind[0].value("prep") in ("of", "by") else []
    if (own := next((n.code for n in flow.names if n.kind == "regime"), None)) is not None:
        return {"regime": own}
    for m in (*before, *led):
        touches = parsed.is_blank(m.end, flow.start) if m.end <= flow.start else parsed.is_blank(behind[0].end, m.start)
        name = next((n for n in m.names if n.kind == "regime"), None)
        if touches and name is not None and m.end <= target.start:
            return {"regime": name.code}
    return {}


def _flow(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The flow right before an amount, with one word between (exports of, 出口额为); the export of what brought in an amount, the import of who exported one and brought in another."""
    before = parsed.preceding(target.start)[-2:]
    if target.figure is None or target.figure.dimension != "money":
        return None
    start = target.start if not before or not before[-1].is_a("hedge") else before[-1].start
    if (earned := right_before(parsed, start, "earn-verb")) is not None:
        last = context.last
        is_other = last is not None and last.target.sentence == target.sentence and last.slots.get("flow") == "export"
        joint = parsed.text[last.target.end : earned.start].strip(" ,").lower() if last is not None and is_other else ""
        return "import" if earned.value == "in" and joint in forms(parsed.language, "clause-joint") else "export"
    last_word = parsed.preceding(start)[-1:]
    bought = bool(last_word) and near(parsed, last_word[0].start, last_word[0].end, "buy-verb", "import-verb")
    if last_word and last_word[0].is_a("flow") and not bought and parsed.text[last_word[0].end : start].strip() in ("", *OPENING):
        is_shared = any(w.start == last_word[0].start for w in said(parsed, "flow-pair"))
        return None if is_shared else last_word[0].value("flow")
    if len(before) < 2:
        return None
    flow, verb = before
    is_pair = any(w.start == flow.start for w in said(parsed, "flow-pair"))
    touches = not is_pair and parsed.is_blank(flow.end, verb.start) and parsed.is_blank(verb.end, target.start)
    return flow.value("flow") if touches and flow.is_a("flow") and verb.is_a(*VERBS) else None


def _of_pronoun(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The flow that the pronoun of an English clause without one stands for, where the sentence before has trade and one of its two sides: it is trade, they are exports."""
    clause = parsed.sentence.clause(target.start)
    found = [
        w for w in said(parsed, "pronoun-one", "pronoun-several") if w.end <= target.start and parsed.sentence.clause(w.start) == clause
    ]
    whole = [m for m in parsed.mentions if m.clause == clause]
    inside = [m for m in whole if m.end <= target.start]
    named = any(m.is_a("flow", "balance", "services") for m in whole) or any(m.is_a("other") or m.names for m in inside)
    if not found or not target.sentence or named:
        return None
    flows = [m.value("flow") for m in context.document.parsed[target.sentence - 1].mentions if m.is_a("flow")]
    sides = [f for f in dict.fromkeys(flows) if f in ("export", "import")]
    if "total" not in flows or not sides or not any(m.is_a("up", "down", "level") and m.start >= found[-1].end for m in inside):
        return None
    return "total" if found[-1].cls == "pronoun-one" else sides[0] if len(sides) == 1 else None


def _past_relative(parsed: Parsed, target: Target) -> str | None:
    """The whole of trade, where the verb of an English clause goes back to a place behind the relative clause that told one side: Ohio, whose exports rose 5%, passed the 100-billion mark."""
    clause = parsed.sentence.clause(target.start)
    pronoun = next((w for w, _ in relatives(parsed) if parsed.sentence.clause(w.start) < clause), None)
    if pronoun is None:
        return None
    own = parsed.sentence.clause(pronoun.start)
    between = parsed.inside(pronoun.end, target.start)
    told, opening = [m for m in between if m.is_a("flow")], [m for m in between if m.clause == clause][:1]
    is_verb = any(m.is_a("up", "down", "level") and not m.is_a("prep") and not m.value("prep") for m in opening)
    return "total" if is_verb and told and all(m.clause == own for m in told) else None


def _dated(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The period with its year right behind an English figure, or behind the level that a rate leads to: slowed from 9.8% in 2024, rose 5.3% to 1.24 trillion in 2024."""
    if parsed.language != "en":
        return None
    bracket = BRACKET.match(parsed.text, target.end)
    end = target.end if bracket is None else bracket.end()
    behind = [m for m in parsed.mentions if m.start >= end and not m.is_a("prep", "level", "hedge")]
    if len(behind) > 1 and behind[0].figure is not None and right_before(parsed, target.start, "base-lead") is None:
        leads = parsed.text[end : behind[0].start].strip().lower() in forms("en", "rate-to-level")
        end, behind = (behind[0].end, behind[1:]) if leads else (end, behind)
    between = parsed.text[end : behind[0].start].strip().lower() if behind else ""
    time = behind[0].time if behind and (between in forms("en", "within") or not between) else None
    if time is not None and time.kind == "relyear" and not between and aside_of(parsed, target) is None:
        return str(time.year)
    if time is not None and time.kind == "fiscal":
        named = [e for e in context.evidence["period"][target.sentence] if e.start == behind[0].start]
        return next((e.value for e in named if e.level.endswith("/named")), None)
    if time is None or not between or time.year is None or time.relative or time.kind not in DATED:
        return None
    return next((period for period, how in resolved(time, context.document.today, None) if how == "stated"), None)


def _closed_by_year(parsed: Parsed, target: Target) -> str | None:
    """The month that opens a sentence, of the year that closes it: In December exports rose 4% to 5 billion in 2025."""
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in BESIDE and not is_led(parsed, m)]
    if [m.time.kind for m in times if m.time is not None] != ["month", "year"] or not times[0].end <= target.start < times[1].start:
        return None
    figures = [m for m in parsed.mentions if m.figure is not None and m.end <= times[1].start]
    touches = not figures or parsed.between(figures[-1], times[1]).lower() in forms(parsed.language, "within")
    if touches and right_before(parsed, figures[-1].start if figures else target.start, "base-lead"):
        return None
    month, year = (m.time for m in times)
    if month is None or year is None or month.year is not None or month.months is None or year.year is None or times[0].clause:
        return None
    return spelled(year.year, month.months)


def _sole(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The only period that a sentence names, comparisons aside, for every figure behind it that no base is: where it opens the sentence or goes with the level before, and means one period alone."""
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in BESIDE and not is_led(parsed, m)]
    if len(times) != 1 or times[0].time is None or times[0].time.kind not in (*DATED, "relyear"):
        return None
    if right_before(parsed, target.start, "base-lead"):
        return None
    time, before = (
        times[0],
        next((m for m in reversed(parsed.mentions) if m.end <= target.start and (m.time is not None or m.figure is not None)), None),
    )
    if (
        target.figure is None
        or target.figure.dimension not in MOVED
        or (before is not None and before is not time and _owns(parsed, before, target))
    ):
        return None
    opens = time.clause == 0 and len(parsed.text[: time.start].split()) <= OPENING_WORDS and time.end <= target.start
    named = {e.value for e in context.evidence["period"][target.sentence] if e.start == time.start}
    return named.pop() if len(named) == 1 and (opens or _goes_with_level(context, time, target, named)) else None


def _goes_with_level(context: Context, time: Mention, target: Target, named: set[str]) -> bool:
    """Whether a rate behind a time is that of the level before it, which is of that time: came to 46 billion in the first half of 2025, up 17%."""
    last = context.last
    is_next = last is not None and last.target.sentence == target.sentence and last.target.end <= time.start and time.end <= target.start
    return is_next and last is not None and last.slots.get("op") == "level" and last.slots.get("period") in named


def _owns(parsed: Parsed, time: Mention, target: Target) -> bool:
    """Whether a figure is of the time before it that something is set against: quickening from September's 9.9%, 比去年同期的5亿元增长."""
    between = parsed.between(time, target)
    touches = between in ("", *OPENING, *forms(parsed.language, "possessive"))
    return time.time is not None and (touches or (time.time.kind not in BESIDE and is_led(parsed, time)))


def _before(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The months before those of the figure before in the sentence, where the words behind say that and are of the same length: up from 9.7% in the six months before."""
    last = context.last
    word = right_behind(parsed, target.end, "period-before")
    if word is None or last is None or last.target.sentence != target.sentence or (period := last.slots.get("period")) is None:
        return None
    months, end = int(word.value), last_month(period)
    is_as_long = Period.parse(period).months == months
    return spelled_months(end - 2 * months + 1, end - months) if is_as_long else None


def _of_base(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The period whose own rate a figure is that another is set against, or that an amount touches which owns its flow, where its year is stated: 增速较2024年的23.2%放缓, 2019年8851万吨的进口量."""
    base = rate_base(parsed, target.start) if target.is_figure("percent") else None
    mark = right_behind(parsed, target.end, "possessive") if parsed.language == "zh" else None
    if mark is not None and any(m.start == mark.end and m.is_a("flow") for m in parsed.mentions):
        base = next((m for m in parsed.mentions if m.end == target.start and m.time is not None), base)
    if base is None or base.time is None or base.time.year is None:
        return None
    return next((period for period, how in resolved(base.time, context.document.today, None) if how == "stated"), None)


def _bracket_aside(parsed: Parsed, target: Target) -> str | None:
    """Growth, where only a bracket without figures parts a percentage from the word of its rise or fall: 同比增长(以下均为同比)8.1%."""
    text = parsed.text[: target.start].rstrip()
    opens = max(map(text.rfind, OPENING)) if text[-1:] in CLOSING else -1
    if target.figure is None or target.figure.dimension != "percent" or opens < 0 or any(c.isdigit() for c in text[opens:]):
        return None
    verb = parsed.before(opens)
    return "growth" if verb is not None and verb.is_a("up", "down") and parsed.is_blank(verb.end, opens) else None


def _grown(parsed: Parsed, target: Target) -> str | None:
    """Growth, where a word of more or less stands right behind an English percentage, brackets aside, and what it is more than, if that is said, is an earlier time; or where it is that
    of a rise: 11% ($1.6 billion) more, 4.9% more than a year earlier, representing a 4.9-percent increase."""
    if target.figure is None or target.figure.dimension != "percent" or parsed.language != "en":
        return None
    end = target.end
    if (bracket := BRACKET.match(parsed.text, end)) is not None:
        end = bracket.end()
    word = right_behind(parsed, end, "compare-than")
    if word is not None:
        than = right_behind(parsed, word.end, "compare-word")
        base = None if than is None else next((m for m in parsed.mentions if m.start >= than.end and not m.is_a("prep")), None)
        return "growth" if than is None or (base is not None and base.time is not None and base.time.kind in BESIDE) else None
    behind = parsed.behind(end)
    is_noun = behind is not None and behind.is_a("up", "down") and not parsed.text[end : behind.start].strip(" -")
    return "growth" if is_noun and right_before(parsed, target.start, "amount-article") is not None else None


def _given(parsed: Parsed, target: Target) -> str | None:
    """Contribution, where an English part is stated and the whole that is named behind it, and behind its list, is a growth: contributed 21% and 15% of the nation's trade growth,
    accounted for half of the rise in exports."""
    if target.figure is None or target.figure.dimension != "percent" or parsed.language != "en":
        return None
    turn = parsed.before(target.start, "up", "down", "level", "share", "contribution")
    whole = next((w for w in said(parsed, "pace") if w.start >= target.end and w.value == "name"), None)
    if turn is None or not turn.is_a("share", "contribution"):
        return None
    behind = parsed.following(target.end)
    if [m.is_a("prep") for m in behind[:3]] == [True, False, True] and behind[1].is_a("up", "down"):
        of = next((m for m in behind[3:] if not m.names and not m.is_a("proform")), None)
        return "contribution" if of is not None and of.is_a("flow") else None
    if whole is None:
        return None
    between = [m for m in parsed.mentions if target.end <= m.start < whole.start]
    turned = any(m.is_a("up", "down", "level") and not m.is_a("prep") for m in between)
    return None if turned or not between or not between[-1].is_a("flow") else "contribution"


def _as_before(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The share or growth that a percentage is the base of, where its clause says nothing but a turn and a word of comparison before it: made up 10% of it, up from 9.7%."""
    last = context.last
    if last is None or last.target.sentence != target.sentence or last.target.figure is None or target.figure is None:
        return None
    if {last.target.figure.dimension, target.figure.dimension} != {"percent"} or right_before(parsed, target.start, "base-lead") is None:
        return None
    clause = parsed.sentence.clause(target.start)
    between = [m for m in parsed.inside(last.target.end, target.start) if m.clause == clause]
    is_next = clause - parsed.sentence.clause(last.target.start) <= 1 and all(m.time is not None or m.is_a(*LEADS) for m in between)
    op = last.slots.get("op")
    return op if is_next and op in ("share", "growth") else None


LEADS = ("up", "down", "from", "than", "prep")
"""Classes of the words that lead from a percentage to its base."""


BRACKET = re.compile(r"\s?\([^()]*\)")


def in_force(context: Context, target: Target, slots: dict[str, str | None]) -> dict[str, str | None]:
    """The period that goes on behind a figure that another is set against: that of the claim before, not the earlier one of the figure itself (up from 9.7% in the six months before)."""
    parsed = context.document.parsed[target.sentence]
    if time_of_past(parsed, target) is not None:
        return {"period": main_period(context, target)}
    if target.figure is not None and earlier_of(parsed, target):
        return {"period": later_in_force(context, target)}
    before, own = last_period(context), slots.get("period")
    if target.figure is None or before is None or own is None or last_month(own) >= last_month(before):
        return {}
    pair = pair_of(parsed, target)
    is_base = (
        (pair is not None and pair[0].start == target.start)
        or right_before(parsed, owner_start(parsed, target.start), "base-lead") is not None
        or rate_base(parsed, target.start) is not None
        or aside_of(parsed, target) is not None
    )
    return {"period": before} if is_base else {}


DATED = ("year", "month", "quarter", "half", "half2", "threequarters", "ytd", "range", "quarter1", "lastquarter", "janfeb", "twomonths")
"""Kinds of periods that figures beside them are of."""
BESIDE = ("date", "yearago", "same", "sameof")
"""Kinds of times that name no period of their own."""
OPENING_WORDS = 4
"""Maximum words before a time that opens a sentence."""


def _owned_behind(parsed: Parsed, target: Target) -> str | None:
    """The owner of the flow that "in" leads to right behind an English rate: a fall of 2.2% in U.S. exports, a 2% rise in the exports of Ohio."""
    if parsed.language != "en" or target.figure is None or target.figure.dimension != "percent":
        return None
    behind = parsed.following(target.end)
    if behind and behind[0].is_a("up", "down"):
        behind = behind[1:]
    if len(behind) < 3 or behind[0].value("prep") != "in" or not behind[1].names or not behind[2].is_a("flow"):
        return None
    between = parsed.text[behind[0].end : behind[1].start], parsed.text[behind[1].end : behind[2].start]
    name = behind[1].names[0]
    touches = not between[0].strip() and between[1].strip() in ("", *forms("en", "possessive"))
    return name.code if touches and name.kind == "place" and name.code else None


def _nationwide(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The document's nation, where the word for it closes a clause or a sentence right behind an English rate: while rising 3 percent nationally."""
    word = right_behind(parsed, target.end, "nation-behind")
    is_rate = target.is_figure("percent")
    return context.document.main_nation if is_rate and word is not None and ends_clause(parsed.text, word.end) else None


def _bracketed(parsed: Parsed, target: Target, nation: str | None) -> str | None:
    """The region of the document's nation right behind whose name the brackets open that a figure stands in."""
    opens = max((parsed.text.rfind(mark, 0, target.start) for mark in OPENING), default=-1)
    if opens < 0 or any(mark in parsed.text[opens : target.start] for mark in CLOSING):
        return None
    for m in parsed.mentions:
        is_beside = m.end <= opens and parsed.text[m.end : opens].strip() in ("", *forms(parsed.language, "possessive"))
        named = m.names[0] if m.names and is_beside else None
        if named is None or not named.code:
            continue
        is_region = named.kind == "place" and len(named.code) > NATION and country_of(named.code) == nation
        if is_region or (named.kind in ("place", "bloc") and _is_yardstick(parsed, target)):
            return named.code
    return None


def _heads_trade(parsed: Parsed, target: Target) -> bool:
    """Whether trade is the only statistic that a sentence names before its first bracket: exports grew in two states: Ohio (+4%); Iowa (+2%)."""
    opens = min((at for mark in OPENING if (at := parsed.text.find(mark)) >= 0), default=0)
    named = [m for m in parsed.mentions if m.end <= opens and m.is_a("flow", "services", "other", "balance")]
    return opens < target.start and bool(named) and all(m.is_a("flow") for m in named)


TRADE = "trade"


def _is_yardstick(parsed: Parsed, target: Target) -> bool:
    """Whether an English rate stands in brackets behind a word of comparison, with none outside brackets between: faster than in Italy (8%) and Spain (6%)."""
    than = next((w for w in reversed(said(parsed, "compare-word")) if w.end <= target.start), None)
    if than is None or target.figure is None or target.figure.dimension != "percent" or parsed.language != "en":
        return False
    between = parsed.text[than.end : target.start]
    outside = BRACKET.sub("", between)
    led = any(m.value("prep") in ("to", "from", "with") for m in parsed.inside(than.end, target.start))
    return between.rfind("(") > between.rfind(")") and not any(c.isdigit() for c in outside) and not led
