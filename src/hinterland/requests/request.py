"""From a text to a request as understood: `parse(text)` raises `Unclear` in a sentence for whatever it can't be sure of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.language.naming import currency_name
from hinterland.models import Flow, Op
from hinterland.reading.numbers import Figure
from hinterland.requests import against, arithmetic, history, joint, marks, refusals, sides, workings
from hinterland.requests.clauses import clauses
from hinterland.requests.definitions import defined
from hinterland.requests.messages import Unclear, message, refuse, several, with_request, with_rest
from hinterland.requests.model import ALL, Request
from hinterland.requests.normal import percents
from hinterland.requests.places import Places, places, whole
from hinterland.requests.refusals import BOTH, WHOLE, What, grown_on, is_over_years, periods, with_base
from hinterland.requests.scan import LONGEST, Scan, scan
from hinterland.requests.sizes import leave_sizes
from hinterland.requests.slots import BASES, FLOWS, currencies
from hinterland.requests.stated import about, is_claim, stated
from hinterland.requests.totals import amounts, computed, is_flow_share, marked, moneys_of, names_both_ends, ranked_by
from hinterland.requests.vocabulary import Meaning, home, scope


def parse(text: str, today: date | None = None, language: Language | None = None) -> Request:
    """A request as understood, to be answered in `language`, else in its own. Raises `Unclear`, an `InputError`, in a sentence for what isn't understood, doesn't
    exist or isn't measured; where the rest of the request can be answered, the sentence says so.
    """
    first, *more = clauses(text, today or date.today())
    asked = _asked(first, today, language)
    if not more or asked.what == "claim":
        return asked if not more else _asked(text, today, language)
    also: list[Request] = []
    for part in more:
        try:
            one = _asked(part, today, language or asked.language)
        except Unclear as e:
            raise e if e.rest else with_request(e, first, [e.words or part], asked.language) from None
        ahead = asked.what == one.what == "outlook" and (asked.subjects, asked.flow) == (one.subjects, one.flow)
        if ahead and (asked.amount == one.amount or None in (asked.amount, one.amount)):
            asked = _of_both(asked, one)
        else:
            also.append(one)
    return replace(asked, text=text.strip(), also=(*asked.also, *also))


def _of_both(one: Request, other: Request) -> Request:
    """One outlook that answers two questions about the same future: against the amount that either names, in the years of both, all where one names none."""
    named = tuple(dict.fromkeys((*one.periods, *other.periods))) if one.periods and other.periods else ()
    amount, test = (one.amount, one.test) if one.amount is not None else (other.amount, other.test)
    return replace(one, amount=amount, test=test, periods=named, called={**one.called, **other.called})


def _asked(text: str, today: date | None, language: Language | None) -> Request:
    """A request for one thing, as understood; what refuses it says what can be asked of it."""
    set_against = _set_against(text, today, language)
    if set_against is not None and sides.is_sum(set_against):
        return set_against
    count, rest = marks.years_running(text, today or date.today())
    try:
        run = _parsed(rest, today, language) if count else None
    except Unclear:
        run = None
    if run is not None and (ended := _with_run(run, text, count)) is not None:
        return ended
    if (judged := _of_a_part(text, today, language)) is not None:
        is_other = set_against is not None and set_against.amount and not codes.is_nation(set_against.besides[1].subjects[0])
        return set_against if set_against is not None and is_other else judged  # A part of another region, and no share of a whole.
    try:
        return _parsed(text, today, language)
    except Unclear as e:
        if set_against is not None:
            return set_against
        raise refusals.with_examples(with_rest(e, text, lambda rest: _parsed(rest, today, language)), text, today, language) from None


def _with_run(r: Request, text: str, count: int) -> Request | None:
    """A ranking whose members, or a region whose figures, are to have risen or fallen for years on end, the last of a span's; None where another thing is asked."""
    if r.op != "growth" or r.top or r.nth or r.computed:
        return None
    last = tuple(Period.of_year(p.end // 100) if p.months > 12 else p for p in r.periods)
    if r.what == "ranking":
        mark, test = (Decimal(0), ">") if r.amount is None else (r.amount, r.test)
        return replace(r, text=text.strip(), run=count, amount=mark, test=test, periods=last)
    if len(r.subjects) > 1 or codes.get("subject", r.subjects[0]).kind != "region" or r.what not in ("figure", "history", "claim"):
        return None
    test = "<" if scan(text, date.today()).every("falling") else ">"
    return replace(r, text=text.strip(), what="history", computed="run", run=count, test=test, amount=None, each="year", stated=None)


def _of_a_part(text: str, today: date | None, language: Language | None) -> Request | None:
    """The claim, or the ranking beyond a share, of a request that names a fraction of something, which is read as a percentage; None where it doesn't."""
    found = scan(text, today or date.today())
    plain = percents(found.text, [(s.start, s.end) for s in found.stretches])
    if plain == found.text or not ("whether" in found.values("question") or any(found.every(kind) for kind in JUDGED)):
        return None
    try:
        made = _parsed(plain, today, language)
    except Unclear:
        return None
    return made if made.what == "claim" or (made.what == "ranking" and made.amount is not None and made.op == "share") else None


JUDGED = ("claim", "asserted", "above", "below", "one", "many", "share")
"""Kinds of words of which one stands where a fraction of something is asked."""


def _set_against(text: str, today: date | None, language: Language | None) -> Request | None:
    """The request of two figures that are set against each other; None where no template fits, or a side isn't understood."""
    for found in sides.split(text, today or date.today()):
        try:
            one, other = (_parsed(side, today, language) for side in (found.one, found.other))
        except Unclear:
            continue
        if (made := sides.joined(found.of, text, one, other, found.part)) is not None:
            return made
    return None


def _parsed(text: str, today: date | None, language: Language | None) -> Request:
    if len(text) > LONGEST:
        raise Unclear(message("long", language or "en", most=LONGEST), "long")
    found = scan(text, today or date.today())
    found.language = language or found.tongue
    leave_sizes(found)
    joint.settle_whole(found)
    if not found.text:
        raise refuse("empty", found.language)
    term, where = defined(found.text), places(found)
    if term is not None:
        r = Request(text.strip(), found.language, "definition", term=term)
        return replace(_slots(text, found, where, "definition"), term=term) if term.kind == "about" else r
    if without := joint.leave_out(found):
        r = _of_scan(text, found, places(found))
        return replace(r, without=without, subjects=tuple(s for s in r.subjects if s not in without))
    return _of_scan(text, found, where)


def _of_scan(text: str, found: Scan, where: Places) -> Request:
    """The request of a text taken apart."""
    history.complete_base(found, where.subjects)
    joint.settle_percent(found)
    joint.settle_difference(found)
    marks.settle(found)
    if (most := marks.band(found)) is not None:
        r = _of_scan(text, found, where)
        return replace(r, besides=(replace(r, amount=most, test="<"),)) if r.what == "ranking" and not r.computed else r
    workings.set_apart(found, where)
    if (kind := workings.asked(found, where)) is not None:
        noted = {"corrections": refusals.corrections(found), "assumptions": refusals.dated(found), "yearless": found.is_yearless}
        r = replace(_slots(text, found, where, "history"), **noted)  # type: ignore[arg-type]
        return replace(workings.request(r, found, where, kind), passed=tuple(u.written for u in found.passed))
    if (made := _against(text, found, where)) is not None:
        return made
    if not history.is_asked(found, where.subjects) and is_claim(found, where) and joint.conditions(found):
        return replace(_slots(text, found, where, "figure"), flow=None)
    if not history.is_asked(found, where.subjects) and is_claim(found, where):
        refusals.see_to_claim(found)
        where = about(found, where)
        r = replace(_slots(text, found, where, "claim"), unread=_unread(found))
        return replace(r, periods=refusals.named(found, r.what), stated=stated(found, where.subjects, r.op, r.concept))
    refusals.see_to_words(found, where)
    r = _beside_year(text, found, where) or _understood(text, found, where)
    return replace(r, passed=tuple(u.written for u in found.passed))


def _against(text: str, found: Scan, where: Places) -> Request | None:
    """The members of a group that are above one region or below it, in what is asked; None where something else is asked."""
    asked = against.asked(found, where)
    if asked is None or _op(found) not in ("level", "growth", "balance"):
        return None
    refusals.see_to_words(found, where)
    r = _slots(text, found, replace(where, subjects=(asked.group,)), "ranking")
    notes = {"corrections": refusals.corrections(found), "assumptions": tuple(refusals.dated(found)), "yearless": found.is_yearless}
    made = replace(r, than=asked.other, test=asked.test, fresh=asked.crossed, newest=bool(found.every("latest")), **notes)  # type: ignore[arg-type]
    return replace(made, passed=tuple(u.written for u in found.passed))


def _beside_year(text: str, found: Scan, where: Places) -> Request | None:
    """The members of a group of which a year's figure was above, or below, that of the year before; None where something else is asked."""
    named, group = sorted(periods(found)), next(iter(where.subjects), scope())
    words = [any(found.every(kind) for kind in kinds) for kinds in (COMPARED, SIDES, ("one", "many"))]
    consecutive = len(named) == 2 and named[1].year_before() == named[0]
    other = found.figures or found.every("superlative") or len(where.subjects) > 1 or _op(found) not in ("level", "growth")
    if not (consecutive and all(words)) or other or codes.get("subject", group).kind != "group":
        return None
    less = any(found.every(kind) for kind in ("fewer", "below", "falling"))
    r = _slots(text, found, replace(where, subjects=(group,)), "ranking")
    return replace(r, op="growth", periods=(named[1],), amount=Decimal(0), test="<" if less else ">")


COMPARED, SIDES = ("than", "compare", "above", "below"), ("than-more", "whose", "above", "below")
"""Kinds of words that set one year against another, and that say which of them has more."""


def _slots(text: str, found: Scan, where: Places, what: What) -> Request:
    """A request with what single words say: whom it is about, and what of them, each slot as a whole where no word narrows it."""
    op, concept = _op(found), next((c for c in found.values("concept") if c != "trade"), "trade")
    flow = _flow(found) if concept == "trade" and op != "balance" else None
    partner = where.partners[0] if where.partners else ALL["partner"]
    product, regime = (next(iter(found.values(kind)), ALL[kind]) for kind in ("product", "regime"))
    named = (where.subjects, flow, op, concept, product, partner, regime)
    return Request(text.strip(), found.language, what, *named, periods=periods(found), among=where.group)


def _unread(found: Scan) -> str:
    """What is to be said of a claim that isn't read: the first word that isn't understood or isn't answered."""
    try:
        refusals.see_to_refused(found)
        refusals.see_to_order(found)
    except Unclear as e:
        return str(e)
    return message("unknown", found.language, words=found.unknown[0].written) if found.unknown else ""


def _understood(text: str, found: Scan, where: Places) -> Request:
    """The request of a scan in which everything is known."""
    language, amount = found.language, next(iter(amounts(found)), None)
    if found.every("apiece") and len(where.subjects) == 1 and codes.get("subject", where.subjects[0]).kind == "group":
        where = replace(where, subjects=codes.members(where.subjects[0])[:MOST_MEMBERS] or where.subjects)
    what = _what(found, where, amount)
    r = _slots(text, found, where, what)
    op, concept, flow, named = r.op, r.concept, r.flow, refusals.named(found, what)
    ordered = amount is not None or found.counts or any(found.every(kind) for kind in ("rank", "superlative", "amount"))
    measured = where.partners or flow or op != "level" or concept != "trade" or found.values("product")
    if found.is_sourced and not (measured or where.subjects):
        return replace(r, what="definition", term=Meaning("about", "sources"))
    if not measured and ((what == "figure" and not where.subjects) or (what == "ranking" and not ordered)):
        raise refuse("empty", language)
    mark, test = marked(found, amount, op)
    rate = arithmetic.rise(found, op) if what == "outlook" else None
    mark, amount = (None, None) if rate is not None else (mark, amount)
    if (shared := sides.share_of_sum(r, found, where)) is not None:
        return shared
    subjects, assumed = _subjects(found, where, what, op)
    if found.every("cumulative"):
        named = tuple(Period.year_to(p.end) if p.months == 1 else p for p in named)
    refusals.see_to_kind(found, what, op, concept, subjects, where)
    refusals.see_to_uses(found, what, op, where)
    fresh = what == "ranking" and mark is not None and bool(found.every("firstly"))
    if fresh and op != "level":
        raise refuse("unused:ranking", language, words=found.every("firstly")[0][0].written)
    if what == "outlook" and op == "growth" and mark is None:
        test = "<" if found.every("falling") else ">"
    grown = op == "growth" and refusals.is_with_growth(found, what)
    between = what == "comparison" and len(subjects) == 1 and found.every("compare") and not found.every("minus")
    op = "level" if op == "growth" and (what == "outlook" or between or grown) else op
    named = with_base(found, named) if op == "cagr" else named
    spans = any(p.months > 12 for p in named) and what == "ranking"
    if found.every("rank") and is_over_years(found) and (spans or op == "growth") and codes.get("subject", subjects[0]).kind == "region":
        op = "level" if op == "growth" and refusals.is_moved(found) else op
        named = refusals.years(found)  # The place in each year, or how it changed.
    notes = [message(f"assumed:{assumed}", language)] if assumed else []
    notes += refusals.dated(found)
    top, order = ranked_by(found, what, falling=_op(found) == "growth")
    worked_out = computed(found, what, op, subjects, named, top)
    moneys = moneys_of(found, amount)
    currency, others = next(iter(moneys), None), moneys[1:]
    if others and (amount is not None or what not in ("figure", "comparison")):
        raise several("currency", moneys, language)
    own = codes.home_of(subjects[0]).currency or currencies()[0]
    if what == "outlook" and currency not in (None, own):
        raise refuse("money", language, currency=currency_name(own, language))
    request = replace(
        r,
        subjects=subjects,
        op=op,
        currency=currency,
        basis=next((b for b in BASES if b in found.values("basis")), None),
        periods=named,
        newest=bool(found.every("latest")) and mark is None,
        each=None if worked_out == "monthly" or what == "ranking" else history.each(found, what == "history"),
        top=top,
        nth=next((c.number for c in found.counts if c.nth), None),
        nth_to=next((c.last for c in found.counts if c.last), None),
        order=order,
        amount=mark,
        rate=rate,
        test=test,
        last=history.is_last(found, where.subjects),
        fresh=fresh,
        called={s.period: s.written for s in found.stretches if s.period is not None and not any(c.isdigit() for c in s.written)},
        fares=grown or (op == "level" and concept == "trade" and refusals.fares(found)),
        apart=bool(found.every("apart")),
        times=bool(found.every("ratio")),
        counted=refusals.is_counted(found),
        computed=worked_out,
        undated=history.is_undated(found, subjects),
        until=refusals.until(found),
        whole="nation" if op != "share" else "flow" if is_flow_share(found, where) else whole(found, where) or "nation",
        yearless=found.is_yearless,
        corrections=refusals.corrections(found),
        assumptions=tuple(notes),
    )
    years = len(named) > 1 and all(b == a.shift(12) for a, b in pairwise(named))
    if what == "ranking" and op == "growth" and mark == 0 and top is None and years:
        return replace(request, run=len(named), periods=named[-1:])  # So in each of the years.
    if request.is_place and op in LISTED and len(named) < 2 and refusals.is_listed(found, op):
        placed = replace(request, op="level", order="desc", corrections=(), assumptions=())
        among = None if "nation" in found.values("share") else placed.among
        return replace(request, what="figure", op="level", also=(replace(placed, what="figure", op=op, among=among), placed))
    if what == "comparison" and op == "growth" and len(subjects) > 1 and refusals.is_also_compared(found):
        plain = replace(request, corrections=(), assumptions=())
        return replace(request, op="level", also=(plain,))
    beside = (replace(one, currency=c) for c in others for one in (request, *_also(request, found, where)))
    conditions = joint.sides(request, found) if what == "ranking" else ()
    return replace(conditions[0], besides=conditions[1:]) if conditions else replace(request, also=(*_also(request, found, where), *beside))


LISTED: tuple[Op, ...] = ("growth", "share")
"""What may be asked in a list with a place: growth and rank."""


MOST, MOST_MEMBERS = 6, 12
"""Maximum requests that are answered along with one, and members of a group that are answered one by one."""


def _also(r: Request, found: Scan, where: Places) -> tuple[Request, ...]:
    """What is to be answered along with a request: its other products and partners, the balance beside flows, a region's place in other periods and other regions' places."""
    plain = replace(r, corrections=(), assumptions=())
    if r.is_place:
        others = (s for s in where.subjects if s not in (*r.subjects, where.nation) and codes.get("subject", s).kind == "region")
        return (*(replace(plain, periods=(p,)) for p in r.periods[1:]), *(replace(plain, subjects=(s,)) for s in others))
    if r.what == "ranking" and len(r.periods) > 1:
        return tuple(replace(plain, periods=(p,)) for p in r.periods[1:])
    both = names_both_ends(found) or (r.what == "history" and r.op == "balance" and found.every("neutral"))
    if r.what in ("ranking", "history") and r.nth is None and r.amount is None and both:
        return (replace(plain, order="asc" if r.order == "desc" else "desc"),)
    if r.what not in ("figure", "comparison"):
        return ()
    pairs = [(x, y) for x in found.values("product") or [r.product] for y in where.partners or [r.partner]]
    if len(pairs) > MOST:
        raise several("partner", [*found.values("product"), *where.partners], r.language)
    named = BOTH if found.every("both") else found.values("flow")
    flows = [f for f in FLOWS if f != "total" and f in named]
    beside = [replace(plain, op="level", flow=f) for f in flows] if r.op == "balance" else []
    if r.concept != "trade" and (found.every("flow") or found.every("both")):
        beside = [replace(plain, concept="trade", flow=_flow(found))]
    return (*(replace(plain, product=x, partner=y) for x, y in pairs[1:]), *beside)


def _what(found: Scan, where: Places, amount: Figure | None) -> What:
    if history.is_asked(found, where.subjects):
        return "history"
    able = found.every("able") and (found.every("reach") or found.every("above"))
    if refusals.is_ahead(found) or able:
        return "outlook"
    several = len(where.subjects) > 1 and not (len(where.subjects) == 2 and where.nation in where.subjects and _op(found) in WHOLE)
    ranked = any(found.every(kind) for kind in ("rank", "superlative", "many")) or bool(found.counts) or amount is not None
    on = found.every("about") and _op(found) == "level" and not set(found.values("flow")) & BOTH and len(where.subjects) == 1
    if on and not (where.partners or found.values("product")):
        return "brief"
    if found.every("brief") and not (several and found.every("compare")) and (where.subjects or not ranked):
        return "brief"
    placed = where.nation in where.subjects or "what" in found.values("question")
    if several and not ((found.every("rank") or found.counts) and placed):
        return "comparison"
    somewhere = found.every("where") and _op(found) == "growth" and not set(where.subjects) - {where.nation}
    within = found.every("compare") and len(where.subjects) == 1 and codes.get("subject", where.subjects[0]).kind == "group"
    ranked = ranked or (bool(within) and len(periods(found)) < 2)  # The members of a group, compared.
    if ranked or somewhere or (found.every("things") and _op(found) == "contribution") or found.values("amount") or found.every("one"):
        return "ranking"
    compared = found.every("compare") or found.every("whose")
    return "comparison" if len(periods(found)) > 1 and compared and grown_on(found) is None else "figure"


OPS: tuple[Op, ...] = ("cagr", "share", "growth", "balance")
"""What may be asked of a quantity besides its level, the likeliest first where several words stand."""


def _op(found: Scan) -> Op:
    """What is asked of the quantity; a contribution is one to growth, else a share, but where the source of a figure is asked: where it comes from.
    Whether a region exports more than it imports is asked of the balance.
    """
    if found.every("share") and found.every("increment") and len(found.values("subject")) > 1:  # What of the whole's rise it was.
        return "contribution"
    if found.every("contribution") and not found.is_sourced:
        return "contribution" if found.every("growth") else "share"
    flows = set(found.values("flow")) >= BOTH
    sides = flows and any(found.every(kind) for kind in ("above", "below", "than", "apart"))
    ranked = found.counts or any(found.every(kind) for kind in ("rank", "superlative", "one", "than"))
    joined = found.every("sides") and found.values("flow") == ["total"] and not ranked and len(periods(found)) < 2
    sides = sides or (bool(found.every("apart")) and bool("apart" in found.values("both") or joined))
    if sides and not (found.figures or found.every("amount") or found.every("growth")) and len(found.values("subject")) < 2:
        return "balance"
    if "year" in found.values("mean") and found.every("growth") and is_over_years(found):
        return "cagr"
    return next((op for op in OPS if found.every(op)), "level")


def _flow(found: Scan) -> Flow | None:
    """The one flow that is named; None where none is, or exports and imports both are, or they are compared."""
    if "apart" in found.values("both") or (found.every("both") and found.every("compare") and len(found.values("subject")) < 2):
        return None
    named = [v for kind in ("exporter", "importer", "trader") for v in found.values(kind)] or found.values("flow")
    narrowed = [v for v in named if v != "total"] if len(set(named)) > 1 else named
    return next(f for f in FLOWS if f == narrowed[0]) if len(set(narrowed)) == 1 else None


def _subjects(found: Scan, where: Places, what: What, op: str) -> tuple[tuple[str, ...], str]:
    """Those a request is about, and what was assumed where none is named."""
    named = where.subjects
    if op in WHOLE and len(named) > 1:
        named = tuple(s for s in named if s != where.nation)
    if what != "ranking":
        return (named, "") if named else ((home(),), "nation")
    inner = tuple(s for s in named if s != where.nation)
    if inner:
        return inner[:1], ""
    return (scope(),), "" if named or any(found.every(k) for k in ("many", "one")) else "scope"
