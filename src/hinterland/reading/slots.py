"""Candidates of the slots that name something (flow, subject, period, product, partner, regime), each with its named features.

A candidate's features say where its mention stands (clause, sentence, paragraph, heading), what stands right before and behind it, how many figures and rivals lie
between, how it stands to the flow word that governs the target, whether lists pair, whether it is what the claim before had, and whether something fresh was named since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from hinterland.models import UNSURE
from hinterland.reading.drafts import draft_features
from hinterland.reading.evidence import (
    EMPTY,
    Context,
    Evidence,
    Features,
    bucket,
    last_month,
)
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.model import Candidate, Group, Grouped, grouped
from hinterland.reading.standing import Standing
from hinterland.reading.targets import concept_candidates, measure_candidates, op_candidates
from hinterland.reading.views import View, has_word, unit_noun

SLOTS = ("concept", "op", "flow", "subject", "period", "product", "partner", "regime", "measure")
"""The slots in the order in which they are decided."""


def slot_candidates(context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> Iterator[tuple[str | None, Grouped]]:
    """The candidates of a slot that names something, and the empty one."""
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
    here, mentioned = view.here, before is not None or after is not None
    fs: list[Group] = []
    if view.fresh is not None and value == view.fresh.value:
        fs.append(_fresh(view.shape, here.link, view.fresh.after, view.op, view.fresh.level))
    elif here.prior is not None:
        fs.append(_stale(view.shape, value == view.earlier))
    for tag, e in (("b", before), ("a", after)):
        if e is not None:
            fs += _evidence_features(view, tag, e)
    if not mentioned:
        fs.append(_unmentioned(*_yet_to_come(view, value)))
    if value in view.order:
        fs.append(_recency_features(view, value, before))
    fs += _topic_features(view, value, mentioned)
    if view.slot == "flow" and before is not None and here.flow is not None and value == here.flow.value("flow"):
        word = view.context.document.parsed[view.target.sentence].text[here.flow.start : here.flow.end].lower()
        fs.append(_anchor(view.topic[0][0], word))
    fs += _main_features(view, value, before is not None)
    fs += _carry_features(view, value, before)
    if view.slot == "subject":
        fs += _subject_features(view, value, before, after)
    if view.slot == "period":
        fs += _dated_features(view, value, before, after)
    if view.slot in ("product", "partner", "regime"):
        fs += _named_features(view, value, mentioned)
    return fs


@grouped
def _fresh(shape: str, link: str, after: str, op: str, level: str) -> Features:
    """The features of what was named last since the claim before."""
    return [f"fresh={shape}", f"fresh={shape}&{link}", f"fresh={shape}>{after}", f"fresh={shape}&{op}", f"fresh={shape}&lv{level}"]


@grouped
def _stale(shape: str, is_earlier: bool) -> Features:
    """The features of what was not."""
    return [f"stale={shape}&{'c' if is_earlier else 'o'}"]


@grouped
def _unmentioned(*later: str) -> Features:
    """The features of what isn't named near a target."""
    return ["nomention", *later]


@grouped
def _anchor(topic: str | None, word: str) -> Features:
    """The features of the flow that the governing word names."""
    return [f"anchor&{topic}&{word}", f"anchor&{word}"]


def _topic_features(view: View, value: str | None, mentioned: bool) -> list[Group]:
    """How likely the document as a whole is of a candidate."""
    ranked = view.topic
    if not ranked:
        return []
    odds = bucket(view.likely.get(value, 0.0) * 100, 2, 10, 30, 60, 85, 97)
    return [_topical(odds, ranked[0][0] == value, mentioned, view.here.link, view.here.new, view.op, view.shape, view.had)]


@grouped
def _topical(odds: str, first: bool, mentioned: bool, link: str, new: str, op: str, shape: str, had: str) -> Features:
    topic, how = f"topic={odds}{'*' if first else ''}", "m" if mentioned else "n"
    return [topic, f"{topic}&{how}", f"{topic}&{link}&{new}", f"{topic}&{how}&{op}&{shape}", f"{topic}&{had}&{how}"]


def _yet_to_come(view: View, value: str | None) -> Features:
    """Whether a candidate that isn't named near a target is named only behind it in the document."""
    first = view.context.first_named(view.slot).get(value or "")
    if first is None or first <= view.target.sentence:
        return []
    return ["later", f"later&main={value == view.context.document.main_subject}"]


def _main_features(view: View, value: str | None, mentioned: bool) -> list[Group]:
    """Whether a candidate is what the document names most in its slot, or first in its title."""
    named = view.context.named.get(view.slot)
    if named is None or value is None or value not in (view.main, view.known, view.title):
        return []
    share = bucket(named.share(value) * 10, 2, 4, 6, 8)
    titled = value == view.title
    which = ("main" if value == view.main else "") + ("title" if titled else "")
    known = f"known{'t' if titled else ''}&{bucket(named.share_of_known(value) * 10, 3, 5, 7, 9)}" if value == view.known else ""
    return [_main(which, known, share, mentioned, view.here.link, view.here.new, view.op, view.shape, view.had)]


@grouped
def _main(which: str, known: str, share: str, mentioned: bool, link: str, new: str, op: str, shape: str, had: str) -> Iterator[str]:
    how = "m" if mentioned else "n"
    if known:
        yield from (known, f"{known}&{how}&{new}", f"{known}&{how}&{op}&{shape}", f"{known}&{had}")
    if which:
        yield from (f"{which}&{link}&{share}", f"{which}&{how}&{new}", f"{which}&{how}&{share}", f"{which}&{how}&{op}&{shape}")


def _recency_features(view: View, value: str | None, before: Evidence | None) -> Group:
    """How recently a candidate was mentioned, among its rivals."""
    rank = bucket(view.order[value], 0, 1, 2, 4) + ("l" if before is not None and before.local else "")
    here = before is not None and before.sentence == view.target.sentence
    where = "c" if here and before is not None and before.clause == view.here.clause else "s" if here else "x"
    lead = before.before if before is not None else ""
    titled = before is not None and before.sentence == 0
    return _recent(rank, where, lead, titled, view.op, value == view.earlier, view.here.link)


@grouped
def _recent(rank: str, where: str, lead: str, titled: bool, op: str, is_earlier: bool, link: str) -> Features:
    recent = f"rec{rank}{where}"
    fs = [recent, f"{recent}&{lead}", f"{recent}&{op}", f"{recent}&carry={is_earlier}&{link}"]
    return [*fs, f"title&{rank}"] if titled else fs


def _carry_features(view: View, value: str | None, before: Evidence | None) -> list[Group]:
    """Whether a candidate is what the claim before had, and what has happened since."""
    here = view.here
    if value != view.earlier:
        return [] if view.earlier is None else [_dropped(here.link, here.new)]
    prior = "" if here.prior is None else f"{here.prior.slots.get('op')}"
    return [_carried(here.link, here.new, view.op, view.shape, before is not None, prior)]


@grouped
def _dropped(link: str, new: str) -> Features:
    return [f"notcarry&{link}&{new}"]


@grouped
def _carried(link: str, new: str, op: str, shape: str, mentioned: bool, prior: str) -> Features:
    fs = [f"carry&new={shape}", f"carry&new={shape}&{link}", f"carry&new={shape}&{new}&{op}"]
    fs += [f"carry&{link}&{new}", f"carry&{link}&{op}", "carry&mention" if mentioned else "carry&nomention"]
    return [*fs, f"carry&prevop={prior}&{op}&{link}&{new}"] if prior else fs


def _subject_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Iterator[Group]:
    """How a place stands to the document: its level, whether it is the main one, the reporter's, or what a pro-form means."""
    document = view.context.document
    e = before or after
    level = e.level if e is not None else _level(value)
    if value == "CN" and e is None:
        nation = document.main_nation
        other = "other" if nation not in (None, "CN") else "cn" if nation else "none"
        yield _implied(view.context.language, other, bucket(document.subjects["CN"], 0, 2, 5))
    main = value == document.main_subject
    share = document.subjects[value or ""] * 10 // max(1, sum(document.subjects.values())) if main else 0
    yield _mainly(level, main, view.here.link, bucket(share, 3, 5, 7, 9))
    how = "m" if e is not None and e.level else "n"
    spoken, places = document.places.speaks_of, document.places
    yield _spoken_of(spoken, level, how, main)
    for name, place in (("lead", places.lead), ("office", places.office)):
        yield _placed(name, "none" if place is None else f"{value == place}", spoken, level, how, main)
    reporter = document.reporter
    carried = value == view.earlier
    if reporter is not None and (value is None or value[:2] != reporter or value == reporter):
        yield _reported(value == reporter, level, main, carried)
    if view.proform:
        yield _pro_formed(view.proform, level, carried)


@grouped
def _implied(language: str, other: str, count: str) -> Features:
    return [f"implied:{language}:{other}", f"implied:{language}:{other}:{count}"]


@grouped
def _mainly(level: str, main: bool, link: str, share: str) -> Features:
    fs = [f"level={level}", f"main={main}&lv={level}"]
    return [*fs, f"main&{link}&{share}"] if main else fs


@grouped
def _spoken_of(spoken: str, level: str, how: str, main: bool) -> Features:
    return [f"forms={spoken}&lv={level}&{how}", f"forms={spoken}&main={main}&{how}"]


@grouped
def _placed(name: str, known: str, spoken: str, level: str, how: str, main: bool) -> Features:
    return [f"{name}={known}&lv={level}", f"{name}={known}&{how}&main={main}", f"{name}={known}&forms={spoken}&lv={level}"]


@grouped
def _reported(is_reporter: bool, level: str, main: bool, carried: bool) -> Features:
    known = "is" if is_reporter else "isnot"
    return [f"reporter={known}&lv={level}", f"reporter={known}&lv={level}&main={main}", f"reporter={known}&carry={carried}"]


@grouped
def _pro_formed(proform: str, level: str, carried: bool) -> Features:
    return [f"pf={proform}&lv={level}", f"pf={proform}&carry={carried}&lv={level}"]


def _dated_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Iterator[Group]:
    """How a period was found and how it stands to the one before."""
    e = before or after
    how = e.level if e is not None else "none"
    first = value == view.context.first_period
    carried = value == view.earlier
    yield _found(how, first, carried, view.op)
    if value is not None and view.earlier is not None:
        yield _shaped(_length(value), _length(view.earlier), value[:4] == view.earlier[:4])
    if view.implied:
        kind = view.implied.get(value or "")
        yield _related(kind, "none" if kind else "+".join(sorted(set(view.implied.values()))))
    if value == view.context.main_period:
        yield _main_period(view.here.link, carried)
    latest = view.context.latest_month
    if value is not None and latest is not None:
        yield _aged(bucket(latest - last_month(value), -1, 0, 1, 2, 5, 11, 12, 13), _length(value), how, carried, view.op)
    if view.earlier is not None and value is not None:
        yield _set_against_features(view, value, view.earlier)
    if value is not None and e is None and not carried and not first:
        yield _shifted(has_word(view.context, view.target, "yearago", "time"))


def _length(period: str) -> str:
    """The sort of a period by its length."""
    return "year" if len(period) == 4 else "month" if len(period) == 7 else "span"


@grouped
def _found(how: str, first: bool, carried: bool, op: str) -> Features:
    return [f"how={how}", f"first={first}", f"how={how}&carry={carried}", f"how={how}&{op}"]


@grouped
def _shaped(shape: str, other: str, same_year: bool) -> Features:
    """How a period stands to the one before."""
    return [f"shape={shape}>{other}&{'sy' if same_year else 'oy'}"]


@grouped
def _related(kind: str | None, others: str) -> Features:
    return [f"implied={kind}&{others}"]


@grouped
def _main_period(link: str, carried: bool) -> Features:
    return [f"mainperiod&{link}", f"mainperiod&carry={carried}"]


@grouped
def _aged(lag: str, shape: str, how: str, carried: bool, op: str) -> Features:
    """How many months before the latest period that the document names one ends."""
    return [f"lag={lag}&{shape}", f"lag={lag}&{shape}&carry={carried}", f"lag={lag}&how={how}", f"lag={lag}&{op}&{shape}"]


@grouped
def _shifted(is_of_year_ago: bool) -> Features:
    return [f"shifted&{'yearago' if is_of_year_ago else 'no'}"]


def _set_against_features(view: View, value: str, earlier: str) -> Group:
    """How a period goes with the words that set a figure against one of the year before."""
    ago = last_month(earlier) - last_month(value) == YEAR and len(value) == len(earlier)
    view.against = view.against or _set_against(view)
    return _against(view.against, "same" if value == earlier else "ago" if ago else "other", view.op, view.here.link)


@grouped
def _against(found: str, rel: str, op: str, link: str) -> Features:
    return [f"against={found}&{rel}", f"against={found}&{rel}&{op}", f"against={found}&{rel}&{link}"]


YEAR = 12
"""Months of a year."""


def _set_against(view: View) -> str:
    """Which words of comparison stand beside a target with no figure between: of the year before in front of it (b) or behind it (a), of what it is set against in front of it (v)."""
    parsed, target = view.context.document.parsed[view.target.sentence], view.target
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.end <= target.start]
    start = next((m.end for m in reversed(before) if m.figure is not None), 0)
    behind = [m for m in parsed.mentions if m.start >= target.end and m.clause == clause]
    stop = next((m.start for m in behind if m.figure is not None), len(parsed.text))
    led = [m for m in before if m.start >= start and m.clause == clause]
    return "".join((
        "b" if any(_is_year_ago(m) for m in led) else "",
        "v" if any(m.is_a("than", "from") for m in led) else "",
        "a" if any(_is_year_ago(m) for m in behind if m.end <= stop) else "",
    )) or "n"  # fmt: skip


def _is_year_ago(mention: Mention) -> bool:
    """Whether words mean the period a year before the one in force."""
    return mention.is_a("yearago") or (mention.time is not None and mention.time.kind in ("yearago", "sameof"))


OTHERS = {"product": "partner", "partner": "product", "regime": "partner"}


def _named_features(view: View, value: str | None, mentioned: bool) -> Iterator[Group]:
    """How products, partners and regimes go with the operation and with each other."""
    other = OTHERS[view.slot]
    yield _op_named(view.op, mentioned, view.slots.get(other) not in (None, EMPTY[other]))
    if view.slot == "product" and value is not None:
        made = unit_noun(view.target)
        yield _product_named(value.startswith("?"), None if made is None else made == value)
        if value.startswith("?"):
            ascii_ = value.isascii()
            tail = value.rsplit(" ", 1)[-1].lower() if ascii_ else value[-1]
            yield _unknown_named(tail, bucket(len(value.split()), 1, 2, 3, 5), "" if ascii_ else f"{len(value)}")
    yield _flow_named(view.slots.get("flow"))


@grouped
def _op_named(op: str, mentioned: bool, other: bool) -> Features:
    return [f"op={op}&{'m' if mentioned else 'n'}", f"other={other}"]


@grouped
def _product_named(unknown: bool, is_unit: bool | None) -> Features:
    return [f"unknown={unknown}"] if is_unit is None else [f"unknown={unknown}", f"unit={is_unit}"]


@grouped
def _unknown_named(tail: str, words: str, characters: str) -> Features:
    return [f"tail={tail}", f"words={words}&{characters}"]


@grouped
def _flow_named(flow: str | None) -> Features:
    return [f"flow={flow}"]


def _rivals(view: View) -> tuple[int, int, int]:
    """The number of candidates named before a target in its clause and in its sentence, and behind it in its clause."""
    here = [b for b, _ in view.found.values() if b is not None and b.sentence == view.target.sentence and not b.local]
    after = sum(a is not None and a.clause == view.here.clause and not a.local for _, a in view.found.values())
    return sum(b.clause == view.here.clause for b in here), len(here), after


def _empty_features(view: View) -> Iterator[Group]:
    """The features of leaving a slot empty: all goods, the world, nobody."""
    b, s, a = _rivals(view)
    op, had, here, shape, flow = view.op, view.had, view.here, view.shape, view.slots.get("flow")
    yield _empty_among(min(b, 2), min(s, 3), min(a, 2), op, had, here.new, here.link)
    yield _empty_of_flow(flow, None if here.flow is None else here.anchored, had, here.new)
    yield _empty_since(shape, had, here.new, here.link, op)
    yield from _topic_features(view, EMPTY.get(view.slot), False)
    if view.slot in view.context.named:
        named = view.context.named[view.slot]
        share = bucket(named.share(view.main) * 10, 2, 4, 6, 8) if view.main is not None else "none"
        known = bucket(named.share_of_known(view.known) * 10, 3, 5, 7, 9) if view.known is not None else "none"
        titled = "t" if view.title is not None else "n"
        yield _empty_known(known, titled, had, shape, flow)
        yield _empty_main(share, titled, here.link, here.new)
        yield _empty_titled(titled, op, shape, had)
    if view.slot in OTHERS:
        yield _empty_both(view.slots.get("product") not in (None, "all"), view.slots.get("partner") not in (None, "world"))
    if here.prior is not None:
        yield _empty_behind(here.prior.slots.get("op"), op, here.link, here.new, had)


@grouped
def _empty_among(b: int, s: int, a: int, op: str, had: str, new: str, link: str) -> Features:
    return [
        f"empty&b{b}&s{s}",
        f"empty&a{a}&b{min(b, 1)}",
        f"empty&{link}&{new}&{had}",
        f"empty&op={op}&b{b}",
        f"empty&{link}&b{min(b, 1)}&s{min(s, 1)}&{had}&{new}",
    ]


@grouped
def _empty_of_flow(flow: str | None, anchored: str | None, had: str, new: str) -> Features:
    if anchored is None:
        return [f"empty&flow={flow}&loose"]
    return [f"empty&flow={flow}&anchored", f"empty&anchor={anchored}", f"empty&anchor={anchored}&{had}&{new}"]


@grouped
def _empty_since(shape: str, had: str, new: str, link: str, op: str) -> Features:
    return [f"empty&new={shape}&{had}", f"empty&new={shape}&{had}&{link}", f"empty&new={shape}&{new}&{had}", f"empty&new={shape}&{op}"]


@grouped
def _empty_known(known: str, titled: str, had: str, shape: str, flow: str | None) -> Features:
    return [f"empty&known={known}&{titled}", f"empty&known={known}&{had}&{shape}", f"empty&known={known}&{flow}"]


@grouped
def _empty_main(share: str, titled: str, link: str, new: str) -> Features:
    return [f"empty&main={share}&{titled}", f"empty&main={share}&{link}&{new}"]


@grouped
def _empty_titled(titled: str, op: str, shape: str, had: str) -> Features:
    return [f"empty&{titled}&{op}&{shape}&{had}"]


@grouped
def _empty_both(product: bool, partner: bool) -> Features:
    return [f"empty&prod={product}&part={partner}"]


@grouped
def _empty_behind(prior: str | None, op: str, link: str, new: str, had: str) -> Features:
    return [f"empty&prevop={prior}&{op}&{link}&{new}&{had}"]


def _level(value: str | None) -> str:
    if value is None:
        return "none"
    if value.startswith(UNSURE):
        return "unknown"
    return "nation" if len(value) == 2 else "city" if value.isdigit() else "region" if value[:2].isupper() else "group"


def _evidence_features(view: View, tag: str, e: Evidence) -> Iterator[Group]:
    """How a candidate's mention stands to the target and to its flow word."""
    context, target, flow, clause, place = view.context, view.target, view.here.flow, view.here.clause, view.here.place
    document, here = context.document, e.sentence == target.sentence
    one, two = document.parsed[e.sentence].sentence, document.parsed[target.sentence].sentence
    if here:
        pos = f"c{bucket(abs(clause - e.clause), 0, 1, 2, 4)}"
        low, high = min(e.end, target.end), max(e.start, target.start)
        fb = bucket(sum([low <= f.start < high and f.start != target.start for f in context.figures[e.sentence]]), 0, 1, 2, 4)
    else:
        step = target.sentence - e.sentence
        near = f"{'s' if one.paragraph == two.paragraph else 'p'}{bucket(step, 1, 2, 4)}"
        pos, fb = near if one.kind != "heading" else f"h{bucket(step, 1, 2)}", "x"
    before, after = e.before, e.after
    if e.shape is None:
        e.shape = _shape(document.parsed[e.sentence], e)
    heading = e.sentence in context.heads[target.sentence]
    yield _standing(tag, pos, fb, e.shape, e.level)
    yield _led(tag, pos, fb, before, after)
    yield _levelled(tag, pos, e.shape, e.level, e.zone, one.kind if heading else "")
    if two.kind == "row" and one.kind == "row":
        cell = "same" if e.clause == clause else "first" if e.clause == 0 else "other"
        yield _celled(tag, cell, "row" if here else "head" if heading else "above")
    if flow is not None and here:
        if e.end <= flow.start:
            rel = f"L{bucket(flow.start - e.end, 1, 3, 8, 20)}" if e.clause == flow.clause else "Lc"
        elif e.start >= flow.end:
            rel = f"R{bucket(e.start - flow.end, 1, 4, 8, 20)}" if e.clause == flow.clause else "Rc"
        else:
            rel = "same"
        fpos = f"{'fb' if flow.end <= target.start else 'fa'}{bucket(abs(clause - flow.clause), 0, 1, 2)}"
        yield _to_flow(tag, rel, fpos, pos, before, after, fb)
    if e.listed[1] > 1 or place[1] > 1:
        yield _listed(tag, e.listed, place, here, pos)
    if here and tag == "a":
        yield _gap_after(bucket(e.start - target.end, 1, 4, 8, 16), before)
    elif here:
        yield _gap_before(bucket(target.start - e.end, 1, 4, 8, 16, 40), fb)


@grouped
def _standing(tag: str, pos: str, fb: str, shape: str, level: str) -> Features:
    return [f"{tag}:{pos}:{shape}", f"{tag}:{pos}:{shape}:f{fb}", f"{tag}:{pos}:{shape}:{level}", f"{tag}:{pos}", f"{tag}:{pos}:f{fb}"]


@grouped
def _levelled(tag: str, pos: str, shape: str, level: str, zone: bool, heads: str) -> Iterator[str]:
    yield f"{tag}:lv{level}:{pos}"
    if zone:
        yield f"{tag}:zone:{pos}"
    if heads:
        yield from (f"{tag}:heads:{heads}", f"{tag}:heads:{heads}:{shape}:{level}")


@grouped
def _led(tag: str, pos: str, fb: str, before: str, after: str) -> Features:
    return [f"{tag}:{pos}<{before}", f"{tag}:{pos}>{after}", f"{tag}<{before}>{after}", f"{tag}:{pos[0]}<{before}>{after}:f{fb}"]


@grouped
def _celled(tag: str, cell: str, row: str) -> Features:
    return [f"{tag}:cell:{cell}:{row}"]


@grouped
def _to_flow(tag: str, rel: str, fpos: str, pos: str, before: str, after: str, fb: str) -> Features:
    return [f"{tag}:an{rel}:{fpos}", f"{tag}:an{rel}:{pos}<{before}", f"{tag}:an{rel}>{after}", f"{tag}:an{rel}:{fpos}:f{fb}"]


@grouped
def _listed(tag: str, listed: tuple[int, int], place: tuple[int, int], here: bool, pos: str) -> Features:
    """How the place of a mention in its list goes with the target's in its own."""
    if listed[1] <= 1:
        return [f"{tag}:single:{pos}:k{min(place[0], 1)}"]
    if place[1] == listed[1]:
        return [f"{tag}:pair:{'match' if place[0] == listed[0] else 'miss'}:{'same' if here else 'other'}"]
    at = "first" if listed[0] == 0 else "last" if listed[0] == listed[1] - 1 else "mid"
    return [f"{tag}:list:{at}:{pos}:{'l' if place[1] > 1 else '1'}"]


@grouped
def _gap_after(gap: str, before: str) -> Features:
    return [f"a:gap{gap}<{before}"]


@grouped
def _gap_before(gap: str, fb: str) -> Features:
    return [f"b:gap{gap}:f{fb}"]


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
    for value in ("total",) if op == "balance" else ("total", "export", "import"):
        fs = named.get(value, UNNAMED)
        yield value, Grouped([*fs.groups, _of_flow(value, op, *islice(fs, 6))])


UNNAMED = Grouped([Group(["unnamed"])])
"""The features of a flow that isn't named."""


@grouped
def _of_flow(value: str, op: str | None, *first: str) -> Features:
    return [*(f"v={value}&{f}" for f in first), f"v={value}&op={op}"]


def candidates(context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> list[Candidate]:
    """The candidates of a slot with their features; in a second reading what the first made of them is among those. A single candidate needs none."""
    if slot not in here.made or here.made[slot][0] != slots:
        made = MAKERS.get(slot)
        here.made[slot] = dict(slots), list(made(context, here, slots) if made is not None else slot_candidates(context, here, slot, slots))
    found = here.made[slot][1]
    if context.draft is None or slot == "concept" or len(found) == 1:
        return found
    drafted = draft_features(context.draft, here.number, slot, (value for value, _ in found), slots)
    return [(value, features + more) for (value, features), more in zip(found, drafted, strict=True) if not isinstance(features, list)]


MAKERS: dict[str, Callable[[Context, Standing, dict[str, str | None]], Iterator[Candidate]]] = {
    "concept": lambda context, here, slots: concept_candidates(context, here),
    "op": lambda context, here, slots: op_candidates(context, here),
    "flow": flow_candidates,
    "measure": measure_candidates,
}
"""Who makes the candidates of the slots that name nothing."""
