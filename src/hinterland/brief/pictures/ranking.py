"""Ranking: regions by their level, the subject strong and those of its own region tinted; of a nation or group, its members."""

from __future__ import annotations

from hinterland import codes
from hinterland.brief.pictures import titles
from hinterland.brief.pictures.bars import Bar, Mark, bars, thinned
from hinterland.brief.pictures.desk import Desk
from hinterland.brief.pictures.house import ACCENT, PALE, TINT, Drawing
from hinterland.brief.pictures.scale import scale
from hinterland.brief.pictures.words import listed
from hinterland.brief.terms import region_of
from hinterland.brief.values import place, value
from hinterland.claims import Evaluated
from hinterland.language.naming import group_name
from hinterland.language.write import article, numbers_of

FEWEST = 3

FIRST = 10
"""Of many rows the first ones are drawn and the subject with its neighbours; the table has them all."""


def ranking(desk: Desk) -> Drawing | None:
    """The drawing, where the subject's own level and those of most others are held."""
    everyone = desk.members or desk.peers
    if not desk.members and desk.subject not in everyone:
        return None
    held = {r: f for r, f in desk.all_levels.items() if r in everyone}
    if len(held) < max(FEWEST, len(everyone) / 2) or not (desk.members or desk.subject in held):
        return None
    near = None if desk.members else region_of(desk.subject)
    home = codes.group_members(near)
    mark = titles.threshold(desk)
    unit = scale((f.value for f in held.values()), desk.currency, desk.language, small=True)
    group = desk.members and not desk.is_nation
    rows: list[Bar] = []
    for r, f in held.items():
        above = bool(desk.members) and (group or (mark is not None and f.value >= mark))
        fill = ACCENT if r == desk.subject or (above and (not group or not rows)) else TINT if r in home or group else PALE
        rows.append(Bar(desk.name(r), unit.size(f.value), unit.text(f), fill=fill, strong=r == desk.subject or bool(group and not rows)))
    line = None if group or mark is None else Mark(unit.size(float(mark)), titles.line(desk, mark))
    shown = thinned(rows, _drawn(list(held), desk.subject), desk.words)
    layers, height = bars(shown, desk.room, mark=line)
    beside = near and any(r.fill == TINT for r in shown)
    title, claims = _title(desk, list(held))
    missing = [desk.name(r) for r in everyone if r not in held]
    is_sure = bool(claims) and claims[0].claim.kind == "rank" and not desk.members
    whole = "nation" if desk.is_nation and mark is not None else "members"
    return Drawing(
        key="ranking",
        title=title,
        subtitle=desk.words(
            f"ranking:{whole if desk.members else 'home' if beside else 'alone'}",
            unit=unit.name,
            others=_others(desk, near),
            mark="" if mark is None else titles.round_amount(desk, mark),
        ),
        alt=desk.words(
            "ranking:alt", n=len(held), top=desk.name(next(iter(held))), size=unit.text(next(iter(held.values()))), unit=unit.name
        ),
        height=height,
        layers=layers,
        rows=[{desk.words("head:region"): r.name, desk.words("head:level", unit=unit.name): r.said} for r in rows],
        figures=list(held.values()),
        claims=claims,
        notes=[desk.words(f"missing:regions{':sure' if is_sure else ''}", names=listed(missing, desk.language))] if missing else [],
    )


def _others(desk: Desk, near: str | None) -> str:
    """The members of the subject's part of the country without itself, in words."""
    if near is None:
        return ""
    group = codes.name(near, desk.language)
    return desk.words("ranking:others", group=group if desk.zh else article(group, desk.home))


def _drawn(order: list[str], subject: str) -> list[int]:
    """The places that are drawn, counted from nought."""
    at = order.index(subject) if subject in order else 0
    return sorted({*range(FIRST), *(n for n in (at - 1, at, at + 1) if 0 <= n < len(order))})


def _title(desk: Desk, order: list[str]) -> tuple[str, list[Evaluated]]:
    """The subject's place; of a whole, how many are above the mark, or who is largest."""
    period = str(desk.period)
    rank = desk.found.one("rank", subject=desk.subject, period=period, scope=desk.home.peers)
    club = desk.found.one("count", period=period)
    club = club if club and value(club) > 1 else None
    for claim in (club,) if desk.is_nation else () if desk.members else (rank if rank and place(rank) else None,):
        if found := titles.sentence_of(desk, claim):
            return found[0], [*found[1], *([club] if club and claim is not club else [])]
    largest = order[0] if desk.members else desk.subject
    first, last = _places(desk, order, largest)
    key = (
        "largest"
        if desk.members
        else "between"
        if first + 1 < last
        else "either"
        if first < last
        else "last"
        if last == len(order)
        else "place"
    )
    group = group_name(desk.subject, desk.language, desk.home)
    level = desk.all_levels[largest]
    title = desk.words(
        f"ranking:{key}",
        name=desk.name(largest),
        group=group,
        amount=titles.amount(desk, desk.found.one("value", subject=largest, period=period), level),
        n=len(order),
        place=numbers_of(desk.language).ordinal(first),
        last=numbers_of(desk.language).ordinal(last),
    )
    own = list(desk.found.all("value", subject=largest, period=period))
    return title, [*own, *([club] if club else [])]


def _places(desk: Desk, order: list[str], subject: str) -> tuple[int, int]:
    """The first and the last place that the ends of the figures leave to a subject among those that are held, counted from one."""
    own, others = desk.all_levels[subject], [desk.all_levels[r] for r in order if r != subject]
    return 1 + sum(f.low >= own.high for f in others), 1 + sum(f.high > own.low for f in others)
