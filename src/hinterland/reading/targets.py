"""Features of a target's surroundings: what it speaks of (trade, services, something else), its operation, and value against quantity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Features, bucket, cue, step
from hinterland.reading.lexicon import forms, weighed
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.model import Candidate, Crossed, Selected, Shared
from hinterland.reading.numbers import Figure
from hinterland.reading.relations.words import right_behind, said
from hinterland.reading.standing import Standing, link, new_flow
from hinterland.reading.topics import topic

WATCHED = (
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
)
"""Classes of words whose presence before, behind or around a target says something of it."""


def _classes(mentions: Iterable[Mention]) -> set[str]:
    """The lexicon classes of mentions."""
    found: set[str] = set()
    return found.union(*[m.classes for m in mentions])


def target_features(context: Context, here: Standing) -> Shared:
    """What stands around a target, whatever its slots, worked out once a target."""
    if here.around is None:
        here.around = Shared(_around(context, here))
    return here.around


def _around(context: Context, here: Standing) -> Features:
    """The features of a target's surroundings."""
    target, clause = here.target, here.clause
    parsed = context.document.parsed[target.sentence]
    text = parsed.text
    unit = "phrase:" + target.kind
    if target.figure is not None:
        unit = _unit(parsed, target.figure)
    out = [f"u={unit}"]
    before = parsed.preceding(target.start)
    after = parsed.following(target.end)
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
    if target.figure is not None and right_behind(parsed, target.end, "compared") is not None:
        out.append(f"compared&{target.figure.dimension}")
    ahead = _classes(m for m in before if m.clause == clause)
    behind = _classes(m for m in after if m.clause == clause)
    anywhere = _classes(parsed.mentions)
    out += [f"has:{cls}&{unit}" for cls in WATCHED if cls in ahead]
    out += [f"then:{cls}&{unit}" for cls in WATCHED if cls in behind]
    out += [f"sent:{cls}" for cls in WATCHED if cls in anywhere]
    if here.last is not None:
        step = link(context, here.last.target, target)
        out += [f"prev={here.last.slots.get('op')}&{step}&{unit}", f"prevc={here.last.slots.get('concept')}&{step}"]
    k, n = here.place
    if n > 1:
        out.append(f"list={'first' if k == 0 else 'later'}&{unit}")
    brackets = text[: target.start].rstrip()[-1:] in OPEN, text[target.end :].lstrip()[:1] in CLOSED
    if any(brackets):
        out += [
            f"brackets={brackets[0]:d}{brackets[1]:d}&{unit}",
            f"brackets&prev={'' if here.last is None else here.last.slots.get('op')}&{unit}",
        ]
    if parsed.sentence.kind != "paragraph":
        out.append(f"kind={parsed.sentence.kind}&{unit}")
    return out


OPEN, CLOSED = ("(", "（", "["), (")", "）", "]")
"""Brackets."""


def _unit(parsed: Parsed, figure: Figure) -> str:
    """A figure's dimension with its unit, and whether it is in words or has a sign."""
    unit = figure.unit if figure.dimension in ("money", "quantity") and figure.unit in weighed("unit") else ""
    sign = "n" if figure.negative else "p" if parsed.text[figure.start : figure.start + 1] == "+" else ""
    return f"{figure.dimension}:{unit}{'w' if figure.words else ''}{sign}"


def concept_candidates(context: Context, here: Standing) -> Iterator[Candidate]:
    """Whether a target speaks of trade in goods, of services, or of something else."""
    base = target_features(context, here)
    target, clause, flow = here.target, here.clause, here.flow
    rel = []
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
    rel.append(f"docflows={bucket(context.flow_words * 4 // max(1, len(head.text) // 200 + len(context.document.parsed)), 0, 1, 2, 4)}")
    has_flow = any(context.flows[target.sentence])
    rel.append(f"sentflow={has_flow}")
    rel.append(f"gap={_gap_word(context, here)}")
    rel += _topic(context, has_flow, nearest)
    prior = here.last
    if prior is not None:
        step = link(context, prior.target, target)
        new = new_flow(context, prior, target)
        rel += [f"carry={prior.slots.get('concept')}&{step}&{'newflow' if new else 'same'}", f"carryop={prior.slots.get('op')}&{step}"]
    unit = base.features[0]
    shared = (base, Shared([*rel, *(f"{r}&{unit}" for r in rel)]))
    for value in ("trade", "services", None):
        yield value, Crossed(value, shared)


def _topic(context: Context, has_flow: bool, nearest: Mention | None) -> Features:
    """What statistic the document as a whole is likely of, with what the sentence and the word before a target speak of."""
    odds = dict(topic(context, "concept"))
    trade, services = (step(odds.get(value, 0.0) * 100, 2, 10, 30, 60, 85, 97) for value in ("trade", "services"))
    word = "no" if nearest is None else nearest.words[0].cls
    return [
        f"topic={trade}",
        f"topic={trade}&{has_flow}",
        f"topic={trade}&{word}",
        f"servicestopic={services}&{has_flow}",
        f"servicestopic={services}&{word}",
    ]


def _gap_word(context: Context, here: Standing) -> str:
    """How many unknown letters stand between the nearest mention before a target's verb and the clause's head: a subject that no table knows."""
    target = here.target
    parsed = context.document.parsed[target.sentence]
    low = parsed.sentence.clauses[here.clause]
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


OPERATIONS = ("level", "growth", "share", "balance", "multiple", "contribution", "cagr", "points", "comparison")


def op_candidates(context: Context, here: Standing) -> Iterator[Candidate]:
    """The operations that a figure may state."""
    base, target = target_features(context, here), here.target
    allowed: tuple[str, ...] = OPERATIONS
    if target.figure is not None:
        allowed = {
            "money": ("level", "balance", "comparison"), "percent": ("growth", "share", "contribution", "cagr", "comparison", "points"),
            "points": ("comparison", "points", "contribution", "growth"), "ratio": ("multiple", "growth"), "quantity": ("level", "balance"), "thing": ("level",),
        }.get(target.figure.dimension, OPERATIONS)  # fmt: skip
        if target.figure.dimension == "bare":
            allowed = _by_heading(context, here) or allowed
    elif target.kind == "direction":
        allowed = ("growth",)
    shared = (base, Shared(_balance(context, here, base.features[0]))) if "balance" in allowed else (base,)
    for value in allowed:
        yield value, Crossed(value, shared)


def _balance(context: Context, here: Standing, unit: str) -> Features:
    """Where the nearest word of a balance stands to a target, beside its flow word: an amount is that of the nearer one."""
    target, flow = here.target, here.flow
    words = [m for m in context.document.parsed[target.sentence].mentions if m.is_a("balance")]
    if not words:
        return [f"balance=no&{unit}"]
    nearest = min(words, key=lambda m: target.start - m.end if m.end <= target.start else m.start - target.end)
    where, nearer = _where(context, nearest, target, here.clause), "no"
    if flow is not None:
        nearer = "flow" if abs(target.start - flow.end) < abs(target.start - nearest.end) else "balance"
    stands = "no" if flow is None else _where(context, flow, target, here.clause)
    return [f"balance={where}", f"balance={where}&{unit}", f"balance={where}&flow={stands}", f"balance={where}&nearer={nearer}"]


def _by_heading(context: Context, here: Standing) -> tuple[str, ...]:
    """The operations that a bare figure in a table may state by the heads of its column and its row: a rate where they hold a percent sign, a share where a word says so."""
    row = context.document.parsed[here.target.sentence]
    if row.sentence.kind != "row":
        return ()
    above = (context.document.parsed[n] for n in context.heads[here.target.sentence])
    cells = [(p, here.clause) for p in above if p.sentence.kind == "row"]
    if not cells:
        return ()
    words: set[str] = set()
    percent = False
    for parsed, cell in (*cells, (row, 0)):
        words |= _classes(m for m in parsed.mentions if m.clause == cell)
        inside = parsed.sentence.clauses[cell : cell + 2] if cell < len(parsed.sentence.clauses) else []
        text = parsed.text[inside[0] : inside[1] if len(inside) > 1 else None].lower() if inside else ""
        percent = percent or any(form in text for form in forms(parsed.language, "percent"))
    if "share" in words:
        return ("share",)
    return ("growth", "share") if percent or words & {"yearago", "up", "down"} else ("level", "balance")


def _speaks_of_volume(parsed: Parsed, target: Target, flow: Mention | None) -> str:
    """Where a word of volume stands: as the end of the flow word or right behind it, else in the target's clause before the target."""
    if flow is not None:
        word = parsed.written(flow).lower()
        if word.endswith(tuple(forms(parsed.language, "volume"))) or right_behind(parsed, flow.end, "volume") is not None:
            return "flow"
    clause = parsed.sentence.clause(target.start)
    return "clause" if any(w.end <= target.start and parsed.sentence.clause(w.start) == clause for w in said(parsed, "volume")) else "no"


def measure_candidates(context: Context, here: Standing, slots: dict[str, str | None]) -> Iterator[Candidate]:
    """Value or quantity."""
    around, base = Selected(target_features(context, here), "u=", "prev", "b0", "a0"), []
    target, prior, flow = here.target, here.last, here.flow
    if prior is not None:
        base.append(f"carry={prior.slots.get('measure')}&{link(context, prior.target, target)}&{slots.get('op')}&{prior.slots.get('op')}")
        base.append(f"carry={prior.slots.get('measure')}&{new_flow(context, prior, target)}&{slots.get('op')}")
    parsed = context.document.parsed[target.sentence]
    quantity = [m for m in parsed.mentions if m.is_figure("quantity") and m.end <= target.start]
    money = [m for m in parsed.mentions if m.is_figure("money") and m.end <= target.start]
    base.append(
        f"last={'q' if quantity and (not money or quantity[-1].start > money[-1].start) else 'm' if money else 'n'}&{slots.get('op')}"
    )
    weighed = step(context.quantities * 10, 0, 2, 5, 8, 9.9)
    base += [f"weighed={weighed}&{slots.get('op')}", f"weighed={weighed}&{'m' if money else ''}{'q' if quantity else ''}&{slots.get('op')}"]
    base.append(f"volume={_speaks_of_volume(parsed, target, flow)}&{slots.get('op')}")
    if flow is not None:
        base.append(f"flowword={parsed.written(flow).lower()}&{slots.get('op')}")
    shared = (around, Shared(base))
    for value in ("value", "quantity"):
        yield value, Crossed(value, shared)
