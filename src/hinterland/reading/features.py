"""Features of candidate values: what a slot of a claim may be filled with, and how each candidate stands to the target.

`Context` holds a document with what was read so far. `candidates(context, target, slot)` gives, for a slot, each candidate value with its named features: where its mention
stands (clause, sentence, paragraph, heading), what stands right before and behind it, how many figures and rivals lie between, how it stands to the flow word that governs
the target, whether lists pair, and whether it is what the claim before had. Features are names, so that their weights can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from hinterland.codes import Language
from hinterland.reading.dates import resolved
from hinterland.reading.document import Document, Target, followed_by_agency
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import table

SLOTS = ("concept", "op", "flow", "subject", "period", "product", "partner", "regime", "measure")
"""The slots in the order in which they are decided."""

EMPTY = {"subject": None, "period": None, "product": "all", "partner": "world", "regime": "all", "flow": "total"}
"""What a slot holds where nothing is named."""

BACK = 6
"""Maximum sentences that are looked back for a candidate."""

Features = list[str]


@dataclass(slots=True)
class Decided:
    """What was decided for a target: its slots."""

    target: Target
    slots: dict[str, str | None]
    anchor: tuple[int, int] | None = None


@dataclass(slots=True)
class Evidence:
    """A candidate's mention: its sentence and place, and its static surroundings."""

    value: str
    sentence: int
    start: int
    end: int
    clause: int
    before: str
    after: str
    level: str = ""
    zone: bool = False
    listed: tuple[int, int] = (0, 1)
    number: int = 0


@dataclass(slots=True)
class Context:
    """A document with its evidence by slot and sentence, and what was decided so far."""

    document: Document
    decided: list[Decided] = field(default_factory=list)
    evidence: dict[str, list[list[Evidence]]] = field(default_factory=dict)
    figures: list[list[Mention]] = field(default_factory=list)
    flows: list[list[Mention]] = field(default_factory=list)
    others: list[list[Mention]] = field(default_factory=list)
    partners: Counter[str] = field(default_factory=Counter)
    first_period: str | None = None
    last_year: int | None = None

    @property
    def language(self) -> Language:
        """The document's language."""
        return self.document.language

    def main_partner(self, subject: str | None) -> str | None:
        """The partner that the document names most, the subject's own country aside."""
        own = nation_of(subject)
        return next((code for code, _ in self.partners.most_common(2) if code != own), None)

    def partner_share(self, partner: str | None) -> str:
        """How much of the document's mentions of partners are of one, as a stretch of tenths."""
        return bucket(self.partners[partner or ""] * 10 // max(1, sum(self.partners.values())), 2, 4, 6, 8)

    @classmethod
    def of(cls, document: Document) -> Context:
        """Collect the evidence of a document."""
        context = cls(document)
        for slot in ("subject", "partner", "product", "regime", "flow", "period"):
            context.evidence[slot] = [[] for _ in document.parsed]
        for parsed in document.parsed:
            context.figures.append([m for m in parsed.mentions if m.figure is not None])
            context.flows.append([m for m in parsed.mentions if m.is_a("flow")])
            context.others.append([m for m in parsed.mentions if m.is_a("other", "services", "balance")])
            context._collect(parsed)
        return context

    def _collect(self, parsed: Parsed) -> None:
        """The evidence of a sentence."""
        n = parsed.number
        year: int | None = None
        for i, m in enumerate(parsed.mentions):
            around = _around(parsed, i)
            zone = _in_zone(parsed, i)
            if m.names:
                for name in m.names[:2]:
                    if name.kind in ("place", "group") and name.code:
                        after = "agency" if followed_by_agency(parsed, m) else around[1]
                        self.evidence["subject"][n].append(
                            Evidence(name.code, n, m.start, m.end, m.clause, around[0], after, name.level, zone, number=i)
                        )
                    if name.partner:
                        self.partners[name.partner] += 3 if n == 0 else 1
                        after = "agency" if followed_by_agency(parsed, m) else around[1]
                        self.evidence["partner"][n].append(
                            Evidence(name.partner, n, m.start, m.end, m.clause, around[0], after, name.level, zone, number=i)
                        )
                    if name.kind == "product":
                        self.evidence["product"][n].append(
                            Evidence(name.code, n, m.start, m.end, m.clause, *around, "known", zone, number=i)
                        )
                    if name.kind == "regime":
                        self.evidence["regime"][n].append(Evidence(name.code, n, m.start, m.end, m.clause, *around, "", zone, number=i))
            if m.value("proform") == "nation" and (self.language == "zh" or self.document.main_nation is not None):
                code = "CN" if self.language == "zh" else self.document.main_nation or "CN"
                self.evidence["subject"][n].append(Evidence(code, n, m.start, m.end, m.clause, *around, "nation~", zone, number=i))
            if m.is_a("flow"):
                self.evidence["flow"][n].append(
                    Evidence(m.value("flow") or "total", n, m.start, m.end, m.clause, *around, "", zone, number=i)
                )
            if m.time is not None:
                context_year = year if year is not None else self.last_year
                for period, how in resolved(m.time, self.document.today, context_year):
                    if m.time.kind in ("date",):
                        continue
                    self.evidence["period"][n].append(
                        Evidence(period, n, m.start, m.end, m.clause, *around, f"{m.time.kind}/{how}", zone, number=i)
                    )
                    if self.first_period is None and m.time.kind not in ("since", "yearago"):
                        self.first_period = period
                if m.time.year is not None and m.time.kind not in ("since",):
                    year = m.time.year
        if year is not None:
            self.last_year = year
        for commodity in self.document.commodities[n]:
            if commodity.value.startswith("?"):
                clause = parsed.sentence.clause(commodity.start)
                self.evidence["product"][n].append(
                    Evidence(commodity.value, n, commodity.start, commodity.end, clause, commodity.side, "flow", "unknown", False)
                )
        for slot in ("subject", "partner", "product", "regime", "flow", "period"):
            _number_lists(parsed, self.evidence[slot][n], self.language)


CUES = ("flow", "than", "share", "and", "prep", "agency", "up", "down", "level", "contribution", "ofwhich", "respectively", "proform", "rank", "partnerword", "from", "points",
        "multiple", "cagr", "balance", "other", "services", "yearago", "monthago", "while", "hedge", "company", "forecast", "record")  # fmt: skip


def cue(mention: Mention) -> str:
    """The class of a mention as a neighbour."""
    if mention.figure is not None:
        return "fig"
    if mention.time is not None:
        return "time"
    for cls in CUES:
        if mention.is_a(cls):
            value = mention.value(cls) or ""
            return f"{cls}:{value}" if cls in ("flow", "prep", "proform") else cls
    if mention.names:
        return mention.names[0].kind
    return "word"


def _around(parsed: Parsed, i: int) -> tuple[str, str]:
    """What stands right before and right behind a mention: a cue with how far, or nothing."""
    m = parsed.mentions[i]
    text = parsed.text
    before = after = "none"
    if i > 0:
        o = parsed.mentions[i - 1]
        gap = text[o.end : m.start]
        before = f"{cue(o)}" if not gap.strip() else f"{cue(o)}~" if len(gap) <= 6 else "far"
    elif not text[: m.start].strip():
        before = "begin"
    if i + 1 < len(parsed.mentions):
        o = parsed.mentions[i + 1]
        gap = text[m.end : o.start]
        after = (
            f"{cue(o)}"
            if not gap.strip()
            else f"{cue(o)}'s"
            if gap.strip() in ("'s", "'", "的")
            else f"{cue(o)}~"
            if len(gap) <= 6
            else "far"
        )
    return before, after


def _in_zone(parsed: Parsed, i: int) -> bool:
    """Whether a comparator stands before a mention in its clause, with no figure between."""
    m = parsed.mentions[i]
    for o in reversed(parsed.mentions[:i]):
        if o.clause != m.clause or o.figure is not None:
            return False
        if o.is_a("than"):
            return True
    return False


def _number_lists(parsed: Parsed, found: list[Evidence], language: Language) -> None:
    """Number the members of lists: A, B and C."""
    found.sort(key=lambda e: (e.start, e.end))
    gap = 5 if language == "zh" else 8
    group: list[Evidence] = []
    for e in [*found, None]:  # type: ignore[list-item]
        if e is not None and group and (e.start < group[-1].end or (e.value == group[-1].value and e.start - group[-1].end <= 3)):
            continue
        if e is not None and group and e.start - group[-1].end <= gap and _joined(parsed.text[group[-1].end : e.start]):
            group.append(e)
            continue
        for k, member in enumerate(group):
            member.listed = (k, len(group))
        group = [] if e is None else [e]


def _joined(between: str) -> bool:
    """Whether what stands between two mentions joins them to a list: short and with a mark or a conjunction, no figure."""
    return not any(c.isdigit() for c in between) and len(between.split()) <= 2


def figure_list(context: Context, target: Target) -> tuple[int, int]:
    """The place of a figure in its list of figures, and the list's length."""
    ms = context.figures[target.sentence]
    text = context.document.parsed[target.sentence].text
    gap = 6 if context.language == "zh" else 8
    index = next((i for i, m in enumerate(ms) if m.start == target.start), None)
    if index is None:
        return 0, 1
    first = index
    while first > 0 and ms[first].start - ms[first - 1].end <= gap and _joined(text[ms[first - 1].end : ms[first].start]):
        first -= 1
    last = index
    while last + 1 < len(ms) and ms[last + 1].start - ms[last].end <= gap and _joined(text[ms[last].end : ms[last + 1].start]):
        last += 1
    return index - first, last - first + 1


def anchor(context: Context, target: Target) -> Mention | None:
    """The flow word that most likely governs a target: the nearest before it in its sentence, else behind it in its clause."""
    ms = context.flows[target.sentence]
    before = [m for m in ms if m.end <= target.start]
    clause = context.document.parsed[target.sentence].sentence.clause(target.start)
    same = [m for m in before if m.clause == clause]
    if same:
        return same[-1]
    after = [
        m for m in ms if m.start >= target.end and m.clause == clause and m.start - target.end < (12 if context.language == "zh" else 30)
    ]
    if after:
        return after[0]
    return before[-1] if before else None


def bucket(n: int, *edges: int) -> str:
    """The name of the stretch that a number lies in."""
    for edge in edges:
        if n <= edge:
            return str(edge)
    return "+"


def target_features(context: Context, target: Target) -> Features:
    """What stands around a target, whatever its slots."""
    parsed = context.document.parsed[target.sentence]
    text = parsed.text
    unit = "phrase:" + target.kind
    if target.figure is not None:
        f = target.figure
        unit = f"{f.dimension}:{f.unit if f.dimension in ('money', 'quantity') and f.unit in ('CNY', 'USD', 'tonnes', 'units') else ''}{'w' if f.words else ''}{'n' if f.negative else ''}"
    out = [f"u={unit}"]
    clause = parsed.sentence.clause(target.start)
    before = [m for m in parsed.mentions if m.end <= target.start]
    after = [m for m in parsed.mentions if m.start >= target.end]
    near = [m for m in before if m.clause == clause][-4:]
    names = [cue(m) for m in near]
    for k, name in enumerate(reversed(names)):
        out += [f"b{k}={name}", f"b{k}={name}&{unit}"]
    if near and not text[near[-1].end : target.start].strip():
        out.append(f"adj={names[-1]}&{unit}")
    if len(names) > 1:
        out.append(f"b01={names[-2]}+{names[-1]}&{unit}")
    if not near:
        out.append(f"b0=start&{unit}")
        if before:
            out.append(f"pc={cue(before[-1])}&{unit}")
    following = [m for m in after if m.clause == clause][:3]
    for k, m in enumerate(following):
        out += [f"a{k}={cue(m)}", f"a{k}={cue(m)}&{unit}"]
    if following and not text[target.end : following[0].start].strip():
        out.append(f"aadj={cue(following[0])}&{unit}")
    if not following:
        out.append(f"a0=end&{unit}")
    for cls in (
        "than",
        "share",
        "contribution",
        "points",
        "multiple",
        "cagr",
        "yearago",
        "monthago",
        "balance",
        "other",
        "services",
        "forecast",
        "up",
        "down",
        "level",
        "company",
    ):
        if any(m.is_a(cls) and m.clause == clause for m in before):
            out.append(f"has:{cls}&{unit}")
        if any(m.is_a(cls) and m.clause == clause for m in after):
            out.append(f"then:{cls}&{unit}")
        if any(m.is_a(cls) for m in parsed.mentions):
            out.append(f"sent:{cls}")
    prior = context.decided[-1] if context.decided else None
    if prior is not None:
        link = _link(context, prior.target, target)
        out += [f"prev={prior.slots.get('op')}&{link}&{unit}", f"prevc={prior.slots.get('concept')}&{link}"]
    k, n = figure_list(context, target)
    if n > 1:
        out.append(f"list={'first' if k == 0 else 'later'}&{unit}")
    if parsed.sentence.kind != "paragraph":
        out.append(f"kind={parsed.sentence.kind}&{unit}")
    return out


def _link(context: Context, earlier: Target, target: Target) -> str:
    """How a target stands to the one before: the same clause or sentence, the next sentence, a new paragraph."""
    if earlier.sentence == target.sentence:
        s = context.document.parsed[target.sentence].sentence
        step = s.clause(target.start) - s.clause(earlier.start)
        return f"cl{bucket(step, 0, 1, 2)}"
    one, two = context.document.parsed[earlier.sentence].sentence, context.document.parsed[target.sentence].sentence
    if one.paragraph == two.paragraph:
        return "next" if target.sentence - earlier.sentence == 1 else "later"
    return "para"


def concept_candidates(context: Context, target: Target) -> Iterator[tuple[str | None, Features]]:
    """Whether a target speaks of trade in goods, of services, or of something else."""
    base = target_features(context, target)
    parsed = context.document.parsed[target.sentence]
    clause = parsed.sentence.clause(target.start)
    rel = []
    flow = anchor(context, target)
    other = [m for m in context.others[target.sentence] if m.end <= target.start]
    nearest = other[-1] if other else None
    rel.append("flow=" + ("no" if flow is None else _where(context, flow, target, clause)))
    rel.append(
        "other="
        + ("no" if nearest is None else f"{nearest.words[0].cls}:{nearest.words[0].value}:{_where(context, nearest, target, clause)}")
    )
    if nearest is not None:
        rel.append(
            f"other&flow={nearest.words[0].cls}:{'flowlater' if flow is not None and flow.start > nearest.start else 'otherlater'}:{_where(context, nearest, target, clause)}"
        )
    later = [m for m in context.others[target.sentence] if m.start >= target.end and m.clause == clause]
    if later:
        rel.append(f"afterother={later[0].words[0].cls}:{later[0].words[0].value}")
    if target.figure is not None and target.figure.noun:
        rel.append(f"noun={target.figure.noun.lower()}")
    head = context.document.parsed[0]
    rel.append("titleflow" if context.flows and context.flows[0] else "notitleflow")
    rel.append(
        f"docflows={bucket(sum(map(len, context.flows)) * 4 // max(1, len(head.text) // 200 + len(context.document.parsed)), 0, 1, 2, 4)}"
    )
    has_flow = any(context.flows[target.sentence])
    rel.append(f"sentflow={has_flow}")
    gap = _gap_word(context, target)
    if gap:
        rel.append(f"gap={gap}")
    prior = context.decided[-1] if context.decided else None
    if prior is not None:
        link = _link(context, prior.target, target)
        new = _new_flow(context, prior, target)
        rel += [f"carry={prior.slots.get('concept')}&{link}&{'newflow' if new else 'same'}", f"carryop={prior.slots.get('op')}&{link}"]
    unit = base[0]
    rel += [f"{r}&{unit}" for r in rel]
    for value in ("trade", "services", None):
        yield value, [f"{value}|{f}" for f in (*base, *rel)]


def _gap_word(context: Context, target: Target) -> str:
    """How many unknown letters stand between the nearest mention before a target's verb and the clause's head: a subject that no table knows."""
    parsed = context.document.parsed[target.sentence]
    clause = parsed.sentence.clause(target.start)
    low = parsed.sentence.clauses[clause]
    inside = [m for m in parsed.mentions if m.start >= low and m.end <= target.start]
    covered = sum(m.end - m.start for m in inside)
    unknown = len(parsed.text[low : target.start].replace(" ", "")) - covered
    return bucket(unknown, 1, 4, 8, 16, 40)


def _where(context: Context, m: Mention, target: Target, clause: int) -> str:
    """Where a mention stands to a target in its sentence."""
    step = clause - m.clause
    side = "b" if m.end <= target.start else "a"
    between = sum(
        1
        for f in context.figures[target.sentence]
        if min(m.end, target.end) <= f.start < max(m.start, target.start) and f.start != target.start
    )
    return f"{side}{bucket(abs(step), 0, 1, 2)}f{bucket(between, 0, 1, 2)}"


def _new_flow(context: Context, prior: Decided, target: Target) -> bool:
    """Whether a flow word stands between the target before and this one."""
    if prior.target.sentence == target.sentence:
        return any(prior.target.end <= m.start < target.start for m in context.flows[target.sentence])
    between = range(prior.target.sentence + 1, target.sentence)
    behind = any(m.start >= prior.target.end for m in context.flows[prior.target.sentence])
    return behind or any(context.flows[s] for s in between) or any(m.start < target.start for m in context.flows[target.sentence])


OPERATIONS = ("level", "growth", "share", "balance", "multiple", "contribution", "cagr", "points", "comparison")


def op_candidates(context: Context, target: Target, concept: str | None) -> Iterator[tuple[str, Features]]:
    """The operations that a figure may state."""
    base = target_features(context, target)
    allowed: tuple[str, ...] = OPERATIONS
    if target.figure is not None:
        allowed = {
            "money": ("level", "balance", "comparison"), "percent": ("growth", "share", "contribution", "cagr", "comparison", "points"),
            "points": ("comparison", "points", "contribution", "growth"), "ratio": ("multiple", "growth"), "quantity": ("level", "balance"), "thing": ("level",),
        }.get(target.figure.dimension, OPERATIONS)  # fmt: skip
    for value in allowed:
        yield value, [f"{value}|{f}" for f in base]


def slot_candidates(context: Context, target: Target, slot: str, slots: dict[str, str | None]) -> Iterator[tuple[str | None, Features]]:
    """The candidates of a slot that names something, and the empty one."""
    op = f"{slots.get('op')}"
    found = _nearest(context, target, slot)
    prior = next((d for d in reversed(context.decided) if d.slots.get("concept") == "trade"), None) or (
        context.decided[-1] if context.decided else None
    )
    before_value = prior.slots.get(slot) if prior is not None else None
    link = _link(context, prior.target, target) if prior is not None else "none"
    flow = anchor(context, target)
    new = "newflow" if prior is not None and _new_flow(context, prior, target) else "same"
    carry = f"{link}&{new}"
    clause = context.document.parsed[target.sentence].sentence.clause(target.start)
    values: dict[str | None, tuple[Evidence | None, Evidence | None]] = dict(found)
    if prior is not None and before_value is not None and before_value not in values and before_value != EMPTY.get(slot):
        values[before_value] = (None, None)
    if slot == "subject" and (main := context.document.main_subject) is not None:
        values.setdefault(main, (None, None))
    if slot == "subject" and context.document.reporter is not None:
        values.setdefault(context.document.reporter, (None, None))
    if slot == "subject" and (context.document.subjects["CN"] or context.document.main_nation is None):
        values.setdefault("CN", (None, None))
    if slot == "period" and context.first_period is not None:
        values.setdefault(context.first_period, (None, None))
    if slot == "period":
        values.update({p: (None, None) for p in _year_before(context, target, before_value) if p not in values})
    main = None
    if slot == "partner" and (main := context.main_partner(slots.get("subject"))) is not None:
        values.setdefault(main, (None, None))
    if slot == "partner":
        own = nation_of(slots.get("subject"))
        values = {v: e for v, e in values.items() if v is None or own is None or v != own}
        found = {v: e for v, e in found.items() if v in values}
    order = _recency(found, target)
    place = figure_list(context, target)
    proform = _proform(context, target) if slot == "subject" else ""
    rivals = {"b": 0, "s": 0, "a": 0}
    for before, after in found.values():
        if before is not None and before.sentence == target.sentence:
            rivals["s"] += 1
            rivals["b"] += before.clause == clause
        rivals["a"] += after is not None and after.clause == clause
    fresh = _fresh(context, prior, target, slot, before_value) if prior is not None else None
    desc = "none" if fresh is None else _fresh_shape(context, fresh, target, clause)
    for value, (before, after) in values.items():
        fs: Features = []
        if fresh is not None and value == fresh.value:
            fs += [
                f"fresh={desc}",
                f"fresh={desc}&{link}",
                f"fresh={desc}>{fresh.after}",
                f"fresh={desc}&{op}",
                f"fresh={desc}&lv{fresh.level}",
            ]
        elif prior is not None:
            fs.append(f"stale={desc}&{'c' if value == before_value else 'o'}")
        for tag, e in (("b", before), ("a", after)):
            if e is not None:
                fs += _evidence_features(context, target, tag, e, flow, clause, place)
        if before is None and after is None:
            fs.append("nomention")
        if value in order:
            rank = bucket(order[value], 0, 1, 2, 4)
            where = (
                "c"
                if before is not None and before.sentence == target.sentence and before.clause == clause
                else "s"
                if before is not None and before.sentence == target.sentence
                else "x"
            )
            fs += [
                f"rec{rank}{where}",
                f"rec{rank}{where}&{before.before if before is not None else ''}",
                f"rec{rank}{where}&{op}",
                f"rec{rank}{where}&carry={value == before_value}&{link}",
            ]
            if before is not None and before.sentence == 0:
                fs.append(f"title&{rank}")
        if slot == "partner" and value == main:
            fs += [f"mainpartner&{link}&{context.partner_share(value)}", f"mainpartner&{'m' if before is not None else 'n'}&{new}"]
        if value == before_value:
            fs += [f"carry&new={desc}", f"carry&new={desc}&{link}", f"carry&new={desc}&{new}&{op}"]
            fs += [f"carry&{carry}", f"carry&{link}&{op}", "carry&mention" if before is not None else "carry&nomention"]
            if prior is not None:
                fs.append(f"carry&prevop={prior.slots.get('op')}&{op}&{link}&{new}")
        elif before_value is not None:
            fs.append(f"notcarry&{carry}")
        if slot == "subject":
            level = (before or after).level if (before or after) is not None else _level(value)  # type: ignore[union-attr]
            if value == "CN" and before is None and after is None:
                nation = context.document.main_nation
                other = "other" if nation not in (None, "CN") else "cn" if nation else "none"
                fs += [
                    f"implied:{context.language}:{other}",
                    f"implied:{context.language}:{other}:{bucket(context.document.subjects['CN'], 0, 2, 5)}",
                ]
            fs += [f"level={level}", f"main={value == context.document.main_subject}&lv={level}"]
            if value == context.document.main_subject:
                fs.append(
                    f"main&{link}&{bucket(context.document.subjects[value or ''] * 10 // max(1, sum(context.document.subjects.values())), 3, 5, 7, 9)}"
                )
            reporter = context.document.reporter
            if reporter is not None and (value is None or value[:2] != reporter or value == reporter):
                known = "is" if value == reporter else "isnot"
                fs += [
                    f"reporter={known}&lv={level}",
                    f"reporter={known}&lv={level}&main={value == context.document.main_subject}",
                    f"reporter={known}&carry={value == before_value}",
                ]
            if proform:
                fs += [f"pf={proform}&lv={level}", f"pf={proform}&carry={value == before_value}&lv={level}"]
        if slot == "period":
            how = (before or after).level if (before or after) is not None else "none"  # type: ignore[union-attr]
            fs += [f"how={how}", f"first={value == context.first_period}", f"how={how}&carry={value == before_value}", f"how={how}&{op}"]
            fs += _period_features(context, value, before_value)
            if value is not None and before is None and after is None and value != before_value and value != context.first_period:
                fs.append(f"shifted&{'yearago' if _has(context, target, 'yearago', 'time') else 'no'}")
        if slot in ("product", "partner", "regime"):
            fs.append(f"op={op}&{'m' if before is not None or after is not None else 'n'}")
            other = {"product": "partner", "partner": "product", "regime": "partner"}[slot]
            fs.append(f"other={slots.get(other) not in (None, EMPTY[other])}")
            if slot == "product" and value is not None:
                fs.append(f"unknown={value.startswith('?')}")
            fs.append(f"flow={slots.get('flow')}")
        yield value, fs
    empty = EMPTY.get(slot)
    if slot != "flow" and empty not in values:
        fs = [f"empty&b{min(rivals['b'], 2)}&s{min(rivals['s'], 3)}", f"empty&a{min(rivals['a'], 2)}&b{min(rivals['b'], 1)}", f"empty&{carry}&{'had' if before_value != empty else 'had0'}",
              f"empty&op={op}&b{min(rivals['b'], 2)}", f"empty&{link}&b{min(rivals['b'], 1)}&s{min(rivals['s'], 1)}&{'had' if before_value != empty else 'had0'}&{new}",
              f"empty&flow={slots.get('flow')}&{'anchored' if flow is not None else 'loose'}"]  # fmt: skip
        if flow is not None:
            fs.append(f"empty&anchor={_anchor_shape(context, target, flow)}")
            fs.append(f"empty&anchor={_anchor_shape(context, target, flow)}&{'had' if before_value != empty else 'had0'}&{new}")
        had = "had" if before_value != empty else "had0"
        fs += [f"empty&new={desc}&{had}", f"empty&new={desc}&{had}&{link}", f"empty&new={desc}&{new}&{had}", f"empty&new={desc}&{op}"]
        if slot in ("product", "partner", "regime"):
            fs.append(f"empty&prod={slots.get('product') not in (None, 'all')}&part={slots.get('partner') not in (None, 'world')}")
        if prior is not None:
            fs.append(f"empty&prevop={prior.slots.get('op')}&{op}&{link}&{new}&{'had' if before_value != empty else 'had0'}")
        yield empty, fs


def _fresh(context: Context, prior: Decided, target: Target, slot: str, before_value: str | None) -> Evidence | None:
    """The latest mention of another value of a slot between the target before and this one."""
    rows = context.evidence[slot]
    for e in reversed(rows[target.sentence]):
        if e.end <= target.start and (target.sentence != prior.target.sentence or e.start >= prior.target.end) and e.value != before_value:
            return e
    for n in range(target.sentence - 1, max(prior.target.sentence - 1, target.sentence - 1 - BACK), -1):
        for e in reversed(rows[n]):
            if (n > prior.target.sentence or e.start >= prior.target.end) and e.value != before_value:
                return e
    return None


def _fresh_shape(context: Context, e: Evidence, target: Target, clause: int) -> str:
    """Where a fresh mention stands and what leads to it."""
    where = "x" if e.sentence != target.sentence else f"c{bucket(clause - e.clause, 0, 1, 2)}"
    return f"{where}<{e.before.rstrip('~')}{'z' if e.zone else ''}"


def _recency(found: dict[str | None, tuple[Evidence | None, Evidence | None]], target: Target) -> dict[str | None, int]:
    """The place of each candidate among those mentioned before a target, the latest first."""
    placed = sorted(
        (
            (b.sentence, b.end, v)
            for v, (b, _) in found.items()
            if b is not None and (b.sentence, b.start) <= (target.sentence, target.start)
        ),
        reverse=True,
        key=lambda p: p[:2],
    )
    return {value: i for i, (_, _, value) in enumerate(placed)}


@cache
def _nations() -> dict[str, str]:
    """The code of a country as a partner by its code as a subject."""
    return {n.code: n.partner for names in table().values() for n in names if n.kind == "place" and n.partner and n.code}


def nation_of(subject: str | None) -> str | None:
    """The partner code of the country that a subject is or lies in."""
    if subject is None:
        return None
    return "CHN" if subject.isdigit() or subject.islower() else _nations().get(subject[:2])


def _has(context: Context, target: Target, *classes: str) -> bool:
    """Whether the target's sentence holds a word of a class, or a time of a kind."""
    return any(
        m.is_a(*classes) or (m.time is not None and m.time.kind == "yearago") for m in context.document.parsed[target.sentence].mentions
    )


def _level(value: str | None) -> str:
    if value is None:
        return "none"
    return "nation" if len(value) == 2 else "city" if value.isdigit() else "region" if value[:2].isupper() else "group"


def _anchor_shape(context: Context, target: Target, flow: Mention) -> str:
    """What the noun phrase of the governing flow word holds: what stands before and behind it."""
    parsed = context.document.parsed[target.sentence]
    i = parsed.mentions.index(flow)
    before, after = _around(parsed, i)
    return f"{before.split(':')[0]}>{flow.value('flow')}>{after.split(':')[0]}"


def _nearest(context: Context, target: Target, slot: str) -> dict[str | None, tuple[Evidence | None, Evidence | None]]:
    """By value the nearest evidence before a target and behind it (in its sentence), the latest sentences first."""
    found: dict[str | None, tuple[Evidence | None, Evidence | None]] = {}
    rows = context.evidence[slot]
    for e in reversed(rows[target.sentence]):
        if e.end <= target.start:
            b, a = found.get(e.value, (None, None))
            if b is None:
                found[e.value] = (e, a)
    for e in rows[target.sentence]:
        if e.start >= target.end:
            b, a = found.get(e.value, (None, None))
            if a is None:
                found[e.value] = (b, e)
    for s in range(target.sentence - 1, max(-1, target.sentence - 1 - BACK), -1):
        for e in reversed(rows[s]):
            b, a = found.get(e.value, (None, None))
            if b is None:
                found[e.value] = (e, a)
    if slot == "subject":
        for e in rows[0] if rows else ():
            found.setdefault(e.value, (e, None))
    return found


def _evidence_features(
    context: Context, target: Target, tag: str, e: Evidence, flow: Mention | None, clause: int, place: tuple[int, int]
) -> Features:
    """How a candidate's mention stands to the target and to its flow word."""
    document = context.document
    one, two = document.parsed[e.sentence].sentence, document.parsed[target.sentence].sentence
    if e.sentence == target.sentence:
        step = clause - e.clause
        pos = f"c{bucket(abs(step), 0, 1, 2, 4)}"
        figs = sum(
            1
            for f in context.figures[e.sentence]
            if min(e.end, target.end) <= f.start < max(e.start, target.start) and f.start != target.start
        )
        fb = bucket(figs, 0, 1, 2, 4)
    else:
        step = target.sentence - e.sentence
        pos = (
            f"{'s' if one.paragraph == two.paragraph else 'p'}{bucket(step, 1, 2, 4)}"
            if one.kind != "heading"
            else f"h{bucket(step, 1, 2)}"
        )
        fb = "x"
    before, after = e.before, e.after
    out = [
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


def _proform(context: Context, target: Target) -> str:
    """The nearest pro-form before a target in its sentence: its, the province, 全省, 全国."""
    parsed = context.document.parsed[target.sentence]
    clause = parsed.sentence.clause(target.start)
    for m in reversed(parsed.mentions):
        if m.end <= target.start and m.is_a("proform"):
            return f"{m.value('proform')}{bucket(clause - m.clause, 0, 1)}"
    return ""


def _year_before(context: Context, target: Target, period: str | None) -> Iterator[str]:
    """The period a year before the one in force, where a word speaks of it."""
    if period is None or not _has(context, target, "yearago"):
        return
    parts = [f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/")]
    yield "/".join(parts)


def _period_features(context: Context, value: str | None, before_value: str | None) -> Features:
    """How a period stands to the one before and to the document's first."""
    if value is None or before_value is None:
        return []
    shape = "year" if len(value) == 4 else "month" if len(value) == 7 else "span"
    other = "year" if len(before_value) == 4 else "month" if len(before_value) == 7 else "span"
    same_year = value[:4] == before_value[:4]
    return [f"shape={shape}>{other}&{'sy' if same_year else 'oy'}"]


def flow_candidates(context: Context, target: Target, slots: dict[str, str | None]) -> Iterator[tuple[str | None, Features]]:
    """The flows that a target may be of: those named around it, and the one in force."""
    named = dict(slot_candidates(context, target, "flow", slots))
    for value in ("total", "export", "import"):
        fs = named.get(value, ["unnamed"])
        yield value, [f"{f}" for f in fs] + [f"v={value}&{f}" for f in fs[:6]] + [f"v={value}&op={slots.get('op')}"]


def measure_candidates(context: Context, target: Target, slots: dict[str, str | None]) -> Iterator[tuple[str | None, Features]]:
    """Value or quantity."""
    base = [f for f in target_features(context, target) if f.startswith(("u=", "prev", "b0", "a0"))]
    prior = context.decided[-1] if context.decided else None
    if prior is not None:
        base.append(f"carry={prior.slots.get('measure')}&{_link(context, prior.target, target)}&{slots.get('op')}&{prior.slots.get('op')}")
        base.append(f"carry={prior.slots.get('measure')}&{_new_flow(context, prior, target)}&{slots.get('op')}")
    parsed = context.document.parsed[target.sentence]
    quantity = [m for m in parsed.mentions if m.figure is not None and m.figure.dimension == "quantity" and m.end <= target.start]
    money = [m for m in parsed.mentions if m.figure is not None and m.figure.dimension == "money" and m.end <= target.start]
    base.append(
        f"last={'q' if quantity and (not money or quantity[-1].start > money[-1].start) else 'm' if money else 'n'}&{slots.get('op')}"
    )
    flow = anchor(context, target)
    if flow is not None:
        base.append(f"flowword={parsed.text[flow.start : flow.end].lower()}&{slots.get('op')}")
    for value in ("value", "quantity"):
        yield value, [f"{value}|{f}" for f in base]


def candidates(context: Context, target: Target, slot: str, slots: dict[str, str | None]) -> list[tuple[str | None, Features]]:
    """The candidates of a slot with their features."""
    if slot == "concept":
        return list(concept_candidates(context, target))
    if slot == "op":
        return list(op_candidates(context, target, slots.get("concept")))
    if slot == "flow":
        return list(flow_candidates(context, target, slots))
    if slot == "measure":
        return list(measure_candidates(context, target, slots))
    return list(slot_candidates(context, target, slot, slots))
