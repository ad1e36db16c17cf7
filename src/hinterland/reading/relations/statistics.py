"""Statistics other than trade that the tables hold: named beside a figure or a place (GDP, 显示性比较优势指数), and indices, whose figures are bare numbers.

`named` gives the concept that a target is of, `complete` makes its claim one of that concept, `find` gives the numbers that are said of an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland.codes import Language, Measure
from hinterland.models import Claim, Indicator
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import currency_of
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING, joined
from hinterland.reading.mentions import Mention, Parsed, once_a_target
from hinterland.reading.numbers import Figure
from hinterland.reading.relations import comparison, words
from hinterland.reading.relations.measures import (
    FAR,
    TRADE,
    Statistic,
    counts_people,
    has_stranger,
    indices,
    is_restricted,
    measures,
    overriding,
    ranked_by,
    statistics,
)
from hinterland.reading.relations.predicates import is_price
from hinterland.reading.relations.untraded import is_untraded
from hinterland.reading.relations.words import (
    balance_behind,
    breaks,
    is_compared,
    listed_move,
    near,
    rate_base,
    rest,
    right_before,
    said,
    size,
)  # fmt: skip
from hinterland.reading.strangers import is_on_flow, is_signed


def speaks_of(parsed: Parsed, target: Target, decided: str | None) -> str | None:
    """The concept of a target: as decided, unless its words name one; none of a price (5 yuan a kilo), of what is on a flow, of containers, or of a share of another statistic."""
    if (part := share_of_measure(parsed, target)) is not None:
        return part
    if any(test(parsed, target) for test in NO_TRADE):
        return None
    if target.kind == "membership":
        return "trade"
    compared = comparison.speaks_of(parsed, target) if target.kind == "comparison" else None
    return compared or named(parsed, target, decided) or decided


def named(parsed: Parsed, target: Target, decided: str | None) -> str | None:
    """The statistic that a target is of: one right beside it, or where it isn't decided to be trade the one named last before it with no trade or other statistic between, or what a place is by."""
    if (by := ranked_by(parsed, target)) is not None:
        return by
    if decided is not None and target.kind != "index":
        return overriding(parsed, target) if decided in TRADE else None
    text = parsed.text
    if (counted := _counted(parsed, target)) is not None:
        return counted
    before = [s for s in statistics(text) if s.end <= target.start]
    others = [m for m in parsed.mentions if m.is_a("flow", "services", "other", "balance")]
    if before:
        last = before[-1]
        between = [m for m in others if last.end <= m.start and m.end <= target.start]
        if is_restricted(parsed, last):
            return None
        if last.code in indices():
            return last.code if target.kind == "index" or (target.figure is None and not between) else None
        far = size(text[last.end : target.start], parsed.language) > FAR[parsed.language]
        return None if between or far or has_stranger(parsed, last, target) else last.code
    if target.figure is not None:
        return None
    behind = next((s for s in statistics(text) if s.start >= target.end), None)
    if behind is None or breaks(text[target.end : behind.start]):
        return None
    apart = any(target.end <= m.start and m.end <= behind.start for m in others)
    return None if apart else behind.code


def _counted(parsed: Parsed, target: Target) -> str | None:
    """The measure that an English number counts, whose name stands right behind it: 20.6 million overnight stays."""
    if parsed.language != "en" or not target.is_figure("bare", "thing"):
        return None
    return next((s.code for s in statistics(parsed.text) if counts_people(s.code) and parsed.is_blank(target.end, s.start)), None)


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The numbers without a unit that are said of an index."""
    for statistic in statistics(parsed.text):
        if statistic.code not in indices():
            continue
        figure = next((m for m in parsed.mentions if m.figure is not None and m.start >= statistic.end), None)
        if figure is None or figure.figure is None or figure.figure.dimension != "bare" or figure.figure.precision >= 1:
            continue
        if _is_strange(parsed, statistic, figure.start):
            continue
        gap = parsed.text[statistic.end : figure.start]
        covered = sum(m.end - m.start for m in parsed.mentions if statistic.end <= m.start < figure.start and (m.names or m.time))
        if not breaks(gap) and size(rest(gap, language, "index-said", "index-gap"), language) - covered <= 4:
            yield Target("index", parsed.number, figure.start, figure.end, figure.figure)


def _is_strange(parsed: Parsed, statistic: Statistic, end: int) -> bool:
    """Whether an index is given for a flow or a partner that the tables don't have it of."""
    near = [
        m for m in parsed.mentions if m.start < end and not breaks(parsed.text[min(m.end, statistic.end) : max(m.start, statistic.start)])
    ]
    flows = {m.value("flow") for m in near if m.is_a("flow")}
    partners = [m for m in near if m.names and m.names[0].partner and m.start > statistic.end]
    return bool(flows - {indices()[statistic.code]}) or bool(partners)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A claim of an index is completed as a value."""
    return claim


def complete(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A claim of a statistic other than trade: without the slots of trade, an index of its flow and product."""
    concept = claim.indicator.concept
    if concept in ("trade", "services", None):
        return claim
    assert concept is not None
    index, measure = concept in indices(), measures()[concept]
    money = measure.dimension == "money"
    amount = decision.target.is_figure("money")
    currency = claim.indicator.currency if amount else _currency(document, decision, measure)
    currency = currency or currency_of(claim.subject, document.main_nation)
    indicator = Indicator(
        op="level" if index else claim.indicator.op, concept=concept, flow=None, currency=currency if money else None,
    )  # fmt: skip
    if index:
        indicator = indicator.model_copy(update={"flow": indices()[concept], "product": claim.indicator.product})
    unit = "ratio" if index and decision.target.kind == "index" else _unit(measure, claim.unit)
    return claim.model_copy(update={"indicator": indicator, "unit": unit})


def counts_containers(parsed: Parsed, target: Target) -> bool:
    """Whether a target is of containers: it counts them, or is the rate or the words right before such a figure, or behind it with no flow between: throughput is no trade, whatever it is called."""
    if target.figure is not None and target.figure.dimension != "percent":
        return _of_containers(parsed, target)
    figures = [m for m in parsed.mentions if m.figure is not None]
    behind = next((m for m in figures if m.start >= target.end), None)
    before = next(
        (m for m in reversed(figures) if m.end <= target.start and m.figure is not None and m.figure.dimension != "percent"), None
    )
    joints = forms(parsed.language, "rate-to-level") if target.figure is not None else ("",)
    if behind is not None and parsed.between(target, behind) in joints:
        before = behind
    if before is None or not _of_containers(parsed, before):
        return False
    return not any(before.end <= m.start < target.start and m.is_a("flow", "balance") for m in parsed.mentions)


def _of_containers(parsed: Parsed, figure: Target | Mention) -> bool:
    """Whether a figure counts containers, by its unit or the words right behind it."""
    is_unit = parsed.written(figure).lower().endswith(tuple(forms(parsed.language, "container-unit")))
    return is_unit or words.right_behind(parsed, figure.end, "container-unit") is not None


def is_share_of_other(parsed: Parsed, target: Target) -> bool:
    """Whether an English percentage is of another statistic that is named right behind it: 40 percent of the state's GDP."""
    if target.figure is None or target.figure.dimension != "percent" or parsed.language != "en":
        return False
    behind = parsed.following(target.end)[:4]
    if not behind or behind[0].value("prep") != "of" or parsed.between(target, behind[0]):
        return False
    rest_of = [m for m in behind[1:] if not m.is_name("place", "group") and not m.is_a("proform")]
    if not rest_of or rest_of[0].is_a("flow") or not rest_of[0].is_a("other"):
        return False
    return (
        not breaks(parsed.text[behind[0].end : rest_of[0].start]) and size(parsed.text[behind[0].end : rest_of[0].start], "en") <= FAR["en"]
    )


FAR_FROM_FIRM = 2
"""Maximum clauses between the words for one firm and a figure of its trade: one of its makers exported 13,000 tonnes in 2018, 8.5 times more."""


def is_of_firm(parsed: Parsed, target: Target) -> bool:
    """Whether a Chinese figure is of the trade of single firms, which no statistic is of: words for one stand before a flow before it, and no place between (该企业出口3200万美元)."""
    if parsed.language != "zh" or target.figure is None:
        return False
    leads = [(w, n) for w in said(parsed, "one-firm-lead") for n in near(parsed, w.end, w.end + LONGEST_FIRM, "one-firm-noun")]
    words = [(w.start, w.end) for w in said(parsed, "one-firm")] + [(w.start, n.end) for w, n in leads]
    start, end = max(((s, e) for s, e in words if e <= target.start), default=(None, 0))
    if start is None or parsed.sentence.clause(target.start) - parsed.sentence.clause(start) > FAR_FROM_FIRM:
        return False
    between = parsed.inside(start, target.start)
    is_placed = any(m.is_name("place") and m.start >= end for m in between)
    return any(m.is_a("flow") for m in between) and not is_placed


LONGEST_FIRM = 14
"""Maximum characters between a counter and the firm that it counts: 一家烟花爆竹出口企业."""
NO_TRADE = (is_price, is_on_flow, counts_containers, is_share_of_other, is_of_firm, is_untraded)
"""What tells that a figure is no figure of trade, whatever it was decided to be."""


def states_count(parsed: Parsed, concept: str | None, figure: Figure) -> bool:
    """Whether a number without a unit may state a measure that counts: one of a scale, or one with no noun but its name behind it that has four digits or a verb of a level before it (61,230,000)."""
    if not counts_people(concept) or figure.unit == "scaled":
        return counts_people(concept)
    behind = re.match(r"[A-Za-z]+|[\u4e00-\u9fff]", parsed.text[figure.end :].lstrip())
    is_large = figure.value >= THOUSAND or _is_led(parsed, figure.start)
    if is_large and any(s.code == concept and parsed.is_blank(figure.end, s.start) for s in statistics(parsed.text)):
        return True
    return figure.dimension == "bare" and is_large and (behind is None or behind[0].lower() in forms("en", "function"))


def _is_led(parsed: Parsed, start: int) -> bool:
    """Whether a verb of a level stands right before a place: came to 3.2 million."""
    verb = parsed.before(start)
    return verb is not None and verb.is_a("level") and parsed.is_blank(verb.end, start)


THOUSAND = 1000
"""The least number that is taken for a count of a measure without a unit where no verb of a level leads to it; smaller ones mostly count what stands behind them."""


def operation(parsed: Parsed, target: Target, concept: str | None) -> str | None:
    """What the words alone say that a percentage of a measure is: the level of one in percent, unless it moved by that, or the share that a region has of its whole; and that points are those
    by which a share moved. None where they don't."""
    if concept in TRADE and (own := _told(parsed, target)) is not None:
        return own
    if concept in TRADE and target.figure is not None and target.figure.dimension == "money" and balance_behind(parsed, target.end):
        return "balance"
    if counts_people(concept) and target.is_figure("bare", "thing") and _is_led(parsed, target.start):
        return "level"
    if target.figure is None or target.figure.dimension != "percent" or concept is None or concept not in measures():
        return None
    if share_of_measure(parsed, target) == concept:
        return "share"
    measure, clause = measures()[concept], parsed.sentence.clause(target.start)
    moved = any(m.is_a("up", "down") and m.end <= target.start and m.clause == clause for m in parsed.mentions)
    is_level = measure.dimension == "percent" and not measure.growth_only
    return "level" if is_level and (not moved or right_before(parsed, target.start, "rate-to-level") is not None) else None


@once_a_target
def _told(parsed: Parsed, target: Target) -> str | None:
    """What a percentage or points of trade are by their own words: what they add to growth, by how much a share moved, or growth where a Chinese rate has a sign."""
    if _contributes(parsed, target):
        return "contribution"
    if _is_of_share(parsed, target):
        return "points"
    if parsed.language == "en" and (moved := _of_rate(parsed, target)) is not None:
        return moved
    if words.is_against_time(parsed, target.figure) or is_on_year(parsed, target):
        return "growth"
    if target.is_figure("percent") and listed_move(parsed, target.start, target.end) is not None:
        return "growth"
    is_rate = target.is_figure("percent") and parsed.language == "zh"
    share = next((m for m in reversed(parsed.mentions) if m.end <= target.start and not m.is_a("hedge")), None)
    if (
        is_rate
        and share is not None
        and share.is_a("share")
        and parsed.text[target.start - 1] in OPENING
        and target.start - share.end <= FAR["zh"] // 10
    ):
        return "share"
    if not is_rate or parsed.sentence.kind == "row" or not is_signed(parsed, target):
        return None
    average = any(m.is_a("cagr") and m.end <= target.start for m in parsed.mentions) and rate_base(parsed, target.start) is not None
    return "cagr" if average else "growth"


def is_on_year(parsed: Parsed, target: Target) -> bool:
    """Whether an English percentage is one on the year before and no average of several, which the sentence doesn't name: down 1.6% annually."""
    if near(parsed, target.end, target.end + len(" annually"), "each-year") == [] or not target.is_figure("percent"):
        return False
    kinds = {m.time.kind for m in parsed.mentions if m.time is not None}
    counted = any(m.figure is not None and m.figure.noun.startswith("year") for m in parsed.mentions)
    return not counted and kinds.isdisjoint(("yearrange", "rangeyears", "since")) and sum(m.is_a("cagr") for m in parsed.mentions) == 1


def _contributes(parsed: Parsed, target: Target) -> bool:
    """Whether a Chinese clause says what a part adds to the growth of the whole: 拉动出口增长12.8个百分点, 拉高出口增速0.8%, 贡献度11.6%, 分别拖累11月出口增速0.6、0.3个百分点, 前值拖累1个百分点."""
    if target.figure is None or parsed.language != "zh":
        return False
    start = parsed.clause_start(target.start)
    lead = next((m for m in reversed(parsed.mentions) if start <= m.start and m.end <= target.start and m.is_a("contribution")), None)
    if lead is None or target.figure.dimension not in ("percent", "points"):
        return False
    if not rest(parsed.text[lead.end : target.start], "zh", "contribution-tail", "index-said", "hedge"):
        return target.figure.dimension == "percent"
    pulls = near(parsed, lead.start, lead.end, "pulling")
    between = parsed.inside(lead.end, target.start)
    figures = [m for m in between if m.figure is not None]
    moved = any(m.is_a("flow") for m in between) and all(
        m.time is not None or m.names or m in figures or m.is_a("flow", "up", "down", "proform", "yearago", "and") for m in between
    )
    moved = moved and all(joined(parsed, a.end, b) for a, b in zip(figures, [*(f.start for f in figures[1:]), target.start], strict=False))
    moved = moved or lead.end == target.start
    return bool(pulls) and moved and (target.figure.dimension == "points" or pulls[-1].value == "rate")


def _is_of_share(parsed: Parsed, target: Target) -> bool:
    """Whether a clause says by how many points a share moved, and sets it against no other: 比重提升0.6个百分点; of a place where the clause before is on shares
    (美、日占比持稳，欧盟下降0.6个百分点)."""
    if target.figure is None or target.figure.dimension != "points":
        return False
    clause = parsed.sentence.clause(target.start)
    start = parsed.sentence.clauses[clause]
    inside = parsed.inside(start, target.start)
    if clause and parsed.language == "zh" and [bool(m.names) for m in inside] == [True, False] and inside[1].is_a("up", "down"):
        before = parsed.sentence.clauses[clause - 1]
        is_bare = not any(m.figure is not None or m.is_a("flow") for m in parsed.mentions if before <= m.start < start)
        start = before if is_bare else start
    nouns = near(parsed, start, target.start, "share-noun")
    moved = bool(nouns) and any(m.is_a("up", "down") and nouns[-1].end <= m.start and m.end <= target.start for m in parsed.mentions)
    return moved and not is_compared(parsed, start)


def _of_rate(parsed: Parsed, target: Target) -> str | None:
    """What a noun of growth says of an English figure: a percentage right behind it is growth (represents growth of 5%), points behind it compare rates (the growth rate rose by 2 points)."""
    if target.is_figure("percent"):
        of = right_before(parsed, target.start, "change-of")
        noun = None if of is None else right_before(parsed, of.start, "rate")
        is_yearly = noun is not None and any(m.is_a("cagr") and m.end >= noun.start for m in parsed.preceding(target.start))
        return "growth" if noun is not None and not is_yearly else None
    before = [m for m in parsed.preceding(target.start) if m.clause == parsed.sentence.clause(target.start)]
    is_told = target.is_figure("points") and not any(m.is_a("share", "flow") or m.figure is not None for m in before)
    named = near(parsed, parsed.clause_start(target.start), target.start, "pace") if is_told else ()
    return "comparison" if any(f.value == "name" for f in named) else None


def share_of_measure(parsed: Parsed, target: Target) -> str | None:
    """The measure of which an English percentage is a region's share of another place's: Ohio accounted for 3.3% of the GDP of the U.S."""
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    behind = [m for m in parsed.mentions if m.clause == clause and m.start >= target.end][:4]
    if parsed.language != "en" or not any(m.is_a("share") for m in before) or not behind or any(m.is_a("flow") for m in (*before, *behind)):
        return None
    lead, *rest_of = behind
    whole = lead.is_a("share") or (lead.value("prep") == "of" and any(m.names or m.value("proform") == "nation" for m in rest_of))
    named = next((s for s in statistics(parsed.text) if s.start >= lead.end and s.code not in indices()), None)
    places = [m for m in before if m.is_name("place")]
    return named.code if whole and named is not None and len(places) == 1 and named.start <= behind[-1].end else None


def _currency(document: Document, decision: Decision, measure: Measure) -> str | None:
    """The currency of a measure's rate: that of an amount between its name and the rate, else the measure's own."""
    parsed, target = document.parsed[decision.target.sentence], decision.target
    name = next((s for s in reversed(statistics(parsed.text)) if s.code == measure.code and s.end <= target.start), None)
    low = 0 if name is None else name.end
    amounts = [
        m.figure.unit for m in parsed.mentions if m.figure is not None and m.figure.dimension == "money" and low <= m.start < target.start
    ]
    return amounts[-1] if name is not None and amounts else measure.unit or None


def _unit(measure: Measure, unit: str | None) -> str | None:
    """The unit of a measure's figure: of people and things counted the measure's own."""
    if measure.dimension == "count" and unit in (None, "scaled", *QUANTITIES):
        return measure.unit
    return measure.unit or "units" if measure.dimension == "quantity" and unit in QUANTITIES else unit


QUANTITIES = ("tonnes", "units")
"""Units that reading gives to all weights and energies, and to all things."""
