"""The interval that a figure means: the digits it states, moved by its hedge (nearly, more than, 近, 以上), and negative where it falls.

Hedges stand right before a figure, right behind it or within it (10余亿元); how far each moves the ends stands in `hedges.csv`.
"""

from __future__ import annotations

from decimal import Decimal

from hinterland.codes import Language
from hinterland.interval import Interval, hedged
from hinterland.reading.document import Document, Target
from hinterland.reading.expected import is_expected
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING, joined
from hinterland.reading.mentions import Mention, Parsed, once_a_target
from hinterland.reading.numbers import Figure
from hinterland.reading.relations.words import Found, balance_behind, listed_move, rate_base, rate_behind, right_before, right_behind, said

SIGNED = ("growth", "cagr", "balance", "contribution")
"""Operations whose figure is negative where it falls."""
WORD_DOWN = Decimal("0.1")
WORD_UP: dict[Language, Decimal] = {"en": Decimal("0.2"), "zh": Decimal("0.3")}
"""How far below and above its number a multiple in words (doubled, 翻番) may lie."""


def interval(document: Document, target: Target, op: str) -> tuple[Decimal | None, Decimal | None, str | None]:
    """The interval and unit of a target's figure."""
    figure = target.figure
    if figure is None:
        return None, None, None
    parsed = document.parsed[target.sentence]
    found = spread(parsed, figure)
    if figure.dimension == "ratio" and is_increase(parsed, figure):
        found = found + Interval.exact(1)
    is_minus = figure.negative or parsed.text[: target.start].rstrip().endswith(("(-", "(−", "(–"))
    if is_minus or right_before(parsed, _hedge_start(parsed, figure), "minus") or (op in SIGNED and falls(parsed, target, op)):
        found = -found
    return found.low, found.high, figure.unit or None


def spread(parsed: Parsed, figure: Figure) -> Interval:
    """What a figure means before its sign: its digits, moved by its hedge, which moves no mere number of digits (重回两位数)."""
    if figure.unit == "percent" and figure.precision > figure.value > 0:
        return Interval.rounded(figure.value, figure.precision)
    hedge = hedge_of(parsed, figure)
    if figure.dimension == "ratio" and figure.words and not _is_fold(parsed, figure):
        return _in_words(figure.value, hedge, parsed.language)
    if hedge == "exactly":
        exact = figure.precision == 0
        return (
            hedged("at least", figure.value, 0)
            if exact and figure.dimension == "money"
            else Interval.rounded(figure.value, figure.precision)
        )
    return hedged(hedge, figure.value, _unit(figure))


ROUND = 100
"""From how many units on an amount is round whose last digits are all nought."""


def _unit(figure: Figure) -> Decimal:
    """The unit that a hedge moves a figure by: that of its last digit; of an amount that ends in noughts that of the last other one, but no more than a tenth (nearly 500 billion)."""
    units = figure.value / figure.precision if figure.precision and figure.dimension == "money" else Decimal(0)
    if not units or units % ROUND:
        return figure.precision
    return min(Decimal(1).scaleb(int(units.normalize().as_tuple().exponent)) * figure.precision, figure.value / 10)


def _is_fold(parsed: Parsed, figure: Figure) -> bool:
    """Whether a multiple is a number of folds."""
    return parsed.written(figure).lower().endswith(tuple(forms(parsed.language, "multiple-fold")))


def _in_words(value: Decimal, hedge: str, language: Language) -> Interval:
    """A multiple in words, which is roughly meant; halved is one of a half."""
    if value < 1:
        return Interval.rounded(value, WORD_DOWN)
    if hedge == "exactly":
        return Interval(value - WORD_DOWN, value + WORD_UP[language])
    if hedge in ("nearly", "about"):
        return Interval(value * (1 - WORD_DOWN), value if hedge == "nearly" else value * (1 + WORD_DOWN))
    return hedged(hedge, value, 1)


def hedge_of(parsed: Parsed, figure: Figure) -> str:
    """The name of a figure's hedge in `hedges.csv`."""
    behind = right_behind(parsed, figure.end, "bound-after", *(("bound-after-multiple",) if figure.dimension == "ratio" else ()))
    if behind is not None:
        return behind.value
    before = _before(parsed, figure) or _before_list(parsed, figure)
    if before is not None:
        return before.value
    inside = forms(parsed.language, "bound-within")
    return "more than" if any(form in parsed.written(figure) for form in inside) else "exactly"


@once_a_target
def _before(parsed: Parsed, figure: Figure) -> Found | None:
    """The hedge right before a figure, or before an article or a verb of reaching that leads to the figure."""
    place = figure.start
    for _ in range(2):
        found = right_before(parsed, place, "bound", "bound-verb", "bound-not")
        if found is not None:
            return None if found.cls == "bound-not" or _is_moved(parsed, found) else found
        link = right_before(parsed, place, "bound-link")
        if link is None:
            return None
        place = link.start
        if link.value == "definite":
            return right_before(parsed, place, "bound-verb")
    return None


def _before_list(parsed: Parsed, figure: Figure) -> Found | None:
    """The hedge before the first of a Chinese list of two that a figure closes: 突破1000亿元和2000亿元."""
    joint = right_before(parsed, figure.start, "list") if parsed.language == "zh" else None
    first = next((m.figure for m in parsed.mentions if joint is not None and m.end == joint.start), None)
    return None if first is None or first.dimension != figure.dimension else _before(parsed, first)


def _is_moved(parsed: Parsed, hedge: Found) -> bool:
    """Whether a hedge begins with the word that a verb of a rise goes with: edged up to 2.2 percent."""
    moved = (m for m in parsed.mentions if m.is_a("up", "down") and m.start < hedge.start)
    return hedge.value == "at most" and any(m.end > hedge.start or parsed.is_blank(m.end, hedge.start) for m in moved)


def _hedge_start(parsed: Parsed, figure: Figure) -> int:
    before = _before(parsed, figure)
    return figure.start if before is None else min(before.start, figure.start)


def is_increase(parsed: Parsed, figure: Figure) -> bool:
    """Whether a multiple tells by how much something grew and not to what: 增长2.4倍 is 3.4 times, "rose 1.1 times" 2.1 times."""
    words = parsed.written(figure).lower()
    if (figure.words and parsed.language == "en") or _is_fold(parsed, figure) or right_behind(parsed, figure.end, "multiple-of"):
        return False
    if figure.words and any(form in words for form in forms(parsed.language, "multiplier")):
        return False
    start = _hedge_start(parsed, _first_listed(parsed, figure))
    link = right_before(parsed, start, "amount-by")
    start = link.start if link is not None else start
    # A form that was cut short within its verb (同比增长 as 同比增) ends before it, while a shorter one touches the figure.
    verb = right_before(parsed, start, "up") or parsed.before(start, "up")
    if verb is None or right_before(parsed, verb.end, "arrival"):
        return False
    return parsed.is_blank(verb.end, start)


def _first_listed(parsed: Parsed, figure: Figure) -> Figure:
    """The first of the list of multiples or rates that one belongs to, each perhaps with its own bracket: 分别增长2.2倍、1.8倍, 分别下降2.6%（4月为5.2%）和7.3%."""
    alike = [m.figure for m in parsed.mentions if m.figure is not None and m.figure.dimension == figure.dimension and m.end <= figure.start]
    for before in reversed(alike):
        if not joined(parsed, before.end, figure.start) and parsed.text[before.end : before.end + 1] not in OPENING:
            break
        figure = before
    return figure


def _last_listed(parsed: Parsed, target: Target) -> Target:
    """The last of the English list of rates that one belongs to, behind which a word for all of them stands: 14.3 percent and 12.4 percent lower."""
    last, dimension = target, "" if target.figure is None else target.figure.dimension
    for m in parsed.mentions if parsed.language == "en" else ():
        if m.figure is None or m.start < last.end:
            continue
        if m.figure.dimension != dimension or not joined(parsed, last.end, m.start) or _close_behind(parsed, last) is not None:
            break
        last = Target(target.kind, target.sentence, m.start, m.end, m.figure)
    return last if right_behind(parsed, last.end, "compare-than") is not None else target


def falls(parsed: Parsed, target: Target, op: str) -> bool:
    """Whether the direction word of a figure says that it falls: the one right behind it, else the nearest before it, else one behind it."""
    clause = parsed.sentence.clause(target.start)
    if parsed.text[: target.start].rstrip().endswith("+"):
        return False
    if op == "contribution" and (verb := parsed.before(target.start, op)):
        return verb.value(op) == "down"
    if op == "growth" and (moved := listed_move(parsed, target.start, target.end)) is not None:
        return moved.is_a("down")
    if op == "growth" and (owning := rate_behind(parsed, target.end)) is not None:
        return owning.value == "down"
    if op == "growth" and (base := rate_base(parsed, target.start)) is not None:
        return any(w.end <= base.start for w in said(parsed, "rate-down"))
    rates = [s for s in said(parsed, "rate", "rate-down") if s.end <= target.start and parsed.sentence.clause(s.start) == clause]
    if (
        op == "growth" and rates and right_before(parsed, target.start, "from", "base-lead")
    ):  # What a rate itself came from: 增速由22.3%放缓至14.1%.
        return rates[-1].cls == "rate-down"
    if op == "growth" and (close := _close_behind(parsed, _last_listed(parsed, target))) is not None:
        return close
    if op == "growth" and (earlier := _came_from(parsed, target)) is not None:
        downward = any(m.is_a("down") for m in parsed.inside(earlier.end, target.start))
        return falls(parsed, earlier, op) and not downward
    if op == "balance" and (named := _named_behind(parsed, target)) is not None:
        return named.value("balance") == "deficit"
    classes = ("balance",) if op == "balance" else ("up", "down", "balance")
    turns = [m for m in parsed.mentions if (m.is_a(*classes) and not _is_of_pace(parsed, m)) or (m.is_a("record") and _turned(parsed, m))]
    before = [m for m in turns if m.end <= target.start]
    if before:
        nearest = before[-1]
        clause = clause if target.figure is None else min(clause, parsed.sentence.clause(_first_listed(parsed, target.figure).start))
        clause = next((c for c in range(clause, nearest.clause, -1) if not _is_elided(parsed, c)), nearest.clause)
        reach = clause if op == "balance" and parsed.language == "zh" else 1
        if nearest.clause >= clause - (0 if is_expected(parsed, target) else reach):
            if op != "balance" and (rate := _rate_came_to(parsed, nearest, target)) is not None:
                return rate.cls == "rate-down"
            return nearest.value("balance") == "deficit" or nearest.is_a("down") or _turned(parsed, nearest)
    after = [m for m in turns if m.start >= target.end and m.clause == clause]
    return bool(after) and after[0].is_a("down")


def _is_elided(parsed: Parsed, clause: int) -> bool:
    """Whether a clause holds but a name and its rate, or one of the two beside a bracket, so that the verb before goes on: fell 25%, Iowa's 22%; falls in copper (12%) and steel (4%)."""
    inside = [m for m in parsed.mentions if m.clause == clause]
    starts = parsed.sentence.clauses[clause : clause + 2]
    is_bracketed = parsed.language == "en" and any(parsed.text[:start].rstrip().endswith(OPENING) for start in starts)
    return (is_bracketed or any(m.names for m in inside)) and all(
        m.names or m.is_figure("percent") or m.is_a("and", "prep", "proform", "hedge") for m in inside
    )


def _named_behind(parsed: Parsed, target: Target) -> Mention | None:
    """The word for a surplus or a deficit that describes an amount right before it: a 3.05 billion deficit in trade."""
    if parsed.language == "zh":
        return balance_behind(parsed, target.end)
    behind = parsed.behind(target.end)
    is_near = behind is not None and len(parsed.text[target.end : behind.start].split()) <= DESCRIBED
    return behind if behind is not None and is_near and behind.is_a("balance") and behind.value("balance") else None


DESCRIBED = 1
"""Maximum words between an amount and the word for a balance that it describes: a 20 billion trade deficit."""


def _came_from(parsed: Parsed, target: Target) -> Target | None:
    """The rate before a rate that it came from: rose 6%, down from 7%; which is where it fell from, and so of its sign or above zero."""
    led = right_before(parsed, _hedge_start(parsed, target.figure) if target.figure else target.start, "from", "base-lead")
    rate = next((m for m in reversed(parsed.mentions) if m.figure is not None and m.end <= target.start), None)
    if led is None or rate is None or rate.figure is None or target.figure is None:
        return None
    both = (rate.figure.dimension, target.figure.dimension) == ("percent", "percent")
    return Target("figure", target.sentence, rate.start, rate.end, rate.figure) if both else None


def _is_of_pace(parsed: Parsed, mention: Mention) -> bool:
    """Whether a word says that growth slowed or quickened to a rate, or how fast something moves, and so nothing of its sign: exports slowed to 6.1%, fell even faster by 10%."""
    words = parsed.text[mention.start : mention.end].lower()
    if words in forms("en", "measured-rate"):
        return any(m.is_a("up", "down") and m.end <= mention.start and m.clause == mention.clause for m in parsed.mentions)
    return words in forms(parsed.language, "pace-verb") and right_behind(parsed, mention.end, "arrival") is not None


CLOSE: dict[Language, int] = {"en": 1, "zh": 0}
"""Maximum characters between a figure and a direction word behind it that belongs to it: 2.5% lower, 12% less than."""


def _close_behind(parsed: Parsed, target: Target) -> bool | None:
    """Whether the direction word right behind a figure says that it falls, None where there is none; what a rate is on may stand between: the 8.7% yoy rise."""
    end = target.end
    if right_before(parsed, target.start, "article") is not None and (on := right_behind(parsed, end, "yearago", "monthago")):
        end = on.end
    for m in parsed.mentions:
        if target.end <= m.start <= end + CLOSE[parsed.language]:
            if m.is_a("down") or m.value("hedge") == "less" or right_behind(parsed, target.end, "lesser"):
                return True
            if m.is_a("up"):
                return False
    return None


def _turned(parsed: Parsed, mention: Mention) -> bool:
    """Whether a record is one of falls: the steepest fall, 最大降幅."""
    return any(mention.start <= w.start and w.end <= mention.end for w in said(parsed, "rate-down"))


def _rate_came_to(parsed: Parsed, verb: Mention, target: Target) -> Found | None:
    """The rate that itself came to a figure or from it, which then tells where it stands: growth slowed from 9.8% to 3.8%, 跌幅扩大到11.5%."""
    start = target.start if target.figure is None else _hedge_start(parsed, _first_listed(parsed, target.figure))
    came = right_before(parsed, start, "arrival", "from") is not None
    words = [s for s in said(parsed, "rate", "rate-down") if s.end <= verb.start]
    words = [s for s in words if parsed.sentence.clause(verb.start) == parsed.sentence.clause(s.start) or _is_parted(parsed, s, verb)]
    return words[-1] if words and (came or parsed.is_blank(words[-1].end, verb.start)) else None


def _is_parted(parsed: Parsed, rate: Found, verb: Mention) -> bool:
    """Whether only an aside parts the English word for a rate from its verb: growth in exports, for its part, plunged to 4.5 percent."""
    between = parsed.inside(rate.end, verb.start)
    is_bare = not any(m.figure is not None or m.is_a("up", "down", "level", "while") for m in between)
    return parsed.language == "en" and is_bare and sum(m.is_a("flow") for m in between) <= 1
