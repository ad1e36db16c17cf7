"""Records beside their slots: of months or of years, highest or lowest, of the level or of growth, and since when.

Superlatives that are records by what stands beside them (the highest since 2018, the steepest fall in nine months, 近13个月最高) are found
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hinterland.codes import Language, Period
from hinterland.models import Claim
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.relations.bases import is_since, made, period_apart
from hinterland.reading.relations.words import Found, cardinal, gap, right_before, right_behind, said

NEAR = {"en": 5, "zh": 8}
"""Maximum words (in Chinese characters) between a superlative and what makes it a record."""


SHORT = 2
"""Maximum characters between the Chinese word for all times and its superlative."""


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Superlatives of time (the highest since, the largest in nine months, 来最低, 年内最高), and records in several words."""
    yield from _joined(parsed)
    yield from _of_spans(parsed)
    for word in said(parsed, "extreme", "extreme-rate"):
        behind = parsed.behind(word.end)
        is_partner = behind is not None and behind.is_a("partnerword") and gap(parsed, word.end, behind.start) <= 1
        if overlaps(word, (m for m in parsed.mentions if m.is_a("record"))) or is_partner:
            continue
        if (
            _reach(parsed, word.start, word.end) is not None
            or _of_all(parsed, word)
            or _of_months(parsed, word)
            or _among_times(parsed, word)
        ):
            yield Target(
                "record", parsed.number, word.start, word.end, number=1, lowest=_lowest(parsed, word.start, word.end, word.value == "min")
            )


def _joined(parsed: Parsed) -> Iterator[Target]:
    """Records whose words are two: the sharpest drop on record, 创历史同期新高."""
    records = [m for m in parsed.mentions if m.is_a("record")]
    for one, two in pairwise(records):
        if one.clause == two.clause and gap(parsed, one.end, two.start) <= (1 if parsed.language == "en" else SHORT):
            lowest = "min" in (one.value("record"), two.value("record"))
            yield Target("record", parsed.number, one.start, two.end, number=1, lowest=lowest)


def _of_spans(parsed: Parsed) -> Iterator[Target]:
    """The highest or lowest of a number of years or months: a two-year high."""
    for word in said(parsed, "high-noun") if parsed.language == "en" else ():
        unit = right_before(parsed, word.start, "time-unit")
        number = None if unit is None else SPAN.search(parsed.text[: unit.start].rstrip(" -"))
        if number is not None and cardinal(number[0], "en") is not None:
            yield Target("record", parsed.number, number.start(), word.end, number=1, lowest=word.value == "min")


SPAN = re.compile(r"\w+$")
"""The word before a unit of time that counts it."""


def _of_all(parsed: Parsed, word: Found) -> bool:
    """Whether a superlative is one of all times: the highest on record, 历史最高."""
    for w in said(parsed, "all-time"):
        if parsed.sentence.clause(w.start) != parsed.sentence.clause(word.start):
            continue
        if w.start >= word.end and gap(parsed, word.end, w.start) <= NEAR[parsed.language]:
            return True
        if parsed.language == "zh" and w.end <= word.start and gap(parsed, w.end, word.start) <= SHORT:
            return True
    return False


def _of_months(parsed: Parsed, word: Found) -> bool:
    """Whether a superlative is one of months: 单月最高, 年内最高, the highest of the year."""
    if parsed.language == "zh":
        return right_before(parsed, word.start, "monthly", "of-year") is not None
    return right_behind(parsed, word.end, "of-year") is not None


def _among_times(parsed: Parsed, word: Found) -> bool:
    """Whether years or months are named in a superlative's clause, or the one before, as what it is among: 有数据的年份中."""
    clause = parsed.sentence.clause(word.start)
    return any(w.end <= word.start and clause - parsed.sentence.clause(w.start) <= 1 for w in said(parsed, "among-times"))


def _reach(parsed: Parsed, start: int, end: int) -> Mention | None:
    """How far back a record reaches: since 2018, in nine months, 2018年以来, 近13个月."""
    near, found = NEAR[parsed.language], list[Mention]()
    for m in parsed.mentions:
        since = is_since(parsed, m) or _goes_back(parsed, m)
        if not since and not is_counted(parsed, m):
            continue
        low, high = (end, m.start) if m.start >= end else (m.end, start)
        side = m.start >= end or (m.end <= start and parsed.language == "zh")
        if side and gap(parsed, low, high) <= (2 * near if since else near) and not _figures(parsed, low, high):
            found.append(m)
    return next((m for m in found if (is_since(parsed, m) or _goes_back(parsed, m))), found[0] if found else None)


def _goes_back(parsed: Parsed, mention: Mention) -> bool:
    """Whether a time is that with which figures begin: in figures going back to 2016, 有数据的2016年以来."""
    return mention.time is not None and right_before(parsed, mention.start, "going-back") is not None


def _figures(parsed: Parsed, start: int, end: int) -> bool:
    return any(m.figure is not None and start <= m.start < end and not _count(m, parsed) for m in parsed.mentions)


def _count(mention: Mention, parsed: Parsed) -> int:
    """How many months, quarters or years a mention counts, 0 where it counts none; 10年 may be a year or a count."""
    if mention.figure is not None and mention.figure.dimension in ("thing", "quantity") and _unit(parsed, mention) is not None:
        return int(mention.figure.value)
    digits = parsed.text[mention.start : mention.end - 1]
    return int(digits) if mention.time is not None and mention.time.kind == "year" and digits.isdigit() and len(digits) <= 2 else 0


def _unit(parsed: Parsed, mention: Mention) -> Found | None:
    """The unit of time that a count is one of."""
    return right_before(parsed, mention.end, "time-unit") or right_behind(parsed, mention.end, "time-unit")


def _is_reach(parsed: Parsed, mention: Mention) -> bool:
    """Whether a count of months or years is how far back something reaches: in nine months, of the 24 months, 近13个月, 10年中."""
    unit = _unit(parsed, mention)
    assert unit is not None
    if parsed.language == "zh":
        return (
            right_before(parsed, mention.start, "reach-lead") is not None
            or right_behind(parsed, max(unit.end, mention.end), "reach-end") is not None
        )
    place = mention.start
    for _ in range(3):
        if right_before(parsed, place, "reach-lead") is not None:
            return True
        link = right_before(parsed, place, "reach-link")
        if link is None:
            return False
        place = link.start
    return False


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A record with its scope, test and window."""
    target = decision.target
    parsed = document.parsed[target.sentence]
    start, end = target.start, target.end
    reach = _reach(parsed, start, end)
    since = reach if reach is not None and (is_since(parsed, reach) or _goes_back(parsed, reach)) else None
    claim = claim.model_copy(update={"period": period_apart(parsed, decision, claim, since)})
    lowest = _lowest(parsed, start, end, target.lowest)
    window, scope = _window(parsed, target, claim), _scope(parsed, target, claim)
    update = {"test": "lowest" if lowest else "highest", "order": "asc" if lowest else "desc", "window": window}
    op = "growth" if _is_rate(parsed, start, end) else claim.indicator.op
    return claim.model_copy(
        update={
            "scope": scope,
            "relation": claim.relation.model_copy(update=update),
            "indicator": claim.indicator.model_copy(update={"op": op}),
        }
    )


def _inside(parsed: Parsed, start: int, end: int, *classes: str) -> list[Found]:
    """The words of classes within a stretch."""
    return [w for w in said(parsed, *classes) if w.start < end and start < w.end]


def _lowest(parsed: Parsed, start: int, end: int, lowest: bool) -> bool:
    """Whether a record is the lowest: by its word, and where it is of falls the largest fall is the lowest growth."""
    low = lowest or any(w.value == "min" for w in _inside(parsed, start, end, "extreme", "extreme-rate"))
    moved, rate = _moved(parsed, start, end), _rate(parsed, start, end)
    if not (moved.is_a("down") if moved is not None else rate is not None and rate.cls == "rate-down"):
        return low
    return not any(w.cls == "extreme" and w.value == "min" for w in _inside(parsed, start, end, "extreme", "extreme-rate"))


def _moved(parsed: Parsed, start: int, end: int) -> Mention | None:
    """The rise or fall that a record is one of: the steepest fall, 最大降幅."""
    for m in parsed.mentions:
        if m.is_a("up", "down") and not m.is_a("than"):
            inside = start <= m.start and m.end <= end
            behind = m.start >= end and gap(parsed, end, m.start) <= 1 and m.clause == parsed.sentence.clause(start)
            if inside or (behind and right_behind(parsed, m.end, "arrival") is None):
                return m
    return None


def _is_rate(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a record is one of growth: the fastest, the sharpest fall, 增速为…最高, the increase was the largest."""
    fast = bool(_inside(parsed, start, end, "extreme-rate"))
    return fast or _moved(parsed, start, end) is not None or _rate(parsed, start, end) is not None


def _rate(parsed: Parsed, start: int, end: int) -> Found | None:
    """The word for a rise or a fall that a record is said of: 增速为…最高, 降幅为…最大, the increase was the largest."""
    clause = parsed.sentence.clause(start)
    before = [w for w in said(parsed, "rate", "rate-down") if w.end <= start and parsed.sentence.clause(w.start) == clause]
    last = before[-1] if before else None
    if parsed.language == "zh":
        return None if last is None or _figures(parsed, last.end, start) else last
    if behind := right_behind(parsed, end, "rate", "rate-down"):
        return behind
    near = last is not None and right_behind(parsed, last.end, "copula") is not None and gap(parsed, last.end, start) <= NEAR["en"]
    return last if near or (last is not None and _is_of(parsed, last, start)) else None


def _is_of(parsed: Parsed, rate: Found, start: int) -> bool:
    """Whether an English record is said of a rise or fall with what it is of: the fall in Shanxi's trade was the steepest."""
    article = right_before(parsed, start, "article")
    copula = right_before(parsed, article.start if article else start, "copula")
    if copula is None or right_behind(parsed, rate.end, "within") is None:
        return False
    between = parsed.inside(rate.end, copula.start)
    return not any(m.figure is not None or m.is_a("up", "down", "while") for m in between)


def _scope(parsed: Parsed, target: Target, claim: Claim) -> str:
    """Whether a record is one of months or of years: of the same month of each year where it says so."""
    around = (max(0, target.start - 6), target.end)
    if _inside(parsed, *around, "same-period"):
        return "years"
    if _inside(parsed, target.start - 1, target.end, "monthly"):
        return "months"
    reach = _reach(parsed, target.start, target.end)
    if reach is not None and _count(reach, parsed) and (unit := _unit(parsed, reach)) is not None and unit.value == "1":
        return "months"
    if _within_year(parsed, target, claim):
        return "months"
    return "months" if claim.period is not None and Period.parse(claim.period).months == 1 else "years"


def _within_year(parsed: Parsed, target: Target, claim: Claim) -> bool:
    """Whether a record is one of its year's months only: 年内最高, 全年单月最高, the highest of the year."""
    if claim.period is not None and Period.parse(claim.period).months >= 12:
        return False
    low = target.start - 4 if parsed.language == "zh" else target.start
    return bool(_inside(parsed, max(0, low), target.end, "of-year")) or right_behind(parsed, target.end, "of-year") is not None


def _window(parsed: Parsed, target: Target, claim: Claim) -> str | None:
    """The time since which something is a record."""
    if claim.period is None:
        return None
    period = Period.parse(claim.period)
    if _within_year(parsed, target, claim):
        return str(period.start // 100)
    reach = _reach(parsed, target.start, target.end)
    if reach is None:
        return None
    if not _count(reach, parsed):
        begun = next((p for p in made(parsed, reach, period) if p.start < period.start), None)
        if begun is not None and _goes_back(parsed, reach):
            return str(Period(begun.start, period.end))
        return str(begun) if begun else None
    return None if _is_all_held(parsed, reach) else first_of(parsed, reach, period)


def is_counted(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention counts the periods that something reaches back: in nine months, 近10年."""
    return _count(mention, parsed) > 0 and _is_reach(parsed, mention)


def first_of(parsed: Parsed, reach: Mention, period: Period) -> str | None:
    """The first of the counted periods that end with a period: 2016 of the ten years to 2025; None where there is one alone."""
    unit = _unit(parsed, reach)
    months = int(unit.value) * (_count(reach, parsed) - 1) if unit is not None else 0
    if not months:
        return None
    first = period.shift(-months)
    return str(first.start // 100) if first.whole_years else str(first) if first.months == 1 else str(Period.of_month(first.start))


def _is_all_held(parsed: Parsed, reach: Mention) -> bool:
    """Whether a count of periods is that of all that are known: of the 24 months held, 有数据的10年中."""
    return right_before(parsed, reach.start, "held") is not None or any(
        w.start >= reach.end and gap(parsed, reach.end, w.start) <= 1 for w in said(parsed, "held")
    )
