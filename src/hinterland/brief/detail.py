"""What stands behind the story of a brief, section by section, in full figures: folded away where a format can fold.

Each paragraph is a list of beats or of claims that say themselves (`language.sentence`); what is not held falls away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hinterland import codes
from hinterland.brief.agenda import YEARS_BACK
from hinterland.brief.exposure import PARTS, told
from hinterland.brief.facts import Facts, apart
from hinterland.brief.story import Beat
from hinterland.brief.voice import answer, base, place, unbroken, value
from hinterland.claims import Evaluated
from hinterland.claims.mine import Mined
from hinterland.codes import Period
from hinterland.language.write import middle
from hinterland.outlook.resilience import Resilience

Line = Beat | Evaluated
Paragraph = list[Line]

SLICES = 15
"""How many products, partners or kinds of enterprise are listed, the largest; customs records hold hundreds."""

MORE = 6
"""How many claims that nothing else tells are listed."""


def detail(facts: Facts, mined: Sequence[Mined], exposed: Resilience | None) -> dict[str, list[Paragraph]]:
    """The sections by key, in order; empty ones are left out."""
    found: dict[str, list[Paragraph]] = {
        "changed": [_totals(facts), _past(facts)],
        "region": [_places(facts), _neighbours(facts)],
        "products": [_slices(facts, "products"), _slices(facts, "enterprises")],
        "partners": [_slices(facts, "partners"), _partners(facts)],
        "exposure": [list(_exposure(facts, exposed))] if exposed else [],
        "economy": [_economy(facts)],
    }
    known = {line.claim.id for ps in found.values() for p in ps for line in p if isinstance(line, Evaluated)}
    more: Paragraph = [m.evaluated for m in mined if _worth(m) and m.claim.id not in known]
    found["more"] = [more[:MORE]]
    return {key: kept for key, paragraphs in found.items() if (kept := [p for p in paragraphs if p])}


def _totals(facts: Facts) -> Paragraph:
    names = {"level": facts.total(), "growth": facts.total("growth"), "last": facts.held("totals:before:1", "totals:before:2")}
    roles = facts.roles(**names)
    event = [Beat(("story.event",), dict(roles))] if roles else []
    flows = facts.roles(
        export_growth="totals:growth:export",
        export="totals:level:export",
        import_growth="totals:growth:import",
        import_="totals:level:import",
        balance="totals:balance",
    )
    several = facts.flow == "total" and {"export", "export_growth"} & flows.keys()
    return [
        *event,
        *([Beat(("story.flows",), dict(flows))] if several else []),
        *_says(facts, "totals:share-of-nation", "totals:contribution", "totals:faster"),
    ]


def _past(facts: Facts) -> Paragraph:
    records = [
        e for flow in (facts.flow, "export", "import") if (e := facts.yes(f"past:record:{flow}")) and e.held >= YEARS_BACK and unbroken(e)
    ]
    runs = [e for name in ("past:streak", "past:slump") if (e := facts.get(name)) and (place(e) or 0) >= 3]
    since = facts.roles(rate_="past:cagr", then="past:level-then")
    month = facts.roles(month="months:level", month_growth="months:growth")
    return [
        *([Beat(("story.since",), dict(since))] if len(since) == 2 else []),
        *records[:1],
        *runs,
        *([Beat(("story.month",), dict(month))] if len(month) == 2 else _says(facts, "months:level")),
    ]


def _says(facts: Facts, *names: str) -> Paragraph:
    """Claims that say themselves, as far as they are held and say something."""
    return [e for name in names if (e := facts.get(name)) and (e.claim.kind == "value" or e.claim.kind == "comparison" or place(e))]


def _places(facts: Facts) -> Paragraph:
    names = [
        n
        for n in facts.named
        if n.startswith(("region:rank", "region:growth-rank:", "region:first:", "region:club", "region:growing", "region:contribution:"))
    ]
    return _says(facts, *names)


def _neighbours(facts: Facts) -> Paragraph:
    groups = ("largest", "fastest", "slowest", "above", "below", "home", "within")
    seen: dict[str, Beat] = {}
    for why in groups:
        for code, level, growth in facts.pairs(why):
            if level and code not in seen:
                seen[code] = Beat(("detail.neighbour",), {"code": code, "level": level, **({"growth": growth} if growth else {})})
    return [*seen.values(), *_says(facts, "region:share")]


def _slices(facts: Facts, section: str) -> Paragraph:
    found = facts.slices(section)[:SLICES]
    lines: Paragraph = [Beat(("story.slice",), {"multiple_" if k == "multiple" else k: e for k, e in roles.items()}) for roles in found]
    overlapping = section != "enterprises" and len(found) > 1 and not apart(found)
    return [*lines, *([Beat(("detail.overlap",))] if overlapping else [])]


def _partners(facts: Facts) -> Paragraph:
    found = facts.roles(growing="partners:growing", largest="partners:largest")
    return [Beat((f"detail.{part}-{'partners' if part == 'growing' else 'partner'}",), {part: e}) for part, e in found.items()]


def _economy(facts: Facts) -> Paragraph:
    lines: Paragraph = []
    for concept in (c.code for c in codes.entries("concept") if c.code != "trade"):
        roles = facts.roles(**{part: f"economy:{part}:{concept}" for part in ("level", "growth", "rank")})
        if roles:
            lines.append(Beat(("detail.economy",), {"some": next(iter(roles.values())), **roles}))
        change = facts.get(f"economy:change:{concept}")
        if change and (begun := base(change)):
            lines.append(Beat(("detail.change",), {"e": change, "up_from": middle(begun) < value(change)}))
    return lines


def _exposure(facts: Facts, found: Resilience) -> Iterator[Line]:
    """The largest parts of trade, how much was value and how much volume, how far exports have climbed, the best and the worst year."""
    for c in told(found):
        parts = [e for p in c.parts[:PARTS] if (e := facts.get(f"exposure:{c.axis}:{p.code}"))]
        if parts:
            yield Beat(("detail.parts",), {"some": parts})
    for key, names in {
        "advanced": {"then": "exposure:then", "now": "exposure:now"},
        "volume": {"worth": "exposure:value", "pieces": "exposure:quantity"},
        "years": {"best": "exposure:best", "worst": "exposure:worst"},
    }.items():
        roles = facts.roles(**names)
        if len(roles) == 2:
            yield Beat((f"detail.{key}",), dict(roles))


def _worth(m: Mined) -> bool:
    """Whether a mined claim is worth a line of its own: of trade, none that counts nobody, and no first of a series that is too short to say so."""
    c, e = m.claim, m.evaluated
    if c.indicator.concept != "trade" or (c.kind == "count" and c.low == 0) or c.kind == "value":
        return False
    if c.kind not in ("first", "record") or c.period is None:
        return answer(e).low is not None
    return (
        e.since is not None and Period.parse(c.period).start // 100 - e.since // 100 >= YEARS_BACK and (c.kind != "record" or unbroken(e))
    )
