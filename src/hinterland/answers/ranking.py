"""A ranking: the members of a scope by a figure, the place of one of them, or those beyond a mark; who isn't held is named, never left out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, commands, standing
from hinterland.answers.answer import Answer, assumed, said, word
from hinterland.answers.cells import Cell, mark_of, of, value_text
from hinterland.answers.figures import between, times, upper
from hinterland.answers.leads import is_narrowed
from hinterland.answers.standing import bounds_of, place_of, places_of, scope_text
from hinterland.check.words import amount
from hinterland.claims.evaluate import Evaluated, evaluate
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
from hinterland.models import Relation
from hinterland.requests import ALL, Request
from hinterland.requests.marks import EVERY
from hinterland.requests.vocabulary import scope as usual_scope

FEW, BACK = 10, 4
"""Maximum members whose cautions stand with the answer (each row has its own in any case), and of years looked back."""


def answer(indicators: Indicators, r: Request, ledger: Ledger | None = None, *, only: Collection[str] | None = None) -> Answer:
    """Answer a request for a ranking, of its members `only` those that are given; the ledger bounds their places by what is known of those that aren't held."""
    language = r.language
    home, scope = codes.home_of(r.subjects[0]), scope_of(r)
    r, notes = cells.with_held_flow(indicators, r, codes.members(scope), "assumed:flow")
    subject = r.subjects[0] if r.is_place else None
    newest = r.periods[0] if r.periods else cells.newest(indicators, r, home.nation, r.flow)
    if newest is None:
        told = word("unheld:period", language, what=cells.measured(r, r.flow, language), who=name(scope, language))
        return _where_held(indicators, r, scope, ledger, [told])
    period, found = _latest(indicators, r, scope, newest)
    found = [c for c in found if (only is None or c.subject in only) and c.subject not in r.without]
    beside = cells.ask(indicators, r, [(r.than, r.flow, period)]) if r.than else []
    if beside and not beside[0].is_held:
        return Answer(r, "unheld", tuple(cells.missing(indicators, r, beside[0], language)), notes=tuple(notes))
    r = replace(r, amount=beside[0].value, without=(*r.without, beside[0].subject)) if beside else r
    if not r.periods:
        shown = {"period": when(str(period), language), "newest": when(str(newest), language)}
        notes.append(assumed(period, language) if period == newest else word("assumed:most", language, **shown))
    held = sorted((c for c in found if c.is_held and c.subject != r.than), key=lambda c: -c.value if r.order == "desc" else c.value)
    absent = [c for c in found if not c.is_held]
    if not held:
        missing = cells.missing(indicators, r, replace(found[0], subject=scope), language, found[0].subject)
        return replace(_where_held(indicators, r, scope, ledger, missing), notes=tuple(notes))
    if len(cells.kinds(held)) > 1:
        about = {"what": upper(cells.described(r, held[0], language)), "period": when(str(period), language)}
        sentence = word("of:period", language, **about, sentence=cells.apart(held, language))
        return Answer(r, "unheld", (sentence,), tuple(cells.row(c, language) for c in held), notes=tuple(notes))
    unheld = [bounds_of(indicators, r, c, ledger) for c in absent]
    new = _new(indicators, r, held)
    who = scope_text(scope, len(held), len(found), language) if only is None else word("scope:only", language, count=len(held))
    if own := [s for s in r.without if s != r.than]:
        who = word("scope:without", language, scope=who, names=said(language, [name(s, language) for s in own]))
    picked, sentences = _ranked(r, held, who, subject, language, new, beside)
    sentences += [cells.render(c, language) for c in beside]
    wanted = r.nth_to or r.nth or 1
    sure = [n for n, c in enumerate(held[:wanted], 1) if places_of(c, held, unheld, r) == (n, n)]
    is_open = subject is None and r.amount is None and 2 * len(held) <= len(found) and wanted not in sure
    if is_open:
        picked = list(enumerate(held, 1))
        names = [f"{name(c.subject, language)} {value_text(c, language)}" for c in held]
        about = {"what": cells.described(r, held[0], language), "period": when(str(period), language)}
        sentences = [word("few", language, held=len(held), asked=len(found), names=said(language, names), **about)]
    elif r.computed == "sum" and picked:
        is_known = all(places_of(c, held, unheld, r)[1] <= len(picked) for _, c in picked)
        total = sum([of(c) for _, c in picked], Interval.exact(Decimal(0)))
        those = said(language, [name(c.subject, language) for _, c in picked])
        value = amount(total, held[0].evaluated.evidence.unit, language, of=held[0].claim.indicator)
        about = {"names": those, "value": value, "period": when(str(period), language)}
        sentences.insert(0, word("top:together" if is_known else "top:open", language, count=len(picked), **about))
    if absent:
        sentences.append(word("missing", language, names=said(language, [name(c.subject, language) for c in absent])))
    return Answer(
        r,
        "answered" if (picked or r.amount is not None) and not is_open else "unheld",
        tuple(sentences),
        standing.rows(r, picked, held, unheld),
        tuple(c.claim for c in [*([c for _, c in picked] or held[-1 if r.test == "<" else 0 :][:1]), *beside]),
        tuple(notes),
        *commands.same(r, [period]),
        cautions=cells.cautions([c for _, c in picked if subject in (None, c.subject)], language) if len(picked) <= FEW else (),
        missing=tuple(c.subject for c in absent),
    )


def _where_held(indicators: Indicators, r: Request, scope: str, ledger: Ledger | None, missing: Sequence[str]) -> Answer:
    """The answer to a ranking in a period in which none of its members is held: that, and the ranking in the one with the most held, a year before others; else of all trade."""
    money, total = cells.currency(indicators, r, codes.members(scope)[0]), replace(r, flow="total")
    ways = [r, *([total] if r.flow not in (None, "total") else []), *([replace(r, **ALL)] if is_narrowed(r) else [])]  # type: ignore[arg-type]
    for one in ways:
        known = Counter(p for s in codes.members(scope) for p, _ in cells.periods_held(indicators, one, s, one.flow, money))
        best = max(
            (p for p in known if p not in r.periods or one is not r), key=lambda p: (p.kind == "year", known[p], p.end), default=None
        )
        if best is not None and len(missing) < 2:  # Else another currency is held.
            made = answer(indicators, replace(one, periods=(best,), subjects=(scope,)), ledger)
            return replace(made, request=r, status="unheld", sentences=(missing[0], made.sentence))
    return Answer(r, "unheld", tuple(missing))


def scope_of(r: Request) -> str:
    """The group whose members a request ranks."""
    return (r.among or codes.home_of(r.subjects[0]).peers or usual_scope()) if r.is_place else r.subjects[0]


def _latest(indicators: Indicators, r: Request, scope: str, newest: Period) -> tuple[Period, list[Cell]]:
    """The period asked for, else the newest in which most members are held, with what is asked of each member in it."""
    flow, period, first = r.flow if r.op != "balance" else None, newest, None
    for _ in range(1 if r.periods else BACK):
        found = cells.ask(indicators, r, [(m, flow, period) for m in codes.members(scope)])
        if 2 * sum(c.is_held for c in found) > len(found):
            return period, found
        first, period = first or found, period.year_before()
    return newest, first or found


def _ranked(
    r: Request, held: list[Cell], who: str, subject: str | None, language: Language, new: dict[str, Evaluated], beside: Sequence[Cell]
) -> tuple[list[tuple[int, Cell]], list[str]]:
    """The members to list with their places, and the sentences."""
    placed = list(enumerate(held, 1))
    about = {"what": cells.described(r, held[0], language), "scope": who, "period": when(str(held[0].period), language)}

    low = ":asc" if r.order == "asc" else ""

    def its_place(c: Cell) -> str:
        at, value = place_of(c, held, r, language), value_text(c, language)
        return word(f"place{low}", language, name=name(c.subject, language), place=at, value=value, **about)

    def named(them: Sequence[tuple[int, Cell]]) -> str:
        return said(language, [f"{name(c.subject, language)} {value_text(c, language)}" for _, c in them])

    def listed(them: Sequence[tuple[int, Cell]]) -> str:
        return word(f"places{low}", language, first=them[0][0], last=them[-1][0], names=named(them), **about)

    if subject is not None:
        own = next(((n, c) for n, c in placed if c.subject == subject), None)
        if own is None:
            return [], [word("unheld", language, what=about["what"], who=name(subject, language), period=about["period"])]
        near = [(n, c) for n, c in placed if abs(n - own[0]) <= 2 or (r.apart and n == 1)]
        if not r.apart or own[0] == 1:
            return near, [its_place(own[1])]
        return near, [its_place(held[0]), its_place(own[1]), between(held[0], own[1], language)]
    if r.amount is not None:
        test = r.test or ">"
        limit = of(beside[0]) if beside else Interval.exact(r.amount)
        past = [(n, c) for n, c in placed if _is_past(c, limit, test) and (not r.fresh or new[c.subject].claim.verdict == "supported")]
        names = said(language, [_named(c.subject, new.get(c.subject), language) for _, c in past])
        about["first"] = word("past:newly", language) if r.fresh else ""
        mark = of_whom(beside[0], language) if beside else mark_of(r, r.amount, held[0])
        sentences = [word(f"past:{test}" if past else f"past:none:{test}", language, count=len(past), amount=mark, names=names, **about)]
        if at := [name(c.subject, language) for _, c in placed if not any(_is_past(c, limit, side) for side in "><")]:
            sentences.append(word("past:at", language, amount=mark, names=said(language, at)))
        if open_ := [name(subject, language) for subject, e in new.items() if e.claim.verdict == "unverifiable"]:
            sentences.append(word("past:open", language, amount=mark, names=said(language, open_)))
        return past, sentences
    if r.nth is not None:
        nth = placed[r.nth - 1 : r.nth_to or r.nth]
        if r.nth_to == EVERY and nth:
            ends = [nth[0], nth[-1]]
            told = (times if r.times else between)(ends[0][1], ends[1][1], language)
            return ends, [told, *(its_place(c) for _, c in ends)]
        if r.nth_to and nth:
            return nth, [*([between(nth[0][1], nth[-1][1], language)] if r.apart and len(nth) > 1 else []), listed(nth)]
        return nth, [its_place(c) for _, c in nth] or [word("place:none", language, count=len(held), **about)]
    if r.computed == "median":
        middle = placed[(len(placed) - 1) // 2 : len(placed) // 2 + 1]
        halves = sum([of(c) for _, c in middle], Interval.exact(Decimal(0))).scaled(1 / Decimal(len(middle)))
        value = amount(halves, held[0].evaluated.evidence.unit, language, of=held[0].claim.indicator)
        total = sum((of(c) for c in held), Interval.exact(Decimal(0))).scaled(1 / Decimal(len(held)))
        mean = amount(total, held[0].evaluated.evidence.unit, language, of=held[0].claim.indicator)
        told = word("median", language, value=value, names=named(middle), **about)
        both = [told, word("median:mean", language, **{**about, "value": mean})]
        return middle, both[::-1] if r.of == "mean" else both
    if (r.top or 0) > 1 and len(placed) > 1:
        return placed[: r.top], [listed(placed[: r.top])]
    key, first = "most" if r.order == "desc" else "least", name(held[0].subject, language)
    return placed[: r.top], [word(key, language, name=first, value=value_text(held[0], language), **about)]


def _new(indicators: Indicators, r: Request, held: Sequence[Cell]) -> dict[str, Evaluated]:
    """Whether the members beyond a threshold are so for the first time in the years held, by their codes; empty where that isn't asked."""
    if not r.fresh or r.amount is None:
        return {}
    relation = Relation(test=">" if r.test != "<" else "<", threshold=r.amount)
    first = {"kind": "first", "relation": relation, "low": Decimal(1), "high": Decimal(1), "unit": "rank", "id": ""}
    past = [c for c in held if _is_past(c, Interval.exact(r.amount), relation.test)]
    found = evaluate(indicators, [c.claim.model_copy(update=first) for c in past])
    return {c.subject: e for c, e in zip(past, found, strict=True)}


def _named(subject: str, first: Evaluated | None, language: Language) -> str:
    """The name of a member; beside a first, with the year since which its own figures are held."""
    named = name(subject, language)
    return named if first is None or first.since is None else word("past:since", language, name=named, year=first.since // 100)


def _is_past(c: Cell, limit: Interval, test: str) -> bool:
    """Whether a figure is wholly beyond a limit, whatever the rounding of both."""
    x = of(c)
    if test == ">":
        return x.low is not None and limit.high is not None and x.low >= limit.high
    return x.high is not None and limit.low is not None and x.high <= limit.low


def of_whom(c: Cell, language: Language) -> str:
    """A figure with whose it is, as others are set against it: Anhui's 682.31 billion yuan."""
    return word("past:than", language, name=name(c.subject, language), value=value_text(c, language))
