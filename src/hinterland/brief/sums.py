"""The digits in which amounts that stand side by side are printed, so that what a reader adds up or takes off comes out as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hinterland.brief import printed
from hinterland.brief.facts import Facts
from hinterland.brief.story import Story
from hinterland.brief.values import abs_of, answer, positive, value
from hinterland.brief.voice import FIGURES, Voice
from hinterland.claims import Evaluated
from hinterland.language import chinese_numbers

NAMES = ("total", "export", "import_", "balance", "balance_before")
"""The amounts of a sentence on exports and imports, by their part in it."""


def choose_digits(voice: Voice, facts: Facts, planned: Story) -> None:
    """Choose the digits of the amounts of a story that its reader compares or adds up."""
    totals = {e.claim.period: e for b in planned.lead if b.about in ("event", "stretch") and (e := b.roles.get("level"))}
    for beat in (b for b in planned.beats if b.about in ("flows", "month-alone")):
        whole = beat.roles["level"] if beat.about == "month-alone" else totals.get(beat.claims[0].claim.period)
        add_up(voice, {**beat.roles, **({"total": whole} if whole else {})})
    for beat in (b for b in planned.beats if b.about in ("balance", "turned")):
        tie_balance(voice, beat.roles)
    for beat in (b for b in planned.beats if b.about in ("event", "month-alone")):
        pair = ("level", "last")
        level_digits(voice, {r: e for r in pair if (e := beat.roles.get(r))}, pair)
        keep_zeros(voice, [e for r in (*pair, "steady", "prior") if (e := beat.roles.get(r))])
    for beat in (b for b in planned.beats if b.keys == ("story.slice",) and {"level", "share"} <= b.roles.keys()):
        level, share = beat.roles["level"], beat.roles["share"]
        whole = facts.named.get(f"totals:level:{share.claim.indicator.flow}")
        sizes = [(value(e), voice.full(e)) for e in (level, whole) if e and e.claim.period == level.claim.period]
        if len(sizes) > 1 and not printed.makes(voice.bare(share), *sizes):
            voice.show(level, FIGURES[voice.language][0] + 1)
    for mark in (e.claim for b in planned.beats for e in b.claims if e.claim.subject == voice.subject):
        if facts.level and mark.relation.threshold and (mark.period, mark.indicator.op) == (facts.level.claim.period, "level"):
            voice.show(facts.level, printed.figures_beside(answer(facts.level), mark.relation.threshold))


def add_up(voice: Voice, roles: Mapping[str, Any]) -> None:
    """Print the amounts of a sentence on exports and imports, and the `total` beside it, so that they add up."""
    held: dict[str, Evaluated] = {part: roles[part] for part in NAMES if roles.get(part)}
    larger, smaller = ("export", "import_") if "balance" in held and positive(held["balance"]) else ("import_", "export")
    order, sums = list(held), (("total", "export", "import_", "total"), (larger, smaller, "balance", "balance"))
    known = [(order.index(a), order.index(b), order.index(c), order.index(end)) for a, b, c, end in sums if {a, b, c} <= held.keys()]
    texts, sizes = [voice.full(e) for e in held.values()], [value(e) for e in held.values()]
    figures = printed.figures_in_sum(texts, sizes, known) if known else None
    for e, n in zip(held.values(), figures or (), strict=False):
        whole = value(e).adjusted() - chinese_numbers.WAN_YI.adjusted() + 1
        voice.figures[e.claim.id] = min(n, whole + 2) if voice.language == "zh" and whole > 0 else n
    level_digits(voice, held, ("export", "import_"))
    _finer_or_about(voice, [held[part] for part in NAMES[:3] if part in held])
    level_digits(voice, {part: e for part, e in held.items() if part in NAMES[3:]}, ("balance", "balance_before"))
    tie_balance(voice, held)
    keep_zeros(voice, [held[part] for part in ("export", "import_") if part in held])


def keep_zeros(voice: Voice, amounts: Sequence[Evaluated]) -> None:
    """Print the zeros behind the point of amounts beside each other where one of them has other decimals."""
    texts = [voice.full(e) for e in amounts]
    if len({printed.number(text)[1] for text in texts}) == 1 and any(printed.trimmed(text) == text for text in texts):
        voice.zeros |= {e.claim.id for e in amounts}


def _finer_or_about(voice: Voice, amounts: Sequence[Evaluated]) -> None:
    """Print a total and its two parts in one digit more where they don't add up as printed, and where that doesn't help either, parts that were computed as `about` so much."""
    if len(amounts) < len(NAMES[:3]):
        return
    step, is_missed = _added(voice, amounts)
    if not is_missed:
        return
    before = dict(voice.figures)
    for e in amounts:
        voice.figures[e.claim.id] = value(e).adjusted() - step.adjusted() + 2
    finer, is_missed = _added(voice, amounts)
    if is_missed or finer >= step:
        voice.figures = before
        voice.rounded |= {e.claim.id for e in amounts[1:] if e.how != "published"}


def _added(voice: Voice, amounts: Sequence[Evaluated]) -> tuple[Decimal, bool]:
    """The coarsest step of a total and its parts as printed, and whether they miss adding up by half of it, which is what a reader finds who rounds to it."""
    texts = [voice.full(e) for e in amounts]
    whole, *parts = (printed.in_full(abs(value(e)), text) for e, text in zip(amounts, texts, strict=True))
    step = max(printed.step(printed.number(text)[0], value(e)) for e, text in zip(amounts, texts, strict=True))
    return step, 2 * abs(whole - sum(parts)) >= step


def tie_balance(voice: Voice, roles: Mapping[str, Any]) -> None:
    """Print a balance in fewer figures where exports and imports as printed give it in these alone."""
    parts: list[Evaluated] = [roles[part] for part in ("export", "import_", "balance") if part in roles]
    if len(parts) == 3 and not voice.ties(*parts):
        e, (out, back) = parts[2], ((abs(value(x)), voice.full(x)) for x in parts[:2])
        if fewer := printed.fewer_figures(out, back, abs(value(e)), lambda n: voice.sized(abs_of(answer(e)), e, n)):
            voice.figures[e.claim.id] = fewer
            voice.rounded.add(e.claim.id)


def level_digits(voice: Voice, held: Mapping[str, Evaluated], pair: tuple[str, str]) -> None:
    """Print a pair, and what stands beside it, in the digits of the coarser of the pair; a balance in no finer ones."""
    texts = {part: printed.number(voice.full(e)) for part, e in held.items()}
    flows = [texts[part] for part in pair if part in texts]
    if len(flows) < 2 or flows[0][1] != flows[1][1]:
        return
    steps = {part: printed.step(number, value(held[part])) for part, (number, _) in texts.items()}
    coarse = max(steps[part] for part in pair)
    for part, e in held.items():
        if steps[part] < coarse and (texts[part][1] == flows[0][1] or part == "balance"):
            voice.figures[e.claim.id] = max(1, value(e).adjusted() - coarse.adjusted() + 1)
