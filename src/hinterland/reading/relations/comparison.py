"""Comparisons: one side set against another by a word (overtook Henan, 增速快于全国) or a figure (4.2 points faster than the nation).

`find` gives words of comparison that no figure measures; `compares` tells whether a figure is a comparison, `relate` says against what, which way and from when.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.models import Claim, Indicator, Relation
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target, is_partner
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.names import REGION
from hinterland.reading.relations.bases import is_measured_from, measured_from
from hinterland.reading.relations.predicates import is_of_size, ratio_of
from hinterland.reading.relations.sides import (
    LESS,
    NAMED,
    Against,
    Side,
    against,
    behind_word,
    is_summed,
    listed_behind,
    listed_beside,
    pointed,
    run_of,
    sides,
    sinks,
)
from hinterland.reading.relations.words import Found, breaks, gap, is_against_time, is_rise_told_of, rate_behind, rest, said, spoken

NEAR = 24
"""Maximum characters between a comparison and a figure that measures it."""


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Words of comparison with another side behind them, and no figure that says by how much."""
    stands = False
    for word, side in _compared(parsed):
        # A further side of a list stands for the word, and as that does.
        stands = stands if word.start == side.start else _stands(parsed, word, side)
        if stands:
            yield Target("comparison", parsed.number, _begin(parsed, word), word.end)


def _compared(parsed: Parsed) -> Iterator[tuple[Found, Side]]:
    """The words of comparison in a sentence with their other sides; each further side of a list stands for the word itself: larger than Henan and Anhui."""
    for word in _words(parsed):
        side = _other(parsed, word)
        if side is not None:
            yield word, side
            yield from ((word._replace(start=s.start, end=s.end), s) for s in listed_behind(parsed, side))
    if parsed.language == "zh":
        yield from _adjectives(parsed)


def _adjectives(parsed: Parsed) -> Iterator[tuple[Found, Side]]:
    """Chinese adjectives behind their side: 外贸增速比四川快."""
    text = parsed.text
    for adjective in spoken(text, "zh", "compare-plain"):
        if not text[adjective.end :].startswith(tuple(forms("zh", "compare-closed"))) and text[adjective.end :]:
            continue
        near = [s for s in sides(parsed) if s.kind in ("place", "nation") and s.end <= adjective.start]
        if not near or rest(text[near[-1].end : adjective.start], "zh", "compare-tail", "compare-adverb"):
            continue
        if any(w.end == near[-1].start for w in spoken(text[: near[-1].start], "zh", "compare-than")):
            yield adjective, near[-1]


def _words(parsed: Parsed) -> Iterator[Found]:
    """The words of comparison in a sentence that stand before their side."""
    taken = [m for m in parsed.mentions if m.figure is not None or m.time is not None]
    classes = ("compare", "compare-than") if parsed.language == "en" else ("compare",)
    for word in said(parsed, *classes):
        if not overlaps(word, taken):
            yield word


def _begin(parsed: Parsed, word: Found) -> int:
    """Where a comparison's words begin: at its copula where an adjective of size follows it (was larger)."""
    if word.cls != "compare-than" or not word.value.endswith("size"):
        return word.start
    copula = [w for w in said(parsed, "compare-copula") if w.end == word.start - 1]
    return copula[-1].start if copula else word.start


def _other(parsed: Parsed, word: Found) -> Side | None:
    """The side behind a word; a flow only where another one is said before it."""
    side = behind_word(parsed, word)
    if side is None or side.kind != "flow":
        return None if side is not None and (_only_by(parsed, word, side) or is_summed(parsed, side)) else side
    one = _flow_before(parsed, word.start)
    owned = any(s.kind == "place" and 0 <= s.start - side.end <= 4 for s in sides(parsed))
    return side if {one, side.code} == {"export", "import"} and not owned else None


def _only_by(parsed: Parsed, word: Found, side: Side) -> bool:
    """Whether those that are ahead are only the exceptions: surpassed only by."""
    gap = parsed.text[word.end : side.start]
    return bool(spoken(gap, parsed.language, "compare-by")) and bool(rest(gap, parsed.language, "compare-by", "compare-gap"))


def _clause_start(parsed: Parsed, place: int) -> int:
    """Where the clause that a place lies in begins, brackets left out."""
    return max((c for c in parsed.sentence.clauses if c <= place and parsed.text[max(0, c - 1) : c] not in tuple("()（）")), default=0)


def _flow_before(parsed: Parsed, place: int) -> str | None:
    """The flow that was named last in the clause before a place."""
    start = _clause_start(parsed, place)
    said = [m for m in parsed.mentions if m.is_a("flow") and start <= m.start and m.end <= place]
    return said[-1].value("flow") if said else None


def _stands(parsed: Parsed, word: Found, side: Side) -> bool:
    """Whether a comparison in words is a claim of its own: not measured, hoped for, of a sum, or of the places of partners."""
    text, language = parsed.text, parsed.language
    start = _clause_start(parsed, word.start)
    if _measured(parsed, word, side) or spoken(text[start : word.start], language, "compare-joint", "compare-every"):
        return False
    if any(m.is_a("forecast") and start <= m.start < max(word.start, side.start) for m in parsed.mentions):
        return False
    if any(m.is_a("partnerword") and word.start <= m.start for m in parsed.mentions if m.clause == parsed.sentence.clause(side.start)):
        return False
    if language == "zh" and _is_nation(side):
        return _of_growth(parsed, word, side) and not _counts(parsed, start, word.start)
    return True


def _is_nation(side: Side) -> bool:
    return side.kind == "nation" or (side.mention is not None and side.mention.value("proform") == "nation")


def _counts(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a stretch counts places or companies, so that what follows is said of those counted."""
    return any(m.is_figure("thing", "percent") and start <= m.start < end for m in parsed.mentions)


def _measured(parsed: Parsed, word: Found, side: Side) -> bool:
    """Whether a figure says by how much."""
    text = parsed.text
    for m in parsed.mentions:
        if m.figure is None:
            continue
        points = m.figure.dimension in ("points", "ratio") or text[m.end - 1 : m.end] in forms("zh", "rank-counter")
        if m.end <= word.start and not text[m.end : word.start].strip() and (points or m.figure.dimension == "percent"):
            return True
        if m.start >= side.end and points and m.start - side.end <= NEAR * 2 and not breaks(text[side.end : m.start]):
            return True
        if (
            parsed.language == "zh"
            and m.figure.dimension in ("money", "percent")
            and m.start >= side.end
            and m.start - side.end <= 4
            and not breaks(text[side.end : m.start])
        ):
            return not text[side.end : m.start].startswith(tuple(forms("zh", "possessive")))
    return False


def _of_growth(parsed: Parsed, word: Found, side: Side) -> bool:
    """Whether rates are compared and not sizes."""
    text, language = parsed.text, parsed.language
    if word.value.endswith("growth") or _moves(parsed, word) is not None:
        return True
    if word.value.endswith("pace") and side.kind != "flow" and not any(m.is_figure("money") for m in parsed.mentions):
        return True
    if _is_nation(side) or spoken(text[word.end : side.end], language, "compare-rate"):
        return True
    start = _clause_start(parsed, word.start)
    rates = [m for m in parsed.mentions if m.is_figure("percent")]
    goes_on = any(m.end <= word.start and not text[m.end : word.start].strip(" ,，") for m in rates)  # Rose 11%, less than Ohio's.
    if goes_on or any(0 <= m.start - side.end <= 3 and not breaks(text[side.end : m.start].strip()) for m in rates):
        return True
    said = spoken(text[start : min(word.start, side.start)], language, "compare-rate")
    return bool(said) and not any(m.is_figure("money") and start <= m.start < word.start for m in parsed.mentions)


def _moves(parsed: Parsed, word: Found) -> Mention | None:
    """The verb of a rise or fall that touches a word of comparison, or in English the noun of one behind it: fell more than, a smaller drop than."""
    outside = (m for m in parsed.mentions if m.end <= word.start or (m.start >= word.end and parsed.language == "en"))
    return next((m for m in outside if m.is_a("up", "down") and parsed.is_blank(min(m.end, word.end), max(m.start, word.start))), None)


def speaks_of(parsed: Parsed, target: Target) -> str | None:
    """Trade, where that and no other statistic is named before a comparison in words; None where that is to be decided."""
    before = [m for m in parsed.mentions if m.end <= target.start and m.is_a("flow", "other", "services")]
    if before:
        return "trade" if before[-1].is_a("flow") else None
    later = [m for m in parsed.mentions if m.is_a("flow", "other", "services")]
    traded = bool(spoken(parsed.text[: target.start], parsed.language, "compare-traded"))
    return "trade" if traded or (later and later[0].is_a("flow")) else None


def compares(document: Document, target: Target) -> bool:
    """Whether a figure's words set it against another side, whatever else its operation might be."""
    figure = _mention(document, target)
    if figure is None or figure.figure is None or figure.figure.dimension not in ("points", "ratio", "money", "percent"):
        return False
    parsed = document.parsed[target.sentence]
    found = None if is_against_time(parsed, figure.figure) or is_rise_told_of(parsed, figure.end) else against(parsed, figure)
    return found is not None and found.side.kind in (*NAMED, "flow") and not _is_own(parsed, found.side, figure)


def _is_own(parsed: Parsed, side: Side, figure: Mention) -> bool:
    """Whether a figure is the other side's own: above Jiangsu's 8.4 percent, above the national rate of 5.8 percent, 高于江苏的3.96万亿元."""
    if figure.figure is None or figure.figure.dimension not in ("percent", "money"):
        return False
    between = parsed.inside(side.end, figure.start)
    if side.end == figure.start and rate_behind(parsed, figure.end) is not None:
        return True
    is_of = [m.value("prep") for m in between] == ["of"] and gap(parsed, side.end, between[0].start) <= OWN
    return is_of or parsed.between(side, figure).lower() in forms(parsed.language, "possessive")


OWN = 2
"""Maximum words between a side and what leads to its own figure: the national growth rate of 5.8 percent."""


def _mention(document: Document, target: Target) -> Mention | None:
    """The mention that a figure's target rests on."""
    return next((m for m in document.parsed[target.sentence].mentions if m.start == target.start and m.figure is not None), None)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A comparison with its other side; None where it would be set against itself."""
    parsed, target = document.parsed[decision.target.sentence], decision.target
    if target.figure is not None:
        figure = _mention(document, target)
        found = against(parsed, figure) if figure is not None else None
        return _measured_claim(document, parsed, claim, target, found)
    pair = next(((w, s) for w, s in _compared(parsed) if w.end == target.end), None)
    return None if pair is None else _worded_claim(document, parsed, claim, *pair)


def _worded_claim(document: Document, parsed: Parsed, claim: Claim, word: Found, side: Side) -> Claim | None:
    """What words alone say: which side is ahead, in level or growth, and for an overtaking since when."""
    place = min(word.start, side.start)
    subject = _subject(document, parsed, claim, place, side)
    versus = _code(document, parsed, side, subject, place)
    less, over = word.value.startswith(LESS), word.value.startswith("over")
    if (move := _moves(parsed, word)) is not None and move.is_a("down"):
        less = not less
    if _is_by(parsed, word, side) and side.kind == "place":
        subject, versus, less = (versus, subject, less) if over else (subject, versus, not less)
    if subject is None or versus is None or claim.period is None or not _comparable(claim, subject, versus):
        return None
    indicator = {"op": "growth" if _of_growth(parsed, word, side) else "level"}
    indicator["measure"] = "value"
    if side.kind == "flow":
        indicator["flow"] = _flow_before(parsed, word.start) or claim.indicator.flow or "total"
    elif (basis := _basis(parsed, word, side)) is not None:
        indicator["flow"] = basis
    base = str(Period.parse(claim.period).year_before()) if over else None
    relation = Relation(test="<" if less else ">", versus=versus, base_period=base)
    return claim.model_copy(update={
        "subject": subject, "relation": relation, "indicator": claim.indicator.model_copy(update=indicator), "low": None, "high": None, "unit": None,
    })  # fmt: skip


def _is_by(parsed: Parsed, word: Found, side: Side) -> bool:
    """Whether the side of a word, or the first side of its list, is who did it: overtaken by Iowa and Ohio."""
    firsts = ((w.end, s.start) for w, s in _compared(parsed) if w.start != s.start and s.end <= side.end)
    start, end = (word.end, side.start) if word.start != side.start else max(firsts, default=(word.end, side.start))
    return bool(spoken(parsed.text[start:end], parsed.language, "compare-by"))


def _comparable(claim: Claim, subject: str, versus: str) -> bool:
    """Whether two sides can be set against each other: not one within the other the wrong way round, nor two partners of a third country."""
    if versus in codes.FLOWS:
        return True
    return subject != versus and country_of(versus) != subject and (len(subject) != 2 or subject == claim.subject)


def _basis(parsed: Parsed, word: Found, side: Side) -> str | None:
    """The flow that two places are compared by where it stands behind them: overtook Henan in exports."""
    if parsed.language == "zh":
        return None
    later = [m for m in parsed.mentions if m.start >= side.end and m.is_a("flow")]
    bases = [w for w in spoken(parsed.text, "en", "compare-basis") if w.start >= side.end]
    if not later or not bases or breaks(parsed.text[side.end : later[0].start]):
        return None
    near = bases[0].start - side.end <= 3 and len(parsed.text[bases[0].end : later[0].start].split()) <= 2
    return later[0].value("flow") if near else None


def _subject(document: Document, parsed: Parsed, claim: Claim, place: int, side: Side) -> str | None:
    """Whose figure is compared: the place that stands last before the comparison, unless that is a partner of the one decided."""
    other = _code(document, parsed, side, claim.subject, place)
    others = {s.start for w, s in _compared(parsed) if s.end <= place}
    named = [s for s in sides(parsed) if s.kind == "place" and s.end <= place and s.code != other and s.start not in others]
    named = [s for s in named if s.code not in (codes.groups_of(other) if other else ())]
    named = [s for s in named if s.start >= _clause_start(parsed, place)] or named
    if not named:
        return claim.subject if claim.subject != other else document.main_subject if document.main_subject != other else None
    nearest = named[-1]
    partner = nearest.mention is not None and is_partner(parsed, nearest.mention)
    return claim.subject if partner and claim.subject not in (nearest.code, other) else nearest.code


def _code(document: Document, parsed: Parsed, side: Side, subject: str | None, place: int) -> str | None:
    """What stands for a side in a claim."""
    if side.kind == "nation":
        nation = country_of(subject) if subject else document.main_nation
        return nation if nation != subject else None
    if side.kind in ("former", "latter"):
        return pointed(parsed, side.kind, place)
    code = codes.first_level_of(subject) if side.kind == REGION and subject else side.code
    return code if code and code != subject else None


def _measured_claim(document: Document, parsed: Parsed, claim: Claim, target: Target, found: Against | None) -> Claim:
    """What a figure says of two sides: its sign, and the other side or the time that it is measured from."""
    figure = target.figure
    assert figure is not None
    side = found.side if found is not None else None
    subject = _owner(document, parsed, claim, target, side)
    less = sinks(parsed, target.start) if found is None else found.less != _falling(parsed, target)
    low, high = figure.low, figure.high
    update: dict[str, object] = {"subject": subject}
    relation = claim.relation
    if side is not None and side.kind == "time":
        base = measured_from(document, claim, side.mention) if _speaks_of_rates(parsed, target) else None
        relation = relation.model_copy(update={"base_period": base})
        update |= {"period": None} if is_measured_from(document, claim, side.mention) else {}
    elif side is not None:
        relation = relation.model_copy(update={"versus": _code(document, parsed, side, subject, target.start)})
        if side.kind == "flow" and {side.code, _flow_before(parsed, side.start)} != {"export", "import"}:
            relation = relation.model_copy(update={"versus": None})
    elif _near_nation(parsed, target):
        nation = country_of(subject) if subject else document.main_nation
        relation = relation.model_copy(update={"versus": nation if nation != subject else None})
    update["indicator"] = _measured_indicator(parsed, claim, target, side)
    if figure.dimension in ("points", "percent", "money"):
        update["low"], update["high"] = (-high, -low) if less else (low, high)
    if _at_least(parsed, target):
        update["low"], update["high"] = (None, -figure.value) if less else (figure.value, None)
    if figure.dimension == "points":
        update["unit"] = "percentage_point"
    if relation.versus is not None and claim.indicator.op not in ("share", "contribution") and is_of_size(parsed, target):
        update |= ratio_of(figure, less=less) | {"indicator": claim.indicator.model_copy(update={"op": "level"})}
    return claim.model_copy(update={**update, "relation": relation})


def _speaks_of_rates(parsed: Parsed, target: Target) -> bool:
    """Whether a figure's clause says that a rate of growth moved, and no average one: 增速较上年加快, 3 points faster than in 2024."""
    clause = parsed.sentence.clause(target.start)
    words = [w for w in said(parsed, "rate", "pace", "measured-rate") if parsed.sentence.clause(w.start) == clause]
    words = [w for w in words if w.cls != "pace" or w.value == "name"]
    return bool(words) and not any(m.is_a("cagr") for m in parsed.mentions if m.clause == clause)


def _at_least(parsed: Parsed, target: Target) -> bool:
    """Whether the word right before a figure leaves its upper end open: more than twice."""
    before = parsed.before(target.start)
    if before is None or before.value("hedge") != "more" or target.start - before.end > 1:
        return False
    return not spoken(parsed.written(before), parsed.language, "compare-adjective")


def _measured_indicator(parsed: Parsed, claim: Claim, target: Target, side: Side | None) -> Indicator:
    """What a comparison by a figure measures; a multiple of rates is no statistic."""
    op = _op(parsed, claim, target, side)
    if side is None or claim.indicator.concept is None:
        return claim.indicator.model_copy(update={"op": op})
    if target.figure is not None and target.figure.dimension == "ratio" and _of_rates(parsed, target, side):
        return Indicator(op="multiple", concept=None, flow=None)
    flow = _flow_before(parsed, min(side.start, target.start)) if side.kind == "flow" else _flow_of_list(parsed, target)
    return claim.indicator.model_copy(update={"op": op, "flow": flow or claim.indicator.flow})


def _of_rates(parsed: Parsed, target: Target, side: Side) -> bool:
    """Whether a multiple is one of rates: 出口增速是进口增速的2.5倍."""
    low, high = sorted((side.start, target.start))
    return bool(spoken(parsed.text[low:high], parsed.language, "compare-rate"))


def _flow_of_list(parsed: Parsed, target: Target) -> str | None:
    """The flow of a figure in a list as long as one of flows before it: 进口、出口分别高于全国3个和4个百分点."""
    figure = next(m for m in parsed.mentions if m.start == target.start and m.figure is not None)
    run, place = run_of(parsed, figure)
    said = [m for m in parsed.mentions if m.is_a("flow") and m.end <= run[0].start]
    first = len(said) - 1
    while first > 0 and listed_beside(parsed, said[first - 1], said[first]):
        first -= 1
    flows = [flow for m in said[max(first, 0) :] for flow in _flows_in(parsed, m)]
    return flows[place] if len(run) == len(flows) > 1 else None


def _flows_in(parsed: Parsed, mention: Mention) -> list[str]:
    """The flows that a mention lists (exports and imports), or its one."""
    known, text = forms(parsed.language, "flow"), parsed.written(mention).lower()
    for joint in forms(parsed.language, "list"):
        parts = [part.strip() for part in text.split(joint)]
        if len(parts) > 1 and all(part in known for part in parts):
            return [known[part] for part in parts]
    return [mention.value("flow") or ""]


def _op(parsed: Parsed, claim: Claim, target: Target, side: Side | None) -> str:
    """The operation that is compared: of points rates, shares or, where words say so, contributions, of a multiple amounts, or the two flows of a place."""
    assert target.figure is not None
    if target.figure.dimension == "ratio":
        return "multiple" if side is not None and side.kind == "flow" else "level"
    if target.figure.dimension == "money":
        return "level"
    is_told = claim.indicator.op == "share" or parsed.language == "zh" or any(m.is_a("contribution") for m in parsed.mentions)
    return claim.indicator.op if claim.indicator.op in ("share", "contribution") and is_told else "growth"


def _owner(document: Document, parsed: Parsed, claim: Claim, target: Target, side: Side | None) -> str | None:
    """Whose figure it is: one that former or latter point at, or the nearest before the figure where the one decided is the other side."""
    start = _clause_start(parsed, target.start)
    pointing = [s for s in sides(parsed) if s.kind in ("former", "latter") and start <= s.start < target.start and s is not side]
    pointing = [s for s in pointing if side is None or s.start != side.start]
    if pointing:
        return pointed(parsed, pointing[0].kind, pointing[0].start) or claim.subject
    if side is None or side.kind != "place" or claim.subject not in (None, side.code):
        return claim.subject
    named = [s for s in sides(parsed) if s.kind == "place" and s.code != side.code and s.end <= target.start]
    abroad = bool(named) and claim.indicator.partner != "world" and country_of(named[-1].code) != country_of(side.code)
    if abroad and (country_of(side.code) != side.code or _is_listed_partner(parsed, named[-1])):
        # A place's trade with a partner beside all of its own: 甲省对智利进出口增速比甲省高2个百分点.
        return claim.subject
    return named[-1].code if named else (document.main_subject if document.main_subject != side.code else None)


def _is_listed_partner(parsed: Parsed, side: Side) -> bool:
    """Whether a place stands in a list behind a preposition of partners."""
    listed = [*takewhile(lambda m: m.is_a("and") or m.names, (m for m in reversed(parsed.mentions) if m.end <= side.end))]
    return bool(listed) and is_partner(parsed, next(m for m in reversed(listed) if m.names))


def _falling(parsed: Parsed, target: Target) -> bool:
    """Whether it is rates of decline that are compared."""
    start = _clause_start(parsed, target.start)
    return bool(spoken(parsed.text[start : target.start], parsed.language, "compare-decline"))


def _near_nation(parsed: Parsed, target: Target) -> bool:
    """Whether a figure's clause speaks of the nation."""
    clause = parsed.sentence.clause(target.start)
    return any(_is_nation(s) and parsed.sentence.clause(s.start) == clause for s in sides(parsed))
