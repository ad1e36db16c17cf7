"""Briefs: what to say of a subject and period, said in sentences whose every figure leads to its evidence.

`research` asks and answers all questions once; `compose` says the answers in a language. Two languages cost one research.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hinterland.brief import chinese, english, exposure, inland, tell_exposure
from hinterland.brief import pictures as drawing
from hinterland.brief.agenda import Agenda, agenda
from hinterland.brief.document import Brief, Picture, Section, Takeaway
from hinterland.brief.gaps import gaps, part_of
from hinterland.brief.numbering import renumbered
from hinterland.brief.pictures.desk import Shape
from hinterland.brief.plan import Facts, Paragraph, Plan, plan
from hinterland.brief.published import published
from hinterland.brief.takeaways import MOST, advise, choose
from hinterland.brief.terms import inside
from hinterland.brief.voice import AS_SAID, Pattern, Roles, Voice, unbroken, value
from hinterland.brief.words import methods
from hinterland.brief.words import words as texts
from hinterland.claims import Evaluated, evaluate
from hinterland.claims.mine import Mined, in_turns, pick, with_evidence
from hinterland.claims.since import Changed
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators, Need
from hinterland.indicators.show import subject_code
from hinterland.interval import Interval
from hinterland.language import sentence
from hinterland.language.write import middle
from hinterland.outlook.resilience import Resilience
from hinterland.outlook.shift import InlandShift
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook
    from hinterland.outlook.forecast import Forecast

    Futures = Callable[[Indicators], Forecast | None]

__all__ = ["Brief", "Picture", "Research", "Section", "Takeaway", "compose", "research", "write"]

PATTERNS: dict[Language, dict[str, Pattern]] = {"en": english.PATTERNS, "zh": chinese.PATTERNS}

LOOK_BACK = 5
"""How many years a series has to reach back before a first or a record in it is told on its own."""

SHOWN = {
    "changed": ("growth", "months"),
    "region": ("ranking", "map", "contributions"),
    "products": ("products",),
    "partners": ("partners",),
}
"""Which pictures a section shows, in order."""

MINED = 20
"""How many of the most newsworthy stories a brief draws on, a claim of each in turn."""

VAGUE = Decimal(2)
"""In percentage points: a rate or a contribution that is known no better is not told."""

WAY = Decimal("0.2")
"""In percentage points: a rate that is known no better, and may be nothing, is told neither as a rise nor as a fall."""

MORE = 6
"""How many claims that no planned sentence tells are told on their own."""


@dataclass(frozen=True, slots=True)
class Research:
    """All that a brief of a subject and period draws on, the same for every language."""

    indicators: Indicators
    subject: str
    period: Period
    facts: Facts
    sections: dict[str, list[Paragraph]]
    top: list[Plan]
    untold: list[Mined]
    changed: list[Changed] | None
    state: int
    newest: str | None
    ahead: list[Outlook]
    shift: InlandShift | None
    exposed: Resilience | None


def write(
    indicators: Indicators,
    subject: str,
    period: str,
    *,
    language: Language = "en",
    changed: list[Changed] | None = None,
    shape: Shape | None = None,
    geometry: Path | None = None,
) -> Brief:
    """Write the brief. Raises `InputError` for an unknown subject, period or language, or where nothing is held."""
    if language not in PATTERNS:
        raise InputError(f"a brief is written in {' or '.join(PATTERNS)}, not in {language!r}")
    return compose(research(indicators, subject, period, changed=changed), language, shape=shape, geometry=geometry)


def research(
    indicators: Indicators, subject: str, period: str, *, changed: list[Changed] | None = None, futures: Futures | None = None
) -> Research:
    """Ask and answer all that a brief needs.

    `changed` is what became of the subject's claims since an earlier state, where there is one; `futures` simulates what may come next, once for many briefs.
    """
    code = subject_code(subject)
    try:
        when = Period.parse(period)
    except ValueError as e:
        raise InputError(str(e)) from e
    made = agenda(indicators, code, when)
    exposed = exposure.measure(indicators, code, when)
    if exposed:
        exposure.ask(made, exposed)
    shift = inland.measure(indicators, when) if inland.has_one(code) else None
    if shift:
        inland.ask(made, shift)
    picked = pick(indicators, code, when, top=MINED)
    answered = evaluate(indicators, [*made.questions.values(), *(p.claim for p in picked)])
    mined = in_turns(with_evidence(picked, answered[len(made.questions) :]))
    named = {
        name: one
        for name, one in zip(made.questions, answered, strict=False)
        if one.answer is not None and (_tellable(one, one.answer) if one.claim.kind == "value" else one.claim.verdict == "supported")
    }
    named |= published(indicators, made.published)
    own = ("totals:", "products:", "partners:", "enterprises:", "region:level:")
    if not any(name.startswith(own) and one.claim.subject in (code, *inside(code)) for name, one in named.items()):
        raise InputError(
            f"no trade of {Voice(code, when, 'en').name} is held for {period}; `hinterland show {code}` lists the periods that are"
        )
    facts = Facts(made, named)
    sections = plan(facts)
    top, untold = choose(sections, mined)
    if _over(indicators, made):
        sections.pop("watch", None)
    ahead = _ahead(indicators, facts, futures or simulated) if "watch" in sections else []
    state = indicators.engine.state.number
    return Research(indicators, code, when, facts, sections, top, untold, changed, state, indicators.newest(), ahead, shift, exposed)


def simulated(indicators: Indicators) -> Forecast | None:
    """The futures of a state; nothing where the extra for forecasts isn't installed, or too little is held."""
    if find_spec("numpy") is None:
        return None
    from hinterland.brief.outlook import simulate

    return simulate(indicators)


def _ahead(indicators: Indicators, facts: Facts, futures: Futures) -> list[Outlook]:
    asked = facts.agenda
    last = facts.named.get(facts.held(facts.total(), "totals:before:1", "totals:before:2"))
    if asked.period.kind != "year" or last is None or (made := futures(indicators)) is None:
        return []
    from hinterland.brief.outlook import look_ahead

    return look_ahead(indicators, asked.subject, asked.period, made, value(last))


def _over(indicators: Indicators, made: Agenda) -> bool:
    """Whether a later year of the subject is held, so that there is nothing to watch for any more."""
    later = made.period.shift(12)
    return indicators.ask([Need(made.subject, made.terms.trade(), later)])[0].best is not None


def _tellable(one: Evaluated, answer: Interval) -> bool:
    """Whether a figure can be told: of a group only where it counts all members, and a rate only where it is known which way it went."""
    wide = answer.width is None or answer.width > WAY
    open_way = one.claim.indicator.op in ("growth", "cagr") and answer.holds(0) and wide
    vague = one.claim.indicator.op in ("growth", "contribution") and answer.width is not None and answer.width > VAGUE
    return one.held >= one.asked and not open_way and not vague


def compose(found: Research, language: Language, *, shape: Shape | None = None, geometry: Path | None = None) -> Brief:
    """Say what was found in a language: the top with few figures, the rest in full, with its pictures.

    `shape` is how regions are laid out (a map in English, tiles in Chinese), `geometry` a GeoJSON file of one's own.
    """
    facts = found.facts
    voice = Voice(found.subject, found.period, language, facts.flow, top=True)
    patterns, words = PATTERNS[language], partial(texts, home=voice.home)
    totals = facts.roles(level=facts.total(), growth=facts.total("growth"), last=facts.held("totals:before:1", "totals:before:2"))
    headline = patterns["headline"](voice, {**totals, **_first(facts)}) or voice.name
    part = part_of(facts, language)
    headline += words("part:headline", language, part=part) if part else ""
    lead = _lead(found)
    standfirst = [*_said(voice, [Plan("total", totals), *lead]), *([words("part:top", language, part=part)] if part else [])]
    takeaways = []
    for one in [p for p in found.top if p.pattern != "total" and p not in lead][:MOST]:
        if text := patterns[one.pattern](voice, one.roles):
            takeaways.append(Takeaway(text, *advise([e.claim for e in one.roles.values()], language)))
    worth, missing = _worth(found.untold), MOST - len(takeaways)
    takeaways += [Takeaway(_alone(voice, m), *advise([m.claim], language)) for m in worth[:missing]]
    voice.top = False
    drawn = drawing.pictures(
        found.indicators, found.subject, found.period, language, facts.named, voice.number, shape=shape, geometry=geometry
    )
    sections = []
    for key, paragraphs in found.sections.items():
        if said := [s for p in paragraphs if (s := _said(voice, p))]:
            sections.append(Section(key, words(_title(found, key), language), said, [drawn[p] for p in SHOWN.get(key, ()) if p in drawn]))
    if more := [_alone(voice, one) for one in worth[missing:]]:
        sections.insert(_place(sections, "watch"), Section("more", words("section:more", language), [more]))
    if found.exposed and (said := tell_exposure.paragraphs(voice, facts, found.exposed)):
        sections.insert(_place(sections, "watch"), Section("exposure", words("section:exposure", language), said))
    if found.shift:
        said = [inland.paragraph(voice, facts, found.shift)]
        sections.insert(_place(sections, "more", "exposure", "watch"), Section("shift", words("section:shift", language), said))
    if found.ahead:
        sections.append(_outlook(voice, found))
    if found.changed is not None:
        sections.append(Section("new", words("section:new", language), [_new(found.changed, language)]))
    unknown = [*gaps(facts, voice.name, language, part), words("gap:why" if found.ahead else "gap:outlook", language)]
    sections.append(Section("unknown", words("section:unknown", language), [unknown]))
    sections.append(Section("methods", words("section:methods", language), [methods(found.subject, language)]))
    return renumbered(
        Brief(
            subject=found.subject,
            name=voice.name,
            period=str(found.period),
            language=language,
            state=found.state,
            headline=headline,
            standfirst=standfirst,
            takeaways=takeaways,
            sections=sections,
            evidence=[e.claim for e in voice.evidence],
            newest=found.newest,
            outlook=[one.to_dict() for one in found.ahead],
            shift=inland.kept(found.shift) if found.shift else None,
            exposure=found.exposed.to_dict() if found.exposed else None,
        )
    )


def _outlook(voice: Voice, found: Research) -> Section:
    """What may come next, with its picture."""
    from hinterland.brief.outlook import paragraphs
    from hinterland.brief.pictures.fan import fan

    level = found.facts.named.get(found.facts.total())
    sources = level.evidence.sources if level else []
    title = texts("section:outlook", voice.language)
    return Section("outlook", title, paragraphs(voice, found.ahead), [fan(found.ahead[0], voice.language, sources)])


def _said(voice: Voice, plans: Sequence[Plan]) -> list[str]:
    """The sentences of a paragraph; the first names the subject."""
    told: list[str] = []
    for one in plans:
        voice.opening = not told
        if text := PATTERNS[voice.language][one.pattern](voice, one.roles):
            told.append(text)
    return told


def _first(facts: Facts) -> Roles:
    """The claim that a headline would rather tell: that the subject was the first of its region to pass a mark."""
    return facts.roles(first="region:first:home")


def _lead(found: Research) -> list[Plan]:
    """The most newsworthy sentence that doesn't say the total again."""
    return next(([p] for p in found.top if p.pattern not in ("total", "flows", "first", "club")), [])


def _title(found: Research, key: str) -> str:
    told = found.facts.beside
    if key == "region" and told("largest"):
        return "section:region:whole"
    return "section:region:within" if key == "region" and told("within") and not told("above") else f"section:{key}"


def _place(sections: Sequence[Section], *keys: str) -> int:
    """Where the first section of some keys stands, or the end."""
    return next((i for i, s in enumerate(sections) if s.key in keys), len(sections))


def _alone(voice: Voice, one: Mined) -> str:
    """A mined claim in a sentence of its own, with its mark before the full stop."""
    text, stop = sentence(one.claim, voice.language)[:-1], "." if voice.language == "en" else "。"
    return f"{text}{voice.mark(one.evaluated)}{stop}"


def _worth(untold: Sequence[Mined]) -> list[Mined]:
    """The mined claims worth a sentence of their own: of trade, none that counts nobody, and no first of a series that is too short to say so."""
    return [
        m
        for m in untold
        if m.claim.indicator.concept == "trade" and (m.claim.kind != "count" or m.claim.low != 0) and _long(m) and not _flat(m)
    ][:MORE]


def _flat(m: Mined) -> bool:
    """Whether a mined rate prints as no change."""
    x = m.evaluated.answer
    return m.claim.kind == "value" and m.claim.indicator.op in ("growth", "cagr") and x is not None and abs(middle(x)) < AS_SAID


def _long(m: Mined) -> bool:
    """Whether a first or a record looks back far enough, on a series without a gap."""
    if m.claim.kind not in ("first", "record") or m.claim.period is None:
        return True
    e, start = m.evaluated, Period.parse(m.claim.period).start
    return e.since is not None and start // 100 - e.since // 100 >= LOOK_BACK and (m.claim.kind != "record" or unbroken(e))


def _new(changed: Sequence[Changed], language: Language) -> list[str]:
    """What the last load made of the claims."""
    told = [texts(f"new:{c.how}", language, sentence=sentence(c.claim, language)) for c in changed]
    return told or [texts("new:same", language)]
