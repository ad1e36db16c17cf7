"""Decode a document: decide the slots of each target in order, and make the claims.

`decide(document, choose)` gives what was decided, with the probability of each slot; `claim_of` turns it into a claim. A slot whose best candidate is not likely enough
stays open, and a target of other statistics is a claim without a concept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import prod

from hinterland.codes import Period
from hinterland.models import UNSURE, Claim, Indicator, Relation
from hinterland.reading import currencies
from hinterland.reading.anew import anew, through
from hinterland.reading.asides import aside, based, compared, only_aside
from hinterland.reading.attached import attached, in_force
from hinterland.reading.carried import carried, not_yet_named, to_date
from hinterland.reading.changes import changed
from hinterland.reading.confidence import WORDED, Decision, Grounds, is_silenced
from hinterland.reading.document import NATION, Document, Target
from hinterland.reading.drafts import Draft
from hinterland.reading.elisions import coupled, elided, goods_behind, item
from hinterland.reading.evidence import EMPTY, Context, Decided, Slots
from hinterland.reading.flows import heads_balance, is_of_flow, lent
from hinterland.reading.goods import coming_next, goods, left_out, shorthand
from hinterland.reading.grounds import beside_the_point, beyond_table, foreign, only_initiatives
from hinterland.reading.kinds import kinds
from hinterland.reading.landparts import land_part
from hinterland.reading.lands import basis_of, country_of
from hinterland.reading.markets import market
from hinterland.reading.members import cleared, grouped, leading, of_others, ours, parted, placed, towns, unnamed, whole_again
from hinterland.reading.mentions import Parsed
from hinterland.reading.model import Candidate, forget
from hinterland.reading.modes import modes
from hinterland.reading.moments import is_of_days, moments
from hinterland.reading.others import goes_on_with_other
from hinterland.reading.pairing import paired
from hinterland.reading.parts import part_of
from hinterland.reading.past import past
from hinterland.reading.phrases import parts_of_joined
from hinterland.reading.portions import is_portion, portions
from hinterland.reading.pronouns import pronouns
from hinterland.reading.relations import KINDS, comparison, count, reader, statistics
from hinterland.reading.relations.intervals import hedge_of, interval
from hinterland.reading.relations.owners import owner
from hinterland.reading.relations.predicates import threshold
from hinterland.reading.relations.rank import is_among_regions
from hinterland.reading.relations.scopes import of_subject
from hinterland.reading.relations.unsaid import is_unsaid
from hinterland.reading.relations.untraded import actor_share
from hinterland.reading.relations.words import right_before, said
from hinterland.reading.rivals import rival
from hinterland.reading.roles import phrase_of, roles
from hinterland.reading.sequels import sequels
from hinterland.reading.shares import named_of_part
from hinterland.reading.slots import SLOTS, candidates
from hinterland.reading.standing import Standing
from hinterland.reading.strangers import has_unknown_verb, strangers, tailed
from hinterland.reading.throughout import throughout
from hinterland.reading.ties import tied
from hinterland.reading.topics import topic
from hinterland.reading.units import Unit
from hinterland.reading.volumes import volumes
from hinterland.reading.wholes import wholes

Ranked = list[tuple[str | None, float]]
Chooser = Callable[[str, Sequence[Candidate]], Ranked]
"""Gives the candidates of a slot with their probabilities, the likeliest first."""

OPEN = {"subject": 0.45, "period": 0.4, "product": 0.45, "partner": 0.45, "regime": 0.4}
"""A slot whose best candidate is less likely stays open."""


def decide(document: Document, choose: Chooser) -> list[Decision]:
    """Decide the slots of each target in order, twice: the second reading knows what the first made of the whole document."""
    forget()
    context = Context.of(document)
    first = decided(context, choose)
    unsaid = {number for number, d in enumerate(first) if is_unsaid(document, d)}
    draft = Draft.of(document, [_learnt(d.slots) for d in first], [d.odds for d in first], unsaid)
    second = decided(replace(context, decided=[], draft=draft), choose)
    grounds = Grounds.of(document, draft, [prod(d.open_odds.values()) for d in second if d.slots.get("concept") == "trade"])
    return tied([replace(d, number=number, grounds=grounds) for number, d in enumerate(second)], document)


LISTING: tuple[Callable[[Context, Target], Slots], ...] = (
    carried,
    sequels, pronouns, goods, roles, elided, attached, goods_behind, item, coupled,
    portions, coming_next, market, lent, unnamed, grouped, whole_again, of_others, cleared, parted, placed, ours, towns, left_out,
    throughout, land_part, paired, based, aside, past, compared, to_date, leading, modes, kinds, moments, changed, volumes, rival, wholes, part_of,
)  # fmt: skip
"""What settles slots by the form of a sentence, the surest last."""
CERTAIN = 0.9
"""The least probability of a measure that is taken for a quantity where no figure says so."""
TOLD = 0.97
"""The probability of a subject that opens the clause of its figure."""


def decided(context: Context, choose: Chooser) -> list[Decision]:
    """One reading; with a draft the second."""
    document = context.document
    out: list[Decision] = []
    for target in document.targets:
        parsed = document.parsed[target.sentence]
        here = Standing.of(context, target)
        slots: dict[str, str | None] = {}
        odds: dict[str, float] = {}
        others: dict[str, list[tuple[str | None, float]]] = {}
        if here.strange is None:
            here.strange = strangers(parsed, target, here.flow)
            here.whole = {slot: values for slot, values in anew(context, target).items() if slot not in here.strange}
            settled = {slot: values for find in LISTING for slot, values in find(context, target).items()}
            here.listed = {slot: v for slot, v in settled.items() if slot not in here.strange or v != (EMPTY.get(slot),)}
        named, listed = here.strange, here.listed or {}
        for slot in SLOTS:
            if slot != "concept" and slots.get("concept") is None:
                break
            if slot == "flow":
                of_part = tailed(parsed, target, slots.get("concept")) or through(context, target)
                listed = here.whole | of_part | listed
                parts = [v or "" for values in of_part.values() for v in values] or [
                    here.prior.slots.get("regime") or "" if here.prior is not None else ""
                ]
                named = {s: u for s, u in named.items() if s == "regime" or not any(parsed.written(u) in name for name in parts)}
            if slot == "concept":
                ranked = here.concepts = here.concepts or _ranked(context, here, slot, slots, named, listed, choose)
            else:
                ranked = _ranked(context, here, slot, slots, named, listed, choose)
            if ranked:
                slots[slot], odds[slot], others[slot] = ranked[0][0], ranked[0][1], ranked[1:4]
        context.decided.append(Decided(target, _learnt(slots | in_force(context, target, slots))))
        out.append(Decision(target, slots, odds, others))
    return out


def _ranked(
    context: Context,
    here: Standing,
    slot: str,
    slots: dict[str, str | None],
    named: Mapping[str, Unit],
    listed: Slots,
    choose: Chooser,
) -> Ranked:
    """The values of a slot with their odds, the likeliest first: by the weights, then by what the words themselves tell."""
    target, document = here.target, context.document
    parsed = document.parsed[target.sentence]
    ranked = choose(f"{slot}+" if context.draft is not None and slot != "concept" else slot, candidates(context, here, slot, slots))
    if slot == "product" and ranked and (phrase := phrase_of(context, target, ranked[0][0])) is not None:
        ranked = [(phrase, ranked[0][1]), *ranked]
    if slot == "product" and "partner" in named:
        ranked = _without(ranked, [UNSURE + parsed.written(named["partner"])])
    if slot == "subject":
        if (own := owner(parsed, target)) is not None:
            ranked = [(None, TOLD)] if own == UNSURE else _put_first([*ranked, *([(own, 0.0)] if own == parsed.nation else [])], own)
        ranked = _without(ranked, [*foreign(context.document, parsed, listed.get("partner", ())), *beside_the_point(context, target)])
        if is_among_regions(parsed, target):
            ranked = _without(ranked, [v for v, _ in ranked if v is not None and len(v) == NATION])
    if slot == "op":
        if slots.get("concept") not in ("trade", "services") or is_of_flow(parsed, target):
            ranked = _without(ranked, ["balance"])
        if parsed.sentence.kind == "row" and not heads_balance(context, target):
            ranked = _without(ranked, ["balance"])
        if (op := statistics.operation(parsed, target, slots.get("concept"))) is not None:
            ranked = [(op, 1.0)]
    if slot == "flow" and slots.get("op") == "balance":
        listed = {**listed, "flow": ("total",)}
    if slot in listed:
        own = next((v for v, _ in ranked if v in listed[slot]), listed[slot][0])
        ranked = _put_first([*ranked, *([] if any(v == own for v, _ in ranked) else [(own, 0.0)])], own)
    if slot == "product" and ranked and slot not in listed:
        ranked = _without(ranked, parts_of_joined(document.commodities[target.sentence], ranked[0][0]))
        ranked = _without(ranked, shorthand(context, target, [value for value, _ in ranked]))
    if slot in ("product", "partner", "regime"):
        ranked = _without(ranked, named_of_part(context, slot, target))
    if slot == "product" and ranked and _is_left_behind(context, target, ranked[0][0]):
        ranked = _without(ranked, [ranked[0][0] or ""])
    if slot == "period":
        if is_of_days(context, target):
            return [(None, TOLD)]
        others = (*not_yet_named(context, target), *only_aside(context, target))
        ranked = _without(ranked, [period for period in others if period not in listed.get(slot, ())])
    if slot == "partner":
        ranked = _without(
            ranked, [*_namesakes(parsed, slots.get("subject")), *only_initiatives(context, target), *beyond_table(context, target)]
        )
    if slot == "concept" and ranked:
        spoken = statistics.speaks_of(parsed, target, ranked[0][0])
        named_itself = spoken == "trade" and target.kind in (*WORDED, "direction") and comparison.speaks_of(parsed, target) == "trade"
        ranked = ranked if spoken == ranked[0][0] and not named_itself else [(spoken, 1.0)]
        if ranked[0][0] in ("trade", "services") and (not document.is_of_trade or goes_on_with_other(context, target)):
            ranked = [(None, 1.0)]
        if target.trade is not None:
            ranked = sorted(ranked, key=lambda r: (r[0] == "trade") != target.trade)
    if slot in named and slot not in listed and ranked and not _is_told(parsed, named[slot], slot, ranked[0][0], target):
        ranked = [(UNSURE + parsed.written(named[slot]), TOLD)]
    elif slot in named and ranked and ranked[0][0] == UNSURE + parsed.written(named[slot]):
        ranked = _put_first(ranked, ranked[0][0])
    return ranked


def _is_left_behind(context: Context, target: Target, product: str | None) -> bool:
    """Whether goods that no table knows were named in an earlier paragraph alone, in no heading, and the document isn't of them, so that a new paragraph isn't either."""
    document = context.document
    if product is None or not product.startswith(UNSURE) or "+" in product or document.parsed[target.sentence].sentence.kind != "paragraph":
        return False
    paragraph = document.parsed[target.sentence].sentence.paragraph
    own = [p.number for p in document.parsed if p.sentence.paragraph == paragraph]
    if any(e.value == product for n in (*own, *context.heads[target.sentence]) for e in context.evidence["product"][n]):
        return False
    if any(e.value.startswith(UNSURE) for e in context.evidence["product"][0]):
        return False
    value, odds = next(iter(topic(context, "product")), (None, 0.0))
    words = product.removeprefix(UNSURE)
    spoken = any(words in p.text for p in document.parsed if p.number in own)
    return not spoken and (value != product or odds < CERTAIN / 2)


def related(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A claim completed by its kind's reader and for its statistic, None where its kind's reader finds no claim in it."""
    kind = "direction" if decision.target.kind == "direction" else claim.kind
    completed = reader(KINDS[kind]).relate(document, decision, claim) if kind in KINDS else claim
    if completed is None:
        return None
    scope = of_subject(completed.scope, document.main_nation, completed.subject)
    return statistics.complete(document, decision, completed.model_copy(update={"scope": scope}))


def marks(document: Document, target: Target, concept: str | None) -> bool:
    """Whether a figure is only the mark that a sentence's count is past, or a first where it is no figure of trade, so that it claims nothing by itself."""
    parsed, figure = document.parsed[target.sentence], target.figure
    if target.kind != "figure" or figure is None:
        return False
    counted = any(c.predicate is not None and c.predicate.threshold in (figure.value, -figure.value) for c in count.counts(parsed))
    others = document.firsts.get(target.sentence, []) if concept is None else []
    return counted or any(threshold(parsed, t.start, t.end) == figure for t in others)


def _is_told(parsed: Parsed, stranger: Unit, slot: str, value: str | None, target: Target) -> bool:
    """Whether what was decided for a slot is named itself, a subject between the unknown words and the target, so that these say nothing of it."""
    if slot == "partner" and value != EMPTY[slot]:
        starts = [m.start for m in parsed.mentions if any(n.partner == value for n in m.names)]
        return not starts or starts[0] < target.start
    if slot != "subject":
        spans = [m.start for m in parsed.mentions if m.start < target.start and any(n.code == value for n in m.names)]
        return value != EMPTY[slot] and not (slot == "regime" and spans and spans[-1] < stranger.start)
    if (value or "").startswith(UNSURE):
        return True
    between = [m for m in parsed.mentions if stranger.end <= m.start < target.start]
    named = next((m for m in between if any(n.code == value for n in m.names)), None)
    if named is None:
        return False
    return parsed.sentence.clause(named.start) != parsed.sentence.clause(stranger.start) or any(
        m.figure is not None for m in between if m.end <= named.start
    )


def _put_first(ranked: list[tuple[str | None, float]], value: str | None) -> list[tuple[str | None, float]]:
    """The candidates with one that the words themselves tell first, and at least nearly certain; as they were where it is none of them."""
    odds = next((o for v, o in ranked if v == value), None)
    if odds is None:
        return ranked
    sure = max(odds, TOLD)
    return [(value, sure), *((v, o * (1 - sure) / (1 - odds)) for v, o in ranked if v != value and odds < 1)]


def _without(ranked: list[tuple[str | None, float]], values: Sequence[str]) -> list[tuple[str | None, float]]:
    """The candidates without some that can't be, the odds of the others raised alike; as they were where no other is left."""
    kept = [(value, odds) for value, odds in ranked if value not in values]
    rest = sum([odds for _, odds in kept])
    return [(value, odds / rest) for value, odds in kept] if rest else ranked


def _namesakes(parsed: Parsed, subject: str | None) -> list[str]:
    """What else the names of a subject are in its sentence: the country of Georgia where the state is meant."""
    named = [m.names for m in parsed.mentions if m.names and any(n.code == subject for n in m.names)]
    return [n.partner for names in named for n in names if n.code != subject and n.partner]


def _learnt(slots: dict[str, str | None]) -> dict[str, str | None]:
    """Slots as the weights know them: a statistic other than trade and services has none."""
    return slots if slots.get("concept") in ("trade", "services") else {"concept": None}


TURNS = ("up", "down", "flat", "balance", "than", "record")
TELLING = {"growth": TURNS, "cagr": TURNS, "share": ("share", "contribution", "points")}
"""The classes of words of which one must tell what a percentage is where unknown words lead to it: its direction, or that it is a share."""
ORDINAL = ("rank", "record", "first", "streak", "count")
"""Kinds that state a place or a number of members instead of a figure."""


def claim_of(document: Document, decision: Decision) -> Claim | None:
    """The claim of a decided target, None for a bare number that is nobody's figure."""
    target, slots = decision.target, decision.slots
    if _is_nothing(document, decision):
        return None
    parsed = document.parsed[target.sentence]
    base = parsed.sentence.start
    start, end = document.plain.original(base + target.start, base + target.end)
    text = document.plain.text[base + target.start : base + target.end]
    op = slots.get("op") or "level"
    kind = _kind(document, target, op)
    if kind in ORDINAL:
        op = "growth" if kind == "streak" else "level"
    low, high, unit = interval(document, target, op)
    is_told = is_portion(op, parsed, target) or actor_share(parsed, target) is not None
    if op in TELLING and not is_told and has_unknown_verb(parsed, target, *TELLING[op]):
        low = high = None
    if target.figure is not None and target.figure.dimension == "money":
        unit = currencies.of_amount(document, decision, text)
    if kind in ORDINAL:
        low = high = None if target.number is None else Decimal(target.number)
        unit = "count" if kind in ("count", "streak") else "rank"
    claim = Claim(
        id="", start=start, end=end, text=text, kind=kind, subject=_subject(document, decision), indicator=_indicator(document, decision, op, unit),
        period=_period(decision), low=low, high=high, unit=unit, confidence=round(decision.confidence, 3), relation=Relation(),
        reason=_hedge(document, target),
    )  # fmt: skip
    found = related(document, decision, claim)
    if found is None:
        return None
    unsaid = is_silenced(found, target) or (found.kind not in WORDED and is_unsaid(document, decision))
    return _unsaid(found) if unsaid and slots.get("concept") in ("trade", "services") else _spelled(found)


def _unsaid(claim: Claim) -> Claim:
    """A claim with every slot open that names something, the statistic among them: what is likelier wrong than right isn't said."""
    named = dict.fromkeys(("product", "partner", "regime"), UNSURE)
    return claim.model_copy(
        update={
            "subject": None,
            "period": None,
            "relation": Relation(test=claim.relation.test, threshold=claim.relation.threshold, order=claim.relation.order),
            "indicator": claim.indicator.model_copy(update={**named, "concept": None, "flow": None}),
        }
    )


def _spelled(claim: Claim) -> Claim:
    """A claim with its periods as everybody spells them: a quarter as one, not as its months."""
    period = None if claim.period is None else str(Period.parse(claim.period))
    base = None if claim.relation.base_period is None else str(Period.parse(claim.relation.base_period))
    relation = claim.relation if base == claim.relation.base_period else claim.relation.model_copy(update={"base_period": base})
    return claim.model_copy(update={"period": period, "relation": relation})


def _hedge(document: Document, target: Target) -> str:
    """The hedge of a figure as a claim's reason tells it, empty where it has none."""
    hedge = "exactly" if target.figure is None else hedge_of(document.parsed[target.sentence], target.figure)
    return "" if hedge == "exactly" else f"hedge:{hedge}"


def _kind(document: Document, target: Target, op: str) -> str:
    """The kind of claim that a target makes."""
    if target.kind in (*ORDINAL, *WORDED):
        return target.kind
    money = target.is_figure("money")
    return (
        "comparison"
        if (op == "comparison" and not money) or comparison.compares(document, target)
        else "change"
        if op == "points"
        else "value"
    )


def _is_nothing(document: Document, decision: Decision) -> bool:
    """Whether a target is a bare number or count that states no statistic, or the mark of another claim."""
    figure, concept = decision.target.figure, decision.slots.get("concept")
    if marks(document, decision.target, concept) or _is_asked(document, decision.target):
        return True
    if concept is None:
        return decision.target.kind != "rank" and (figure is None or figure.dimension in ("bare", "thing"))
    row = document.parsed[decision.target.sentence].sentence.kind == "row"
    if (
        figure is not None
        and statistics.states_count(document.parsed[decision.target.sentence], concept, figure)
        and decision.slots.get("op") == "level"
    ):
        return False
    return figure is not None and figure.dimension == "bare" and decision.target.kind == "figure" and not row


def _is_asked(document: Document, target: Target) -> bool:
    """Whether a target stands in a question that its clause asks (能否突破1万亿元, whether exports pass 1 trillion), or is any such amount: every $1 billion in exports."""
    parsed = document.parsed[target.sentence]
    if parsed.language == "en" and target.figure is not None and right_before(parsed, target.start, "each-lead") is not None:
        return True
    clause = parsed.sentence.clause(target.start)
    return any(w.end <= target.start and parsed.sentence.clause(w.start) == clause for w in said(parsed, "whether"))


def _indicator(document: Document, decision: Decision, op: str, unit: str | None) -> Indicator:
    """What a claim measures; of another statistic only its operation."""
    slots, target = decision.slots, decision.target
    concept = slots.get("concept")
    if concept is None:
        percent = target.is_figure("percent")
        return Indicator(op="growth" if percent else "level", concept=None, flow=None)
    money = target.is_figure("money")
    given = {
        "op": {"comparison": "growth", "points": "share"}.get(op, op),
        "flow": slots.get("flow"),
        "measure": _measure(decision),
    }
    named = {slot: _opened(slot, decision) or UNSURE for slot in ("product", "partner", "regime")}
    subject = _subject(document, decision)
    basis = _basis(document, target, subject, slots.get("flow")) if concept == "trade" else None
    counted = target.is_figure("quantity", "thing") and target.kind != "count"
    currency = unit if money else None if counted else currencies.of_rates(document, target, subject)
    return Indicator.model_validate({**given, **named, "concept": concept, "basis": basis, "currency": currency})


def _basis(document: Document, target: Target, subject: str | None, flow: str | None) -> str | None:
    """The basis of a figure of trade: the one that its sentence names last before it, else that of its subject's pack."""
    named = [word.value for word in said(document.parsed[target.sentence], "basis") if word.end <= target.start]
    return named[-1] if named else basis_of(subject, document.main_nation, flow)


def _measure(decision: Decision) -> str:
    """Whether value or quantity is measured; where no figure tells by its unit only what is certain is taken for a quantity."""
    measure = decision.slots.get("measure") or "value"
    certain = decision.target.figure is not None or decision.odds.get("measure", 0.0) >= CERTAIN
    return measure if certain else "value"


def _opened(slot: str, decision: Decision) -> str | None:
    """A slot's value, or None where it isn't likely enough."""
    if slot not in decision.slots:
        return EMPTY.get(slot) if slot in ("product", "partner", "regime") else None
    return decision.slots[slot] if decision.odds.get(slot, 1.0) >= OPEN.get(slot, 0) else None


def _period(decision: Decision) -> str | None:
    """A claim's period in its one spelling: a quarter's months are the quarter."""
    period = _opened("period", decision)
    return None if period is None else str(Period.parse(period))


def _subject(document: Document, decision: Decision) -> str | None:
    """A claim's subject, or None where it isn't likely enough, has no name (the region), is a country that the document only names as a partner, or a group of one that it isn't about."""
    if (subject := _opened("subject", decision)) in (None, UNSURE + (document.unnamed or "")):
        return None
    if subject is not None and subject.islower() and subject.isascii() and document.main_nation not in (None, country_of(subject)):
        return None if country_of(subject) not in document.subjects else subject
    is_told = subject == document.main_nation and decision.odds.get("subject", 0.0) >= TOLD
    return None if subject is not None and len(subject) == 2 and not is_told and not document.may_own(subject) else subject
