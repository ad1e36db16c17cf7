"""Ranks: what a place in an order says beside its slots: among whom it is, in which order, by pace or size, and whose it is.

`find` gives a target for each place of a sentence; `relate` tells a claim's scope, order, operation and owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hinterland import codes
from hinterland.codes import Language
from hinterland.models import Claim, Relation
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import PEERS, are_peers
from hinterland.reading.lexicon import forms
from hinterland.reading.markets import noun_of
from hinterland.reading.mentions import Mention, Parsed, once_a_target
from hinterland.reading.relations.places import Place, places
from hinterland.reading.relations.scopes import listed_scopes, named_scopes, scope_of, tops_of
from hinterland.reading.relations.superlatives import pace_of_flow
from hinterland.reading.relations.words import (
    Found,
    measure_behind,
    mover_before,
    near,
    of_trade,
    regions,
    right_before,
    right_behind,
    said,
    whole,
)


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The places of a sentence as targets, those by what a place added to the growth of a whole aside: 浙江拉动最多."""
    for place in places(parsed):
        if right_before(parsed, place.start, "pulling") is not None:
            continue
        trade = of_trade(parsed, place.start, place.end)
        yield Target("rank", parsed.number, place.start, place.end, number=place.number, lowest=place.lowest, trade=trade)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A rank with its scope and order, by pace or size; its owner where places and names are listed side by side."""
    target = decision.target
    parsed = document.parsed[target.sentence]
    place = next(p for p in places(parsed) if p.start == target.start)
    fall, growth = _pace(parsed, place)
    scope = _paired(parsed, place) or _scope(document, parsed, place, claim)
    update: dict[str, object] = {
        "relation": Relation(test="nth", order="asc" if place.lowest != fall else "desc"),
        "scope": scope,
        "indicator": claim.indicator.model_copy(update=_measured(document, parsed, place, claim, growth)),
    }
    if place.within:
        update |= {"low": Decimal(1), "high": Decimal(place.number) + Decimal("0.5")}
    if owner := _owner(document, parsed, place, claim, scope):
        decision.settle("subject")
        update |= {"subject": owner, "confidence": round(decision.confidence, 3)}
    return claim.model_copy(update=update)


def _paired(parsed: Parsed, place: Place) -> str:
    """The scope of a place where as many scopes as places are listed and a word such as respectively pairs them; empty where that isn't so."""
    ranked, scopes = list(places(parsed)), list({f.start: f for f in listed_scopes(parsed)}.values())
    if len(ranked) < 2 or not said(parsed, "respectively"):
        return ""
    ahead = [s for s in scopes if s.end <= ranked[0].start][-len(ranked) :]
    listed = ahead or [s for s in scopes if s.start >= ranked[-1].end][: len(ranked)]
    clauses = {parsed.sentence.clause(s.start) for s in listed}
    return listed[ranked.index(place)].value if len(listed) == len(ranked) and len(clauses) == 1 else ""


def open_ends(document: Document, decision: Decision, claim: Claim) -> Iterator[Claim]:
    """What else a rank may say where its words leave that open: by size for by pace and the reverse, among the groups that its paragraph named before."""
    parsed = document.parsed[decision.target.sentence]
    place = next((p for p in places(parsed) if p.start == decision.target.start), None)
    if claim.kind != "rank" or place is None:
        return
    scopes = [claim.scope, *(() if scope_of(parsed, place.start, place.end) else _named_before(document, parsed))]
    other = "level" if claim.indicator.op == "growth" else "growth" if _is_rated(parsed, place) else None
    ops = [claim.indicator.op, *(() if other is None or _tells_measure(parsed, place) else (other,))]
    for scope in scopes:
        for op in ops:
            if (scope, op) != (claim.scope, claim.indicator.op):
                yield claim.model_copy(update={"scope": scope, "indicator": claim.indicator.model_copy(update={"op": op})})


def _is_rated(parsed: Parsed, place: Place) -> bool:
    """Whether a rate or a word of one stands before a place, which it may then be a place by: 增长5.4%，居全国第三位."""
    rated = any(m.is_figure("percent") and m.end <= place.start for m in parsed.mentions)
    return rated or bool(near(parsed, 0, place.start, "pace", "pace-fall"))


def _named_before(document: Document, parsed: Parsed) -> list[str]:
    """The groups that a sentence's paragraph named before it."""
    if not document.groups:
        for p in document.parsed:
            named = document.groups.setdefault(p.sentence.paragraph, {})
            for f in named_scopes(p):
                if f.cls == "group" and f.value != whole(p):
                    named.setdefault(f.value, p.number)
    return sorted(value for value, first in document.groups[parsed.sentence.paragraph].items() if first < parsed.number)


def _tells_measure(parsed: Parsed, place: Place) -> bool:
    """Whether a place's own word, its clause or what stands behind it tells that it is by pace or by size."""
    if place.growth is not None or _told_behind(parsed, place) is not None:
        return True
    low = parsed.clause_start(place.start)
    return parsed.language == "zh" and bool(near(parsed, low, place.end + 6, "pace", "pace-fall", "size"))


def _measured(document: Document, parsed: Parsed, place: Place, claim: Claim, growth: bool) -> dict[str, str]:
    """What a place is by: a pace or a size, the flow that its noun or the words behind it name, a quantity only where one is named."""
    found = {"op": "growth" if growth else "level"}
    quantities = any(m.is_figure("quantity") for m in parsed.mentions)
    if claim.indicator.measure == "quantity" and not quantities and not said(parsed, "quantity-word"):
        found["measure"] = "value"
    flow = _flow_told(document, parsed, place)
    if claim.indicator.concept == "trade" and flow and (claim.indicator.partner == "world" or place.scope not in codes.FLOWS):
        found["flow"] = flow
    return found


def _flow_told(document: Document, parsed: Parsed, place: Place) -> str | None:
    """The flow that a place's noun or the words behind it name; trade as a whole where they name a size, or the document no flow at all."""
    noun = noun_of(parsed, place.start, place.end)
    if noun is not None and noun.value in codes.FLOWS:
        return noun.value
    behind = measure_behind(parsed, place.end)
    if flow := place.scope if place.scope in codes.FLOWS else behind.value("flow") if behind is not None else None:
        return flow
    lead = right_behind(parsed, place.end, "by-lead")
    sized = lead is not None and right_behind(parsed, lead.end, "size") is not None
    return "total" if sized or not document.names_flows else None


def _scope(document: Document, parsed: Parsed, place: Place, claim: Claim) -> str | None:
    """Among whom a place is: partners by its noun, else the scope beside it, else what is ranked; of a city the cities."""
    if _is_of_partners(parsed, place):
        return "partners"
    found = scope_of(parsed, place.start, place.end)
    scope = found.value if found is not None else place.scope if place.scope == whole(parsed) and place.growth is None else None
    ranked = _ranked(parsed, place, claim)
    subject = claim.subject or ""
    if scope in (whole(parsed), *OPEN) and len(subject) == 2 and subject.isupper() and ranked:
        return ranked
    if scope == whole(parsed) and found is not None and found.cls == "nation" and len(subject) == 2 and subject.isupper():
        scope = next((f.value for f in named_scopes(parsed) if f.value == "countries"), whole(parsed))
    if scope in (None, whole(parsed)) and subject.isdigit():
        return (ranked if scope is None else None) or "cities"
    return (
        scope
        or (_among_kind(parsed, place) if "-" in subject and subject.isupper() else None)
        or ranked
        or _carried(document, parsed, place)
    )


def _among_kind(parsed: Parsed, place: Place) -> str | None:
    """The regions of a nation, where the noun that an English place leads to calls its owner one of them: the eighth-largest exporting state, the third largest state exporter."""
    noun = right_behind(parsed, place.end, "rank-noun") if parsed.language == "en" else None
    words = [] if noun is None else [noun.value, forms("en", "rank-noun").get(parsed.written(noun).lower().split()[-1])]
    return whole(parsed) if any(word is not None and are_peers(word, parsed.nation) for word in words) else None


OPEN = (PEERS, "states", "countries")
"""Scopes that give way to partners or products where a nation's are ranked."""


def _is_of_partners(parsed: Parsed, place: Place) -> bool:
    """Whether a place is one among partners by its own noun: trading partner, 原油来源国."""
    if place.scope == "partners" or any(m.is_a("partnerword") for m in parsed.mentions if place.start <= m.start <= place.end + 1):
        return True
    if parsed.language == "en":
        return False
    return any(
        f.value == "partners" and not re.search(r"[，,；。：]", parsed.text[place.end : f.start])
        for f in near(parsed, place.end, place.end + 12, "rank-noun")
    )


@once_a_target
def is_among_regions(parsed: Parsed, target: Target) -> bool:
    """Whether a place touches the word for the nation within which it is one, so that it is a region's: 全国第10位."""
    place = next((p for p in places(parsed) if p.start == target.start), None)
    if target.kind != "rank" or place is None or _is_of_partners(parsed, place):
        return False
    scope = scope_of(parsed, place.start, place.end)
    return scope is not None and scope.cls == "nation" and scope.value == whole(parsed) and scope.end == place.start


def _ranked(parsed: Parsed, place: Place, claim: Claim) -> str | None:
    """Partners or products, where what is named last before a place is the claim's own and no region of the subject stands beside it."""
    clause = parsed.sentence.clause(place.start)
    named = [m for m in parsed.mentions if m.names and m.end <= place.start and clause - m.clause <= 1]
    if not named or (measure_behind(parsed, place.end) is not None and named[-1].names[0].kind == "product"):
        return None
    last = named[-1]
    beside = any(
        m.clause == last.clause and m is not last and m.names[0].level != "nation" for m in regions(parsed) if m.end <= place.start
    )
    if last.names[0].partner and last.names[0].partner == claim.indicator.partner:
        return None if beside else "partners"
    product = last.names[0].kind == "product" and last.names[0].code == claim.indicator.product
    return "products" if product and not beside else None


def _carried(document: Document, parsed: Parsed, place: Place) -> str | None:
    """The scope of the place before it, in its sentence or right before a semicolon, where a place by number names none."""
    earlier = [p for p in places(parsed) if p.end <= place.start]
    for other in reversed(earlier):
        if (found := scope_of(parsed, other.start, other.end)) is not None:
            return found.value
    before_it = document.parsed[parsed.number - 1] if parsed.number else None
    if before_it is None or before_it.text.rstrip()[-1:] not in ";；" or before_it.sentence.paragraph != parsed.sentence.paragraph:
        return None
    last = places(before_it)[-1:]
    found = scope_of(before_it, last[0].start, last[0].end) if last else None
    return found.value if found is not None else None


def _pace(parsed: Parsed, place: Place) -> tuple[bool, bool]:
    """Whether a place is one of falls, and whether by pace: by its word, by the words behind it, else by those before it."""
    if place.growth is not None or right_before(parsed, place.start, "origin"):
        mover = mover_before(parsed, place.start) if place.growth and parsed.language == "en" else None
        return mover is not None and mover.is_a("down"), bool(place.growth)
    if (told := _told_behind(parsed, place)) is not None:
        return False, told
    if (pace := pace_of_flow(parsed, place.end)) is not None:
        return pace.cls == "pace-fall", True
    if parsed.language == "zh":
        low = parsed.clause_start(place.start)
        own = near(parsed, low, place.end + 6, "pace", "pace-fall") + _sizes(parsed, low, place.end + 6)
        if own and max(own, key=lambda f: f.start).cls == "pace-fall":
            return True, True
    return False, not _is_moved_to(parsed, place) and _rated(parsed, place)


def _is_moved_to(parsed: Parsed, place: Place) -> bool:
    """Whether a verb leads up or down to a place, so that it is one by size, if no pace is named in its clause: lifted to tenth, 升至第10位."""
    arrival = right_before(parsed, place.start, "arrival")
    scope = scope_of(parsed, place.start, place.end) if arrival is None else None
    if scope is not None and parsed.between(scope, place) == "":
        arrival = right_before(parsed, scope.start, "arrival")
    if arrival is None or arrival.value != "1":
        return False
    low = parsed.clause_start(place.start)
    return not any(f.value == "name" for f in near(parsed, low, place.start, "pace"))


def _told_behind(parsed: Parsed, place: Place) -> bool | None:
    """What a place is said to be by behind it: first by growth of exports, second by value."""
    if parsed.language == "zh":
        return None
    for lead in near(parsed, place.end, place.end + 80, "by-lead"):
        if re.search(r"[,;]", parsed.text[place.end : lead.start]):
            return None
        stop = re.search(r"[,;]", parsed.text[lead.end :])
        end = len(parsed.text) if stop is None else lead.end + stop.start()
        if near(parsed, lead.end, min(lead.end + 22, end), "pace"):
            return True
        m = parsed.behind(lead.end)
        if near(parsed, lead.end, min(lead.end + 14, end), "size") or (
            m is not None and m.is_a("flow", "other") and m.start - lead.end <= 12
        ):
            return False
    return None


WITHIN = 2
"""Maximum characters between a size and the top N by it: 规模全国前十."""


def _sizes(parsed: Parsed, low: int, high: int) -> list[Found]:
    """The words of size in a stretch, but that by which a group is the top N, which says nothing of the place within it: 规模前十的地区中居第三位."""
    return [f for f in near(parsed, low, high, "size") if not any(0 <= top.start - f.end <= WITHIN for top in tops_of(parsed))]


def _rated(parsed: Parsed, place: Place) -> bool:
    """Whether the last that was told before a place is a pace: its word, or a rate where no amount was told."""
    amounts = [m.start for m in parsed.mentions if m.is_figure("money", "quantity") and m.end <= place.start]
    sizes = [f.start for f in _sizes(parsed, 0, place.start)]
    paces = [f.start for f in near(parsed, 0, place.start, "pace")]
    rates = [m for m in parsed.mentions if m.is_figure("percent", "points") and m.end <= place.start]
    last = max([-1, *amounts, *sizes])
    if parsed.language == "zh":
        words = [f for f in near(parsed, 0, place.start, "pace") if f.value == "name"]
        close = bool(rates) and place.start - rates[-1].end <= 4
        return any(f.start > last for f in words) or (bool(rates) and rates[-1].start > last and (close or (not amounts and not sizes)))
    return bool(paces) and paces[-1] > last


def _owner(document: Document, parsed: Parsed, place: Place, claim: Claim, scope: str | None) -> str | None:
    """Whose a place is where the sentence says so itself: 最慢的是北京, or as many names as places are listed."""
    run = _run(parsed, place)
    names = _names_before(parsed, run[0].start) if len(run) > 1 else []
    if len(run) > 1 and len(names) == len(run):
        return names[[p.start for p in run].index(place.start)].names[0].code
    linked = right_behind(parsed, place.end, "rank-copula") if parsed.language == "zh" else None
    owner = next((m for m in regions(parsed) if linked and m.start == linked.end), None)
    if owner is None and parsed.language == "zh":
        start = place.start
        while word := right_before(parsed, start, "pace", "pace-fall", "size"):
            start = word.start
        owner = next((m for m in regions(parsed) if m.end == start < place.start), None)
    if owner is None and claim.subject is not None and (claim.subject.islower() or (scope == whole(parsed) and len(claim.subject) == 2)):
        owner = next((m for m in reversed(regions(parsed)) if m.end <= place.start and m.names[0].level != "nation"), None)
        if owner is None and claim.subject.islower():
            main = document.main_subject or ""
            return main if "-" in main and main.isupper() else None
    return owner.names[0].code if owner is not None and owner.names[0].level != "nation" and scope != "partners" else None


def _run(parsed: Parsed, place: Place) -> list[Place]:
    """The places that are listed side by side with a place."""
    run: list[Place] = []
    for p in places(parsed):
        if run and _short(parsed.text[run[-1].end : p.start]):
            run.append(p)
        elif place in run:
            break
        else:
            run = [p]
    return run if place in run else [place]


def _short(between: str) -> bool:
    """Whether what stands between two members joins them to a list."""
    return len(between.strip()) <= 4 and not re.search(r"[;；。]", between)


def _names_before(parsed: Parsed, start: int) -> list[Mention]:
    """The last list of places that are named before a place of the sentence."""
    run: list[Mention] = []
    for m in (m for m in regions(parsed) if m.end <= start and m.names[0].level != "nation"):
        between = parsed.text[run[-1].end : m.start] if run else ""
        run = [*run[:-1], m] if run and not between else [*run, m] if run and _short(between) else [m]
    return run
