"""What stands behind the story of a brief, section by section, in full figures: folded away where a format can fold.

Each paragraph is a list of beats or of claims that say themselves (`language.sentence`); what is not held falls away.
"""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.brief.agenda import YEARS_BACK
from hinterland.brief.beat import Beat
from hinterland.brief.beats import beats
from hinterland.brief.facts import Facts
from hinterland.brief.values import answer, place, unbroken, value
from hinterland.claims import Evaluated
from hinterland.claims.mine import Mined
from hinterland.codes import Period

Line = Beat | Evaluated
Paragraph = list[Line]

MORE = 6
"""How many claims that nothing else tells are listed."""

PLACES = ("region:rank", "region:growth-rank:", "region:first:", "region:club", "region:growing", "region:contribution:")
"""The questions whose claims say places and counts."""


def detail(facts: Facts, mined: Sequence[Mined]) -> dict[str, list[Paragraph]]:
    """The sections by key, in order; empty ones are skipped."""
    sections: dict[str, Paragraph] = {}
    for beat in beats(facts):
        sections.setdefault(beat.section, []).append(Beat(beat.keys, {**beat.roles, **beat.more}))
    names = {"level": facts.total(), "growth": facts.total("growth")}
    nearest = {"to_level": f"stretch:level:{facts.flow}", "to_growth": f"stretch:growth:{facts.flow}"}
    last = {"last": facts.held("totals:before:1", "totals:before:2")} if facts.is_moved else {}
    names |= nearest if not facts.level and len(facts.roles(**nearest)) == len(nearest) else last
    rose = facts.growth is not None and value(facts.growth) > 0
    # Who fell contributed nothing, and grew neither faster nor slower than anybody.
    weight = _says(facts, "totals:share-of-nation", *(("totals:contribution", "totals:faster") if rose else ()))
    places = _says(facts, *(n for n in facts.named if n.startswith(PLACES)))
    found: dict[str, list[Paragraph]] = {
        "changed": [[Beat(("story.event",), dict(facts.roles(**names))), *sections.get("changed", []), *weight], _runs(facts)],
        "region": [places, _neighbours(facts)],
        **{key: [sections.get(key, [])] for key in ("products", "partners", "exposure", "economy")},
    }
    lines = [line for ps in found.values() for p in ps for line in p]
    known = {e.claim.id for line in lines for e in (line.claims if isinstance(line, Beat) else [line])}
    records = {_subject_of(line) for line in lines if isinstance(line, Evaluated) and line.claim.kind == "record"}
    more: Paragraph = [
        m.evaluated
        for m in mined
        if _worth(m) and m.claim.id not in known and _subject_of(m.evaluated) not in records and not _fell(facts, m)
    ]
    found["more"] = [more[:MORE]]
    return {key: kept for key, paragraphs in found.items() if (kept := [p for p in paragraphs if p])}


def _subject_of(e: Evaluated) -> tuple[object, ...]:
    """What two records that say the same share, one within its years and one since the first of them."""
    return e.claim.kind, e.claim.subject, e.claim.period, e.claim.indicator, e.claim.relation.test


def _fell(facts: Facts, m: Mined) -> bool:
    """Whether a claim compares the pace of what fell, or isn't known to have grown."""
    growth = facts.get(f"totals:growth:{m.claim.indicator.flow}")
    grew = growth is not None and value(growth) > 0 and m.claim.subject == growth.claim.subject and m.claim.period == growth.claim.period
    return m.claim.kind == "comparison" and m.claim.indicator.op == "growth" and not grew


def _runs(facts: Facts) -> Paragraph:
    records = [
        e for flow in (facts.flow, "export", "import") if (e := facts.yes(f"past:record:{flow}")) and e.held >= YEARS_BACK and unbroken(e)
    ]
    # A run of years that ends in one without a rate rests on one that nobody published.
    runs = ("past:streak", "past:slump") if facts.growth else ()
    return [*records[:1], *(e for name in runs if (e := facts.get(name)) and (place(e) or 0) >= 3)]


def _says(facts: Facts, *names: str) -> Paragraph:
    """Claims that say themselves, as far as they are held and say something."""
    return [e for name in names if (e := facts.get(name)) and (e.claim.kind in ("value", "comparison") or place(e))]


def _neighbours(facts: Facts) -> Paragraph:
    seen: dict[str, Beat] = {}
    for why in ("largest", "fastest", "slowest", "above", "below", "home", "within"):
        for code, level, growth in facts.pairs(why):
            if level and code not in seen:
                seen[code] = Beat(("detail.neighbour",), {"code": code, "level": level, **({"growth": growth} if growth else {})})
    return [*seen.values(), *_says(facts, "region:share")]


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
