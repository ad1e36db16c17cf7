"""Candidates of the slots that name something (flow, subject, period, product, partner, regime), each with its named features.

A candidate's features say where its mention stands (clause, sentence, paragraph, heading), what stands right before and behind it, how many figures and rivals lie
between, how it stands to the flow word that governs the target, whether lists pair, whether it is what the claim before had, and whether something fresh was named since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from hinterland import codes
from hinterland.models import UNSURE
from hinterland.reading import feature_groups
from hinterland.reading.drafts import draft_features
from hinterland.reading.evidence import EMPTY, Context, Evidence, Features, bucket, step
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.model import Candidate, Group, Grouped
from hinterland.reading.periods import YEAR, last_month
from hinterland.reading.standing import OWN_GROUNDS, Standing
from hinterland.reading.targets import concept_candidates, measure_candidates, op_candidates
from hinterland.reading.topics import SLOTS as TOPICS
from hinterland.reading.views import UNLIKELY, View, unit_noun

SLOTS = ("concept", "op", "flow", "subject", "period", "product", "partner", "regime", "measure")
"""The slots in the order in which they are decided."""


def slot_candidates(context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> Iterator[tuple[str | None, Grouped]]:
    """The candidates of a slot that names something, and the empty one."""
    if slot not in TOPICS and not context.first_named(slot) and (here.prior is None or here.prior.slots.get(slot) == EMPTY.get(slot)):
        yield EMPTY.get(slot), Grouped([])
        return
    view = View.of(context, here, slot, slots)
    if not view.values and slot != "flow":
        yield EMPTY.get(slot), Grouped([])
        return
    for value, (before, after) in view.values.items():
        yield value, Grouped(_value_features(view, value, before, after))
    empty = EMPTY.get(slot)
    if slot != "flow" and empty not in view.values:
        yield empty, Grouped([*_empty_features(view)])


def _value_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> list[Group]:
    """The features of a candidate that is named or implied."""
    here, slot, op, shape, is_earlier = view.here, view.slot, view.op, view.shape, value == view.earlier
    how = "n" if before is None and after is None else "m"
    fs: list[Group] = []
    if view.fresh is not None and value == view.fresh.value:
        fs.append(feature_groups.fresh(slot, shape, here.link, view.fresh.after, op, view.fresh.level))
    elif here.prior is not None:
        fs.append(feature_groups.stale(slot, shape, "c" if is_earlier else "o"))
    if before is not None:
        _add_evidence(fs, view, "b", before)
    if after is not None:
        _add_evidence(fs, view, "a", after)
    if how == "n":
        fs.append(feature_groups.unmentioned(slot, *_yet_to_come(view, value)))
    if value in view.order:
        fs += _recency_features(view, value, before)
    if view.topic:
        odds = view.likely.get(value, UNLIKELY)
        fs.append(feature_groups.topical(slot, odds, how, here.link, here.new, op, shape, view.had))
    if slot == "flow" and before is not None and here.flow is not None and value == here.flow.value("flow"):
        word = view.parsed.written(here.flow).lower()
        fs.append(feature_groups.anchor(slot, view.topic[0][0], word))
    if value is not None and value in (view.main, view.known, view.title):
        which, known, share = _as_named(view, value)
        mentioned = "n" if before is None else "m"
        if known:
            fs.append(feature_groups.main_known(slot, known, mentioned, here.new, op, shape, view.had))
        if which:
            fs.append(feature_groups.main(slot, which, mentioned, share, here.link, here.new, op, shape))
    # Whether it is what the claim before had, and what has happened since.
    if is_earlier:
        fs.append(feature_groups.carried(slot, here.link, here.new, op, shape, "nomention" if before is None else "mention"))
        if here.prior is not None:
            fs.append(feature_groups.carried_behind(slot, f"{here.prior.slots.get('op')}", op, here.link, here.new))
    elif view.earlier is not None:
        fs.append(feature_groups.dropped(slot, here.link, here.new))
    if slot == "subject":
        fs += _subject_features(view, value, before, after)
    elif slot == "period":
        fs += _dated_features(view, value, before, after)
    elif slot in OTHERS:
        fs += _named_features(view, value, how)
    if slot == "partner" and value == view.counterpart:
        fs.append(feature_groups.counterpart(slot, how, op, here.link))
    return fs


def _yet_to_come(view: View, value: str | None) -> Features:
    """Whether a candidate that isn't named near a target is named only behind it in the document."""
    first = view.context.first_named(view.slot).get(value or "")
    if first is None or first <= view.target.sentence:
        return []
    return ["later", f"later&main={value == view.context.document.main_subject}"]


def _as_named(view: View, value: str) -> tuple[str, str, str]:
    """Whether a candidate is what the document names most in its slot, what of that tables know, or first in its title, and its share."""
    key = view.slot, value, view.main, view.known, view.title
    if key not in view.context.as_named:
        named = view.context.named[view.slot]
        share = step(named.share(value) * 10, 2, 4, 6, 8)
        titled = value == view.title
        which = ("main" if value == view.main else "") + ("title" if titled else "")
        known = f"known{'t' if titled else ''}&{step(named.share_of_known(value) * 10, 3, 5, 7, 9)}" if value == view.known else ""
        view.context.as_named[key] = which, known, share
    return view.context.as_named[key]


def _recency_features(view: View, value: str | None, before: Evidence | None) -> list[Group]:
    """How recently a candidate was mentioned, among its rivals."""
    rank = bucket(view.order[value], 0, 1, 2, 4) + ("l" if before is not None and before.local else "")
    here = before is not None and before.sentence == view.target.sentence
    where = "c" if here and before is not None and before.clause == view.here.clause else "s" if here else "x"
    lead = before.before if before is not None else ""
    found = [
        feature_groups.recent(view.slot, rank, where, view.op, value == view.earlier, view.here.link),
        feature_groups.recent_led(view.slot, rank, where, lead),
    ]
    return [*found, feature_groups.recent_titled(view.slot, rank)] if before is not None and before.sentence == 0 else found


def _subject_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Iterator[Group]:
    """How a place stands to the document: its level, whether it is the main one, the reporter's, or what a pro-form means."""
    document = view.context.document
    e = before or after
    level = e.level if e is not None else _level(value)
    home = codes.home_of().nation
    if value == home and e is None:
        nation = document.main_nation
        other = "other" if nation not in (None, home) else "cn" if nation else "none"
        yield feature_groups.implied(view.slot, document.language, other, bucket(document.subjects[home], 0, 2, 5))
    main = value == document.main_subject
    share = document.subjects[value or ""] * 10 // max(1, sum(document.subjects.values())) if main else 0
    yield feature_groups.mainly(view.slot, level, main, view.here.link, bucket(share, 3, 5, 7, 9))
    how = "m" if e is not None and e.level else "n"
    spoken, places = document.spoken_of, document.places
    yield feature_groups.spoken_of(view.slot, spoken, level, how, main)
    for name, place in (("lead", places.lead), ("office", places.office)):
        yield feature_groups.placed(view.slot, name, "none" if place is None else f"{value == place}", spoken, level, how, main)
    reporter = document.reporter
    carried = value == view.earlier
    if reporter is not None and (value is None or value[:2] != reporter or value == reporter):
        yield feature_groups.reported(view.slot, "is" if value == reporter else "isnot", level, main, carried)
    if view.proform:
        yield feature_groups.pro_formed(view.slot, view.proform, level, carried)


def _dated_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Iterator[Group]:
    """How a period was found and how it stands to the one before."""
    e = before or after
    how = e.level if e is not None else "none"
    first = value == view.context.first_period
    carried = value == view.earlier
    yield feature_groups.found(view.slot, how, first, carried, view.op)
    if value is not None and view.earlier is not None:
        yield feature_groups.shaped(view.slot, _length(value), _length(view.earlier), "sy" if value[:4] == view.earlier[:4] else "oy")
    if view.implied:
        kind = view.implied.get(value or "")
        yield feature_groups.related(view.slot, kind, "none" if kind else "+".join(sorted(set(view.implied.values()))))
    if value is not None and e is None and value in view.derived:
        yield feature_groups.derived(view.slot, view.derived[value], view.against, view.op, view.here.link, view.implied.get(value, ""))
    if value == view.context.main_period:
        yield feature_groups.main_period(view.slot, view.here.link, carried)
    latest = view.context.latest_month
    if value is not None and latest is not None:
        yield feature_groups.aged(
            view.slot, bucket(latest - last_month(value), -1, 0, 1, 2, 5, 11, 12, 13), _length(value), how, carried, view.op
        )
    if view.earlier is not None and value is not None:
        yield _set_against_features(view, value, view.earlier)


def _length(period: str) -> str:
    """The sort of a period by its length."""
    return "year" if len(period) == 4 else "month" if len(period) == 7 else "span"


def _set_against_features(view: View, value: str, earlier: str) -> Group:
    """How a period goes with the words that set a figure against one of the year before."""
    ago = last_month(earlier) - last_month(value) == YEAR and len(value) == len(earlier)
    return feature_groups.against(
        view.slot, view.against, "same" if value == earlier else "ago" if ago else "other", view.op, view.here.link
    )


OTHERS = {"product": "partner", "partner": "product", "regime": "partner"}


def _named_features(view: View, value: str | None, how: str) -> Iterator[Group]:
    """How products, partners and regimes go with the operation and with each other."""
    other = OTHERS[view.slot]
    yield feature_groups.op_named(view.slot, view.op, how, view.slots.get(other) not in (None, EMPTY[other]))
    if view.slot == "product" and value is not None:
        made = unit_noun(view.target)
        yield feature_groups.product_named(view.slot, value.startswith("?"), None if made is None else made == value)
        if value.startswith("?"):
            ascii_ = value.isascii()
            tail = value.rsplit(" ", 1)[-1].lower() if ascii_ else value[-1]
            yield feature_groups.unknown_named(view.slot, tail, bucket(len(value.split()), 1, 2, 3, 5), "" if ascii_ else f"{len(value)}")
    yield feature_groups.flow_named(view.slot, view.slots.get("flow"))


def _rivals(view: View) -> tuple[int, int, int]:
    """The number of candidates named before a target in its clause and in its sentence, and behind it in its clause."""
    here = [b for b, _ in view.found.values() if b is not None and b.sentence == view.target.sentence and not b.local]
    after = sum(a is not None and a.clause == view.here.clause and not a.local for _, a in view.found.values())
    return sum(b.clause == view.here.clause for b in here), len(here), after


def _empty_features(view: View) -> Iterator[Group]:
    """The features of leaving a slot empty: all goods, the world, nobody."""
    b, s, a = _rivals(view)
    op, had, here, shape, flow = view.op, view.had, view.here, view.shape, view.slots.get("flow")
    yield feature_groups.empty_among(view.slot, min(b, 2), min(b, 1), min(s, 3), min(s, 1), min(a, 2), op, had, here.new, here.link)
    if here.flow is None:
        yield feature_groups.empty_loose(view.slot, flow)
    else:
        yield feature_groups.empty_of_flow(view.slot, flow, here.anchored, had, here.new)
    yield feature_groups.empty_since(view.slot, shape, had, here.new, here.link, op)
    if view.topic:
        odds = view.likely.get(EMPTY.get(view.slot), UNLIKELY)
        yield feature_groups.topical(view.slot, odds, "n", here.link, here.new, op, shape, had)
    if view.slot in view.context.named:
        named = view.context.named[view.slot]
        share = step(named.share(view.main) * 10, 2, 4, 6, 8) if view.main is not None else "none"
        known = step(named.share_of_known(view.known) * 10, 3, 5, 7, 9) if view.known is not None else "none"
        titled = "t" if view.title is not None else "n"
        yield feature_groups.empty_known(view.slot, known, titled, had, shape, flow)
        yield feature_groups.empty_main(view.slot, share, titled, here.link, here.new)
        yield feature_groups.empty_titled(view.slot, titled, op, shape, had)
    if view.slot in OTHERS:
        yield feature_groups.empty_both(
            view.slot, view.slots.get("product") not in (None, "all"), view.slots.get("partner") not in (None, "world")
        )
    if here.prior is not None:
        yield feature_groups.empty_behind(view.slot, here.prior.slots.get("op"), op, here.link, here.new, had)


def _level(value: str | None) -> str:
    if value is None:
        return "none"
    if value.startswith(UNSURE):
        return "unknown"
    return "nation" if len(value) == 2 else "city" if value.isdigit() else "region" if value[:2].isupper() else "group"


def _add_evidence(fs: list[Group], view: View, tag: str, e: Evidence) -> None:
    """Add to features how a candidate's mention stands to the target and to its flow word."""
    target, slot, place = view.target, view.slot, view.here.place
    if e.sentence == target.sentence:
        clause = view.here.clause
        pos = f"c{bucket(abs(clause - e.clause), 0, 1, 2, 4)}"
        low, high = min(e.end, target.end), max(e.start, target.start)
        fb = bucket(sum([low <= f.start < high and f.start != target.start for f in view.context.figures[e.sentence]]), 0, 1, 2, 4)
        _add_standing(fs, view, tag, e, pos, fb)
        if view.here.flow is not None:
            fs.append(_to_flow(view, view.here.flow, tag, e, pos, fb))
        gap = (
            feature_groups.gap_after(slot, bucket(e.start - target.end, 1, 4, 8, 16), e.before)
            if tag == "a"
            else feature_groups.gap_before(slot, bucket(target.start - e.end, 1, 4, 8, 16, 40), fb)
        )
        fs.append(gap)
    else:
        pos = _afar(view, e)
        # In a row the cell of the target counts as well.
        if e.afar[0] != target.sentence or view.parsed.sentence.kind == "row":
            found: list[Group] = []
            _add_standing(found, view, tag, e, pos, "x")
            e.afar = target.sentence, found
        fs += e.afar[1]
    if e.listed[1] > 1 or place[1] > 1:
        fs.append(feature_groups.listed(slot, tag, e.listed, place, e.sentence == target.sentence, pos))


def _afar(view: View, e: Evidence) -> str:
    """Where the sentence of a candidate's mention stands to another one, the target's."""
    one, step = view.context.document.parsed[e.sentence].sentence, view.target.sentence - e.sentence
    if one.kind == "heading":
        return f"h{bucket(step, 1, 2)}"
    return f"{'s' if one.paragraph == view.parsed.sentence.paragraph else 'p'}{bucket(step, 1, 2, 4)}"


def _add_standing(fs: list[Group], view: View, tag: str, e: Evidence, pos: str, fb: str) -> None:
    """Add to features how a candidate's mention stands to the target's sentence, and to the target itself where it stands in that."""
    target, slot, clause = view.target, view.slot, view.here.clause
    there = view.context.document.parsed[e.sentence]
    kind, here = there.sentence.kind, e.sentence == target.sentence
    if e.shape is None:
        e.shape = _shape(there, e)
    heading = e.sentence in view.context.heads[target.sentence]
    fs += (
        feature_groups.standing(slot, tag, pos, fb, e.shape, e.level),
        feature_groups.led(slot, tag, pos, fb, e.before, e.after),
        feature_groups.levelled(slot, tag, e.level, pos),
    )
    if e.zone:
        fs.append(feature_groups.in_zone(slot, tag, pos))
    if heading:
        fs.append(feature_groups.heading(slot, tag, kind, e.shape, e.level))
    if e.closes and not (here and e.start < target.start < e.closes):
        fs.append(feature_groups.closed(slot, tag, pos, fb, e.before, e.closes >= target.start - 1 and here))
    if view.parsed.sentence.kind == "row" and kind == "row":
        cell = "same" if e.clause == clause else "first" if e.clause == 0 else "other"
        fs.append(feature_groups.celled(slot, tag, cell, "row" if here else "head" if heading else "above"))


def _to_flow(view: View, flow: Mention, tag: str, e: Evidence, pos: str, fb: str) -> Group:
    """How a candidate's mention in the target's sentence stands to its flow word."""
    if e.end <= flow.start:
        rel = f"L{bucket(flow.start - e.end, 1, 3, 8, 20)}" if e.clause == flow.clause else "Lc"
    elif e.start >= flow.end:
        rel = f"R{bucket(e.start - flow.end, 1, 4, 8, 20)}" if e.clause == flow.clause else "Rc"
    else:
        rel = "same"
    fpos = f"{'fb' if flow.end <= view.target.start else 'fa'}{bucket(abs(view.here.clause - flow.clause), 0, 1, 2)}"
    return feature_groups.to_flow(view.slot, tag, rel, fpos, pos, e.before, e.after, fb)


def _shape(parsed: Parsed, e: Evidence) -> str:
    """Whether a name heads its clause, and whether it is a possessor."""
    text = parsed.text
    head = text[parsed.sentence.clauses[e.clause] : e.start].strip().lower()
    heads = not head or head in forms(parsed.language, "function")
    possessive = text.startswith(tuple(forms(parsed.language, "possessive")), e.end)
    return ("head" if heads else "") + ("poss" if possessive else "")


def flow_candidates(context: Context, here: Standing, slots: dict[str, str | None]) -> Iterator[Candidate]:
    """The flows that a target may be of: those named around it, and the one in force."""
    named = dict(slot_candidates(context, here, "flow", slots))
    op = slots.get("op")
    for value in codes.FLOWS[:1] if op == "balance" else codes.FLOWS:
        fs = named.get(value) or _unnamed()
        own = [] if here.own is None else [feature_groups.own_flow("flow", here.target.kind, here.own == value)]
        more = [feature_groups.of_flow("flow", value, op, *_leading(fs.groups)), *own]
        yield value, fs + more


def _leading(groups: Sequence[Group]) -> Sequence[Group]:
    """The first groups that hold the features which a flow is crossed with."""
    sizes = accumulate(group.size for group in groups)
    return groups[: 1 + sum(size < feature_groups.CROSSED for size in sizes)]


@cache
def _unnamed() -> Grouped:
    """The features of a flow that isn't named."""
    return Grouped([feature_groups.unnamed("flow")])


def candidates(context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> list[Candidate]:
    """The candidates of a slot with their features; in a second reading what the first made of them is among those. A single candidate needs none."""
    grounds = _grounds(here, slot, slots)
    if slot not in here.made or here.made[slot][0] != grounds:
        made = MAKERS.get(slot)
        here.made[slot] = grounds, list(made(context, here, slots) if made is not None else slot_candidates(context, here, slot, slots))
    found = here.made[slot][1]
    if context.draft is None or slot == "concept" or len(found) == 1:
        return found
    drafted = draft_features(context.draft, here.number, slot, (value for value, _ in found), slots)
    return [(value, features + more) for (value, features), more in zip(found, drafted, strict=True) if not isinstance(features, list)]


def _grounds(here: Standing, slot: str, slots: dict[str, str | None]) -> tuple[Any, ...]:
    """What the candidates of a target's slot depend on: while it stays the same those made before are used again."""
    if slot not in OWN_GROUNDS:
        return (dict(slots),)
    prior, own = here.prior, tuple(map(slots.get, OWN_GROUNDS[slot]))
    if prior is None:
        return own
    return *own, prior.target.sentence, prior.target.start, here.link, here.new, prior.slots.get(slot), prior.slots.get("op")


MAKERS: dict[str, Callable[[Context, Standing, dict[str, str | None]], Iterator[Candidate]]] = {
    "concept": lambda context, here, slots: concept_candidates(context, here),
    "op": lambda context, here, slots: op_candidates(context, here),
    "flow": flow_candidates,
    "measure": measure_candidates,
}
"""Who makes the candidates of the slots that name nothing."""
