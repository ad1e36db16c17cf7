"""Candidates of the slots that name something (flow, subject, period, product, partner, regime), each with its named features.

A candidate's features say where its mention stands (clause, sentence, paragraph, heading), what stands right before and behind it, how many figures and rivals lie
between, how it stands to the flow word that governs the target, whether lists pair, whether it is what the claim before had, and whether something fresh was named since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
from hinterland.reading.model import Candidate
from hinterland.reading.standing import Standing
from hinterland.reading.targets import concept_candidates, measure_candidates, op_candidates
from hinterland.reading.views import View, has_word, unit_noun

SLOTS = ("concept", "op", "flow", "subject", "period", "product", "partner", "regime", "measure")
"""The slots in the order in which they are decided."""


def slot_candidates(context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> Iterator[tuple[str | None, Features]]:
    """The candidates of a slot that names something, and the empty one."""
    view = View.of(context, here, slot, slots)
    if not view.values and slot != "flow":
        yield EMPTY.get(slot), []
        return
    for value, (before, after) in view.values.items():
        yield value, _value_features(view, value, before, after)
    empty = EMPTY.get(slot)
    if slot != "flow" and empty not in view.values:
        yield empty, _empty_features(view)


def _value_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Features:
    """The features of a candidate that is named or implied."""
    fs: Features = []
    if view.fresh is not None and value == view.fresh.value:
        fs += [f"fresh={view.shape}", f"fresh={view.shape}&{view.here.link}", f"fresh={view.shape}>{view.fresh.after}"]
        fs += [f"fresh={view.shape}&{view.op}", f"fresh={view.shape}&lv{view.fresh.level}"]
    elif view.here.prior is not None:
        fs.append(f"stale={view.shape}&{'c' if value == view.earlier else 'o'}")
    for tag, e in (("b", before), ("a", after)):
        if e is not None:
            fs += _evidence_features(view, tag, e)
    if before is None and after is None:
        fs += ["nomention", *_yet_to_come(view, value)]
    fs += _recency_features(view, value, before)
    fs += _topic_features(view, value, before is not None or after is not None)
    if view.slot == "flow" and before is not None and view.here.flow is not None and value == view.here.flow.value("flow"):
        word = view.context.document.parsed[view.target.sentence].text[view.here.flow.start : view.here.flow.end].lower()
        fs += [f"anchor&{view.topic[0][0]}&{word}", f"anchor&{word}"]
    fs += _main_features(view, value, before is not None)
    fs += _carry_features(view, value, before)
    if view.slot == "subject":
        fs += _subject_features(view, value, before, after)
    if view.slot == "period":
        fs += _dated_features(view, value, before, after)
    if view.slot in ("product", "partner", "regime"):
        fs += _named_features(view, value, before is not None or after is not None)
    return fs


def _topic_features(view: View, value: str | None, mentioned: bool) -> Features:
    """How likely the document as a whole is of a candidate."""
    ranked = view.topic
    if not ranked:
        return []
    odds = bucket(dict(ranked).get(value, 0.0) * 100, 2, 10, 30, 60, 85, 97)
    here, first, how = view.here, ranked[0][0] == value, "m" if mentioned else "n"
    topic = f"topic={odds}{'*' if first else ''}"
    return [
        topic,
        f"{topic}&{how}",
        f"{topic}&{here.link}&{here.new}",
        f"{topic}&{how}&{view.op}&{view.shape}",
        f"{topic}&{view.had}&{how}",
    ]


def _yet_to_come(view: View, value: str | None) -> Features:
    """Whether a candidate that isn't named near a target is named only behind it in the document."""
    first = view.context.first_named(view.slot).get(value or "")
    if first is None or first <= view.target.sentence:
        return []
    return ["later", f"later&main={value == view.context.document.main_subject}"]


def _main_features(view: View, value: str | None, mentioned: bool) -> Features:
    """Whether a candidate is what the document names most in its slot, or first in its title."""
    named = view.context.named.get(view.slot)
    if named is None or value is None or value not in (view.main, view.known, view.title):
        return []
    how, share = "m" if mentioned else "n", bucket(named.share(value) * 10, 2, 4, 6, 8)
    which = ("main" if value == view.main else "") + ("title" if value == view.title else "")
    known = (
        f"known{'t' if value == view.title else ''}&{bucket(named.share_of_known(value) * 10, 3, 5, 7, 9)}" if value == view.known else ""
    )
    of_known = [known, f"{known}&{how}&{view.here.new}", f"{known}&{how}&{view.op}&{view.shape}", f"{known}&{view.had}"] if known else []
    if not which:
        return of_known
    return [
        *of_known,
        f"{which}&{view.here.link}&{share}",
        f"{which}&{how}&{view.here.new}",
        f"{which}&{how}&{share}",
        f"{which}&{how}&{view.op}&{view.shape}",
    ]


def _recency_features(view: View, value: str | None, before: Evidence | None) -> Features:
    """How recently a candidate was mentioned, among its rivals."""
    if value not in view.order:
        return []
    rank = bucket(view.order[value], 0, 1, 2, 4) + ("l" if before is not None and before.local else "")
    here = before is not None and before.sentence == view.target.sentence
    where = "c" if here and before is not None and before.clause == view.here.clause else "s" if here else "x"
    lead = before.before if before is not None else ""
    fs = [
        f"rec{rank}{where}",
        f"rec{rank}{where}&{lead}",
        f"rec{rank}{where}&{view.op}",
        f"rec{rank}{where}&carry={value == view.earlier}&{view.here.link}",
    ]
    return [*fs, f"title&{rank}"] if before is not None and before.sentence == 0 else fs


def _carry_features(view: View, value: str | None, before: Evidence | None) -> Features:
    """Whether a candidate is what the claim before had, and what has happened since."""
    link_, new, op, shape = view.here.link, view.here.new, view.op, view.shape
    if value != view.earlier:
        return [] if view.earlier is None else [f"notcarry&{link_}&{new}"]
    fs = [f"carry&new={shape}", f"carry&new={shape}&{link_}", f"carry&new={shape}&{new}&{op}"]
    fs += [f"carry&{link_}&{new}", f"carry&{link_}&{op}", "carry&mention" if before is not None else "carry&nomention"]
    if view.here.prior is not None:
        fs.append(f"carry&prevop={view.here.prior.slots.get('op')}&{op}&{link_}&{new}")
    return fs


def _subject_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Features:
    """How a place stands to the document: its level, whether it is the main one, the reporter's, or what a pro-form means."""
    document, context = view.context.document, view.context
    e = before or after
    level = e.level if e is not None else _level(value)
    fs: Features = []
    if value == "CN" and e is None:
        nation = document.main_nation
        other = "other" if nation not in (None, "CN") else "cn" if nation else "none"
        fs += [f"implied:{context.language}:{other}", f"implied:{context.language}:{other}:{bucket(document.subjects['CN'], 0, 2, 5)}"]
    main = value == document.main_subject
    fs += [f"level={level}", f"main={main}&lv={level}"]
    if main:
        share = document.subjects[value or ""] * 10 // max(1, sum(document.subjects.values()))
        fs.append(f"main&{view.here.link}&{bucket(share, 3, 5, 7, 9)}")
    how = "m" if e is not None and e.level else "n"
    spoken = document.places.speaks_of
    fs += [f"forms={spoken}&lv={level}&{how}", f"forms={spoken}&main={main}&{how}"]
    for name, place in (("lead", document.places.lead), ("office", document.places.office)):
        known = "none" if place is None else value == place
        fs += [f"{name}={known}&lv={level}", f"{name}={known}&{how}&main={main}", f"{name}={known}&forms={spoken}&lv={level}"]
    reporter = document.reporter
    carried = value == view.earlier
    if reporter is not None and (value is None or value[:2] != reporter or value == reporter):
        known = "is" if value == reporter else "isnot"
        fs += [f"reporter={known}&lv={level}", f"reporter={known}&lv={level}&main={main}", f"reporter={known}&carry={carried}"]
    if view.proform:
        fs += [f"pf={view.proform}&lv={level}", f"pf={view.proform}&carry={carried}&lv={level}"]
    return fs


def _dated_features(view: View, value: str | None, before: Evidence | None, after: Evidence | None) -> Features:
    """How a period was found and how it stands to the one before."""
    e = before or after
    how = e.level if e is not None else "none"
    first = value == view.context.first_period
    carried = value == view.earlier
    fs = [f"how={how}", f"first={first}", f"how={how}&carry={carried}", f"how={how}&{view.op}"]
    fs += _period_features(value, view.earlier)
    how_implied = view.implied.get(value or "")
    if view.implied:
        fs.append(f"implied={how_implied}&{'none' if how_implied else '+'.join(sorted(set(view.implied.values())))}")
    if value == view.context.main_period:
        fs += [f"mainperiod&{view.here.link}", f"mainperiod&carry={carried}"]
    fs += [*_aged_features(view, value, how, carried), *_set_against_features(view, value)]
    if value is not None and e is None and not carried and not first:
        fs.append(f"shifted&{'yearago' if has_word(view.context, view.target, 'yearago', 'time') else 'no'}")
    return fs


def _aged_features(view: View, value: str | None, how: str, carried: bool) -> Features:
    """How many months before the latest period that the document names one ends."""
    latest = view.context.latest_month
    if value is None or latest is None:
        return []
    shape = "year" if len(value) == 4 else "month" if len(value) == 7 else "span"
    lag = bucket(latest - last_month(value), -1, 0, 1, 2, 5, 11, 12, 13)
    return [f"lag={lag}&{shape}", f"lag={lag}&{shape}&carry={carried}", f"lag={lag}&how={how}", f"lag={lag}&{view.op}&{shape}"]


def _set_against_features(view: View, value: str | None) -> Features:
    """How a period goes with the words that set a figure against one of the year before."""
    earlier = view.earlier
    if earlier is None or value is None:
        return []
    rel = (
        "same" if value == earlier else "ago" if last_month(earlier) - last_month(value) == YEAR and len(value) == len(earlier) else "other"
    )
    found = _set_against(view)
    return [f"against={found}&{rel}", f"against={found}&{rel}&{view.op}", f"against={found}&{rel}&{view.here.link}"]


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


def _named_features(view: View, value: str | None, mentioned: bool) -> Features:
    """How products, partners and regimes go with the operation and with each other."""
    other = OTHERS[view.slot]
    fs = [f"op={view.op}&{'m' if mentioned else 'n'}", f"other={view.slots.get(other) not in (None, EMPTY[other])}"]
    if view.slot == "product" and value is not None:
        fs.append(f"unknown={value.startswith('?')}")
        if (made := unit_noun(view.target)) is not None:
            fs.append(f"unit={made == value}")
        if value.startswith("?"):
            tail = value[-1] if not value.isascii() else value.rsplit(" ", 1)[-1].lower()
            fs += [f"tail={tail}", f"words={bucket(len(value.split()), 1, 2, 3, 5)}&{len(value) if not value.isascii() else ''}"]
    return [*fs, f"flow={view.slots.get('flow')}"]


def _rivals(view: View) -> tuple[int, int, int]:
    """The number of candidates named before a target in its clause and in its sentence, and behind it in its clause."""
    here = [b for b, _ in view.found.values() if b is not None and b.sentence == view.target.sentence and not b.local]
    after = sum(a is not None and a.clause == view.here.clause and not a.local for _, a in view.found.values())
    return sum(b.clause == view.here.clause for b in here), len(here), after


def _empty_features(view: View) -> Features:
    """The features of leaving a slot empty: all goods, the world, nobody."""
    b, s, a = _rivals(view)
    op, had, new, link_, shape = view.op, view.had, view.here.new, view.here.link, view.shape
    fs = [
        f"empty&b{min(b, 2)}&s{min(s, 3)}",
        f"empty&a{min(a, 2)}&b{min(b, 1)}",
        f"empty&{link_}&{new}&{had}",
        f"empty&op={op}&b{min(b, 2)}",
        f"empty&{link_}&b{min(b, 1)}&s{min(s, 1)}&{had}&{new}",
        f"empty&flow={view.slots.get('flow')}&{'anchored' if view.here.flow is not None else 'loose'}",
    ]
    if view.here.flow is not None:
        fs += [f"empty&anchor={view.here.anchored}", f"empty&anchor={view.here.anchored}&{had}&{new}"]
    fs += [f"empty&new={shape}&{had}", f"empty&new={shape}&{had}&{link_}", f"empty&new={shape}&{new}&{had}", f"empty&new={shape}&{op}"]
    fs += _topic_features(view, EMPTY.get(view.slot), False)
    if view.slot in view.context.named:
        share = bucket(view.context.named[view.slot].share(view.main) * 10, 2, 4, 6, 8) if view.main is not None else "none"
        titled = "t" if view.title is not None else "n"
        known = bucket(view.context.named[view.slot].share_of_known(view.known) * 10, 3, 5, 7, 9) if view.known is not None else "none"
        fs += [f"empty&known={known}&{titled}", f"empty&known={known}&{had}&{shape}", f"empty&known={known}&{view.slots.get('flow')}"]
        fs += [f"empty&main={share}&{titled}", f"empty&main={share}&{link_}&{new}", f"empty&{titled}&{op}&{shape}&{had}"]
    if view.slot in OTHERS:
        fs.append(f"empty&prod={view.slots.get('product') not in (None, 'all')}&part={view.slots.get('partner') not in (None, 'world')}")
    if view.here.prior is not None:
        fs.append(f"empty&prevop={view.here.prior.slots.get('op')}&{op}&{link_}&{new}&{had}")
    return fs


def _level(value: str | None) -> str:
    if value is None:
        return "none"
    if value.startswith(UNSURE):
        return "unknown"
    return "nation" if len(value) == 2 else "city" if value.isdigit() else "region" if value[:2].isupper() else "group"


def _evidence_features(view: View, tag: str, e: Evidence) -> Features:
    """How a candidate's mention stands to the target and to its flow word."""
    context, target, flow, clause, place = view.context, view.target, view.here.flow, view.here.clause, view.here.place
    document = context.document
    one, two = document.parsed[e.sentence].sentence, document.parsed[target.sentence].sentence
    if e.sentence == target.sentence:
        step = clause - e.clause
        pos = f"c{bucket(abs(step), 0, 1, 2, 4)}"
        low, high = min(e.end, target.end), max(e.start, target.start)
        figs = [f for f in context.figures[e.sentence] if low <= f.start < high and f.start != target.start]
        fb = bucket(len(figs), 0, 1, 2, 4)
    else:
        step = target.sentence - e.sentence
        pos = (
            f"{'s' if one.paragraph == two.paragraph else 'p'}{bucket(step, 1, 2, 4)}"
            if one.kind != "heading"
            else f"h{bucket(step, 1, 2)}"
        )
        fb = "x"
    before, after = e.before, e.after
    if e.shape is None:
        e.shape = _shape(document.parsed[e.sentence], e)
    shape = e.shape
    out = [
        f"{tag}:{pos}:{shape}",
        f"{tag}:{pos}:{shape}:f{fb}",
        f"{tag}:{pos}:{shape}:{e.level}",
        f"{tag}:{pos}",
        f"{tag}:{pos}:f{fb}",
        f"{tag}:{pos}<{before}",
        f"{tag}:{pos}>{after}",
        f"{tag}<{before}>{after}",
        f"{tag}:{pos[0]}<{before}>{after}:f{fb}",
        f"{tag}:lv{e.level}:{pos}",
    ]
    if e.zone:
        out.append(f"{tag}:zone:{pos}")
    if e.sentence in context.heads[target.sentence]:
        out += [f"{tag}:heads:{one.kind}", f"{tag}:heads:{one.kind}:{shape}:{e.level}"]
    if two.kind == "row" and one.kind == "row":
        cell = "same" if e.clause == clause else "first" if e.clause == 0 else "other"
        out.append(
            f"{tag}:cell:{cell}:{'row' if e.sentence == target.sentence else 'head' if e.sentence in context.heads[target.sentence] else 'above'}"
        )
    if flow is not None and e.sentence == target.sentence:
        if e.end <= flow.start:
            gap = flow.start - e.end
            rel = f"L{bucket(gap, 1, 3, 8, 20)}" if e.clause == flow.clause else "Lc"
        elif e.start >= flow.end:
            gap = e.start - flow.end
            rel = f"R{bucket(gap, 1, 4, 8, 20)}" if e.clause == flow.clause else "Rc"
        else:
            rel = "same"
        fpos = "fb" if flow.end <= target.start else "fa"
        fclause = bucket(abs(clause - flow.clause), 0, 1, 2)
        out += [
            f"{tag}:an{rel}:{fpos}{fclause}",
            f"{tag}:an{rel}:{pos}<{before}",
            f"{tag}:an{rel}>{after}",
            f"{tag}:an{rel}:{fpos}{fclause}:f{fb}",
        ]
    if e.listed[1] > 1:
        if place[1] == e.listed[1]:
            out.append(
                f"{tag}:pair:{'match' if place[0] == e.listed[0] else 'miss'}:{'same' if e.sentence == target.sentence else 'other'}"
            )
        else:
            out.append(
                f"{tag}:list:{'first' if e.listed[0] == 0 else 'last' if e.listed[0] == e.listed[1] - 1 else 'mid'}:{pos}:{'l' if place[1] > 1 else '1'}"
            )
    elif place[1] > 1:
        out.append(f"{tag}:single:{pos}:k{min(place[0], 1)}")
    if e.sentence == target.sentence and tag == "a":
        gap = e.start - target.end
        out.append(f"a:gap{bucket(gap, 1, 4, 8, 16)}<{before}")
    elif e.sentence == target.sentence:
        gap = target.start - e.end
        out.append(f"b:gap{bucket(gap, 1, 4, 8, 16, 40)}:f{fb}")
    return out


def _shape(parsed: Parsed, e: Evidence) -> str:
    """Whether a name heads its clause, and whether it is a possessor."""
    text = parsed.text
    head = text[parsed.sentence.clauses[e.clause] : e.start].strip().lower()
    heads = not head or head in forms(parsed.language, "function")
    possessive = text.startswith(tuple(forms(parsed.language, "possessive")), e.end)
    return ("head" if heads else "") + ("poss" if possessive else "")


def _period_features(value: str | None, before_value: str | None) -> Features:
    """How a period stands to the one before and to the document's first."""
    if value is None or before_value is None:
        return []
    shape = "year" if len(value) == 4 else "month" if len(value) == 7 else "span"
    other = "year" if len(before_value) == 4 else "month" if len(before_value) == 7 else "span"
    same_year = value[:4] == before_value[:4]
    return [f"shape={shape}>{other}&{'sy' if same_year else 'oy'}"]


def flow_candidates(context: Context, here: Standing, slots: dict[str, str | None]) -> Iterator[Candidate]:
    """The flows that a target may be of: those named around it, and the one in force."""
    named = dict(slot_candidates(context, here, "flow", slots))
    for value in ("total",) if slots.get("op") == "balance" else ("total", "export", "import"):
        fs = named.get(value, ["unnamed"])
        yield value, fs + [f"v={value}&{f}" for f in fs[:6]] + [f"v={value}&op={slots.get('op')}"]


def candidates(context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> list[Candidate]:
    """The candidates of a slot with their features; in a second reading what the first made of them is among those. A single candidate needs none."""
    if slot not in here.made or here.made[slot][0] != slots:
        made = MAKERS.get(slot)
        here.made[slot] = dict(slots), list(made(context, here, slots) if made is not None else slot_candidates(context, here, slot, slots))
    found = here.made[slot][1]
    if context.draft is None or slot == "concept" or len(found) == 1:
        return found
    drafted = draft_features(context.draft, here.number, slot, (value for value, _ in found), slots)
    return [(value, features + more) for (value, features), more in zip(found, drafted, strict=True)]


MAKERS: dict[str, Callable[[Context, Standing, dict[str, str | None]], Iterator[Candidate]]] = {
    "concept": lambda context, here, slots: concept_candidates(context, here),
    "op": lambda context, here, slots: op_candidates(context, here),
    "flow": flow_candidates,
    "measure": measure_candidates,
}
"""Who makes the candidates of the slots that name nothing."""
