"""Briefs: what to say of a subject and period, said in sentences whose every figure leads to its evidence.

`research` asks and answers all questions once; `compose` says the answers in a language. Two languages cost one research.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from hinterland import codes
from hinterland.brief import background, exposure, inland
from hinterland.brief import pictures as drawing
from hinterland.brief.agenda import AFTER_PEAK, Agenda, agenda
from hinterland.brief.beat import Beat
from hinterland.brief.detail import Line, Paragraph, detail
from hinterland.brief.document import MARK, Advised, Brief, Picture, Section, Takeaway, renumbered, sign
from hinterland.brief.facts import Facts, mined_claims, published
from hinterland.brief.gaps import gaps, part_of
from hinterland.brief.pictures.house import source_line
from hinterland.brief.printed import evenly
from hinterland.brief.rest import remainder, total, turns, within
from hinterland.brief.revisions import Revisions, misfits, of_level, superseded
from hinterland.brief.story import Story, plan, say
from hinterland.brief.sums import choose_digits
from hinterland.brief.takeaways import advise, unrepeated
from hinterland.brief.terms import inside
from hinterland.brief.values import is_close, place, value
from hinterland.brief.voice import STOPS, Voice
from hinterland.brief.words import methods
from hinterland.claims import Evaluated, evaluate
from hinterland.claims.cautions import reason
from hinterland.claims.mine import VAGUE, Mined, in_turns, latest_month, pick, with_evidence
from hinterland.claims.revisions import Changed
from hinterland.codes import Language, Period
from hinterland.errors import refused
from hinterland.indicators import Indicators, Need
from hinterland.indicators.show import subject_code
from hinterland.interval import Interval
from hinterland.language import sentence
from hinterland.language.naming import the_nation, whose
from hinterland.models import Claim
from hinterland.outlook.resilience import Resilience
from hinterland.outlook.shift import InlandShift
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook
    from hinterland.outlook.forecast import Forecast

    Futures = Callable[[], Forecast]

__all__ = ["Brief", "Picture", "Research", "Section", "Takeaway", "compose", "research", "write"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")

SHOWN = {"behind": (("growth", "months"), ("products", "contributions", "partners")), "race": (("ranking",),)}
"""Which pictures the sections of a story show: of each list the first that there is, so that a story has three at most."""

OWN = ("event", "place", "since")
"""What sentences are about that leave their reader in the period of the brief, whatever they compare it with."""

MINED = 20
"""How many of the most newsworthy stories a brief draws on, a claim of each in turn."""

WAY = Decimal("0.2")
"""In percentage points: a rate that is known no better, and may be zero, is reported neither as a rise nor as a fall."""


@dataclass(frozen=True, slots=True)
class Research:
    """All that a brief of a subject and period draws on, the same for every language. `asked` is the period that it was asked for, a month within `period` or that itself;
    `ahead` waits for what may come next, which is simulated beside the rest."""

    indicators: Indicators
    subject: str
    asked: Period
    period: Period
    facts: Facts
    mined: list[Mined]
    changed: list[Changed] | None
    state: int
    newest: str | None
    ahead: Callable[[], list[Outlook]]
    shift: InlandShift | None
    exposed: Resilience | None


def write(indicators: Indicators, subject: str, period: str, *, language: Language = "en") -> Brief:
    """Write the brief. Raises `InputError` for an unknown subject, period or language, or where nothing is held."""
    if language not in LANGUAGES:
        raise InputError(f"a brief is written in {' or '.join(LANGUAGES)}, not in {language!r}")
    return compose(research(indicators, subject, period), language)


def research(indicators: Indicators, subject: str, period: str, *, changed: list[Changed] | None = None) -> Research:
    """Ask and answer all that a brief needs. `changed` is what became of the subject's claims since an earlier state, where there is one."""
    code = subject_code(subject)
    with refused(ValueError):
        when = Period.parse(period)
    futures = _begin_futures(indicators, code, when)
    made = agenda(indicators, code, when)
    asked, when = when, made.period
    background.ask(made, indicators)
    exposed = exposure.measure(indicators, code, when)
    if exposed:
        exposure.ask(made, exposed)
    shift = inland.measure(indicators, when) if inland.has_one(code) else None
    if shift:
        inland.ask(made, shift)
    picked = pick(indicators, code, when, top=MINED)
    answered = evaluate(indicators, [*made.questions.values(), *(p.claim for p in picked)])
    revisions = Revisions(indicators, made.terms)
    mined = [m for m in in_turns(with_evidence(picked, answered[len(made.questions) :])) if revisions.keeps(m.evaluated)]
    known = [(name, one) for name, one in zip(made.questions, answered, strict=False) if one.answer is not None and revisions.keeps(one)]
    named = {
        name: one
        for name, one in known
        if one.answer is not None and (_tellable(one, one.answer) if one.claim.kind == "value" else one.claim.verdict == "supported")
    }
    named |= {f"open:{name}": one for name, one in known if one.claim.kind == "rank" and name not in named}
    named |= within(indicators, made, named)
    last, now = named.get("totals:before:1"), named.get(f"totals:level:{made.terms.flow}")
    month, before = named.get(f"month:level:{made.terms.flow}"), named.get("month:before")
    is_moved = bool(last and now and revisions.moved(now, last))
    is_steady = bool(last and now and revisions.steady(now, last))
    if "past:growth-before" not in named and revisions.tumbled(
        fall := dict(zip(made.questions, answered, strict=False))["past:growth-before"]
    ):
        named["past:tumbled"] = fall
    if month and before and not revisions.moved(month, before):
        del named["month:before"]
    near = [name for name in ("past:peak", "totals:before:2") if now and name in named and not revisions.moved(now, named[name])]
    named = {name: e for name, e in named.items() if name not in near and not (near and name == "past:peak-record")}
    later = [named.pop(name) for name in [*named] if name.startswith(AFTER_PEAK)]
    if "past:peak" in named and not all(revisions.moved(e, named["past:peak"]) for e in later):
        named.pop("past:peak-record", None)  # A year behind it may be the highest, as revised.
    for name in misfits(named) | (of_level(named) if superseded(now) else set()):
        del named[name]
    named |= revisions.others({n: e for n, e in zip(made.questions, answered, strict=False) if n not in named})
    named |= published(indicators, made.published)
    named |= total(made, named)
    named |= remainder(made, named)
    named |= turns(made, named)
    named |= mined_claims(mined, when, made.terms.flow)
    own = ("totals:", "stretch:", "flows:", "months:", "products:", "partners:", "enterprises:", "region:level:")
    held = [one.claim for name, one in named.items() if name.startswith(own) and one.claim.subject in (code, *inside(code))]
    # Figures of earlier years alone make no brief of the period.
    if not any(c.period and Period.parse(c.period).end // 100 >= when.start // 100 for c in held):
        raise InputError(f"no trade of {Voice(code, when, 'en').name} is held for {period}", "show", subject=code)
    facts = Facts(made, named, _over(indicators, made), is_moved, is_steady)
    ahead = cache(lambda: _ahead(indicators, facts, futures) if futures and not facts.is_over else [])
    state = indicators.engine.state.number
    return Research(
        indicators, code, asked, when, facts, mined, changed, state, indicators.newest(codes.nation_of(code)), ahead, shift, exposed
    )


def _begin_futures(indicators: Indicators, subject: str, period: Period) -> Futures | None:
    """Begin to simulate what may come after the newest year, beside the research that goes on; nothing after any other period."""
    if period.kind != "year" or codes.home_of(subject).nation != codes.home_of().nation:
        return None
    from hinterland.brief.outlook import begin

    return begin(indicators, period)


def _ahead(indicators: Indicators, facts: Facts, futures: Futures) -> list[Outlook]:
    last = facts.named.get(facts.held(facts.total(), "totals:before:1", "totals:before:2"))
    if last is None:
        return []
    from hinterland.brief.outlook import look_ahead

    return look_ahead(indicators, facts.agenda.subject, futures(), value(last))


def _over(indicators: Indicators, made: Agenda) -> bool:
    """Whether a later year of the subject is held, or a later month or the year beside a part of it, so that there is nothing to watch for any more."""
    later = made.period.shift(12)
    if made.period.kind != "year" and latest_month(
        indicators, made.subject, Period(made.period.end, made.period.end).shift(1).start, later.end
    ):
        return True
    held = indicators.ask([Need(made.subject, made.terms.trade(), p) for p in (later, Period.of_year(made.period.end // 100))])
    return held[0].best is not None or (made.period.kind != "year" and held[1].best is not None)


def _tellable(one: Evaluated, answer: Interval) -> bool:
    """Whether a figure can be reported: of a group only where it counts all members, a rate only where its sign is known."""
    wide = answer.width is None or answer.width > WAY
    open_way = one.claim.indicator.op in ("growth", "cagr") and answer.holds(0) and wide
    vague = one.claim.indicator.op in ("growth", "contribution") and answer.width is not None and answer.width > VAGUE
    return one.held >= one.asked and not open_way and not vague


def compose(found: Research, language: Language) -> Brief:
    """Say what was found in a language: the story in few figures, its detail in full, with their pictures."""
    facts = found.facts
    voice = Voice(found.subject, found.period, language, facts.flow, top=True, now=facts.now)
    planned = plan(facts)
    choose_digits(voice, facts, planned)
    part, cut = part_of(facts, language), superseded(facts.level)
    first = reason(cut, language) if cut else ""
    for beat in planned.beats:
        voice.even |= even_shares(voice, beat)
    headline = say(voice, _introduced(voice, planned.headline)) + "".join(
        [*([voice.words("part:headline", part=part)] if part else []), *([voice.words("first:headline")] if first else [])]
    )
    lead = _sentences(voice, [_introduced(voice, planned.lead[0]), *planned.lead[1:]])
    standfirst = [
        *lead[:1],
        *([voice.words("first:top", note=first, Note=first[0].upper() + first[1:])] if first else []),
        *lead[1:],
        *filter(None, [voice.phrase(f"defined:{found.subject}")]),
        *([voice.words("part:top", part=part)] if part else []),
    ]

    def alone(beat: Beat) -> str:
        """A key point as text; one of a month or of a part of the period says which it is of, since it stands by itself."""
        if found.period.kind == "month" or facts.agenda.month or facts.now != str(found.period):
            voice.begin_section()
        return " ".join(_sentences(voice, [beat]))

    takeaways = [
        # A sentence with the count of those that have a figure needs no warning of those without.
        Takeaway(text, *advise(_stated(voice, text, b.roles.get("pace")), language, once=True))
        for b in planned.points
        if (text := alone(b))
    ]
    asked = {name: e for name, e in facts.named.items() if not name.startswith("mined:")}
    drawn = drawing.pictures(found.indicators, found.subject, found.period, language, asked, voice.number, amount=voice.plain)
    story = _story(voice, found, planned, drawn, [*standfirst, *(t.text for t in takeaways)])
    voice.top, voice.last = False, ""
    sections = [*_new(found, language), *story, *_detail(voice, found, drawn)]
    unknown = [*gaps(facts, voice.inner, language, part), voice.words("gap:why" if found.ahead() else "gap:outlook")]
    for name, paragraph in {"unknown": unknown, "methods": methods(found.subject, language)}.items():
        sections.append(Section(name, voice.words(f"section:{name}"), [paragraph], detail=True))
    made = renumbered(
        Brief(
            subject=found.subject,
            name=voice.name,
            period=str(found.asked),
            language=language,
            state=found.state,
            headline=headline,
            standfirst=standfirst,
            takeaways=takeaways,
            sections=sections,
            evidence=[e.claim for e in voice.evidence],
            newest=found.newest,
            outlook=[one.to_dict() for one in found.ahead()],
            shift=inland.kept(found.shift) if found.shift else None,
            exposure=found.exposed.to_dict() if found.exposed else None,
            **_advised(voice, planned.headline, standfirst, first),
        )
    )
    return replace(made, takeaways=unrepeated(made.takeaways, made.warning, language))


def even_shares(voice: Voice, beat: Beat) -> dict[str, str]:
    """The shares of two years that a beat compares, by their claims, in the digits of the coarser, unless they would print as one."""
    pairs = [(beat.roles.get(now), beat.roles.get(then)) for now, then in (("share", "share_before"), ("now", "then"))]
    both = next(((a, b) for a, b in pairs if a and b and a.claim.indicator.op == b.claim.indicator.op == "share"), ())
    texts = evenly([voice.bare(e) for e in both], [value(e) for e in both])
    return {e.claim.id: text for e, text in zip(both, texts, strict=True)} if len(set(texts)) == len(both) else {}


def _advised(voice: Voice, headline: Beat, standfirst: Sequence[str], noted: str) -> dict[str, Any]:
    """The advice on the headline, whose figures are those of it that the lead marks, and on each sentence of the lead; its reason is left out where the lead has `noted` it."""
    marked = [_stated(voice, s) for s in standfirst]
    ids = {c.id for claims in marked for c in claims}
    own = [e.claim for e in headline.claims if e.claim.id in ids] or [e.claim for e in headline.claims]
    on = [Advised(*advise(claims, voice.language, once=True)) for claims in (own, *marked)]
    own_note = voice.words("why:note:own", note=noted).lower()
    on = [replace(a, why="") if noted and a.why.lower().removesuffix(STOPS[voice.language]) == own_note else a for a in on]
    return {"headline_advice": on[0], "standfirst_advice": on[1:]}


def _stated(voice: Voice, text: str, counted: Evaluated | None = None) -> list[Claim]:
    """The claims that a text has marks of, but for one whose count it gives, and the figures that a record among them is of."""
    marked = [voice.evidence[int(n) - 1] for n in MARK.findall(text)]
    own = [e.claim for e in marked if e is not counted]
    records = {(c.subject, c.period, c.indicator.op, c.indicator.flow) for e in marked if (c := e.claim).kind == "record"}
    held = [e.claim for e in voice.evidence if e.claim.kind == "value" and e.claim not in own]
    return [*own, *(c for c in held if (c.subject, c.period, c.indicator.op, c.indicator.flow) in records)]


def _story(voice: Voice, found: Research, planned: Story, drawn: Mapping[str, Picture], ahead: Sequence[str]) -> list[Section]:
    """The sections of the story, each with the pictures of its sentences; the last says what is not known and what the figures printed rest on."""
    sections: list[Section] = []
    waiting: list[Picture] = []
    printed = list(ahead)
    for key, paragraphs in planned.sections.items():
        voice.begin_section()
        said = [s for beats in paragraphs if (s := _sentences(voice, beats))]
        printed += [s for p in said for s in p]
        if key == "about":
            claims = [voice.evidence[int(n) - 1].claim for s in printed for n in MARK.findall(s)]
            part = part_of(found.facts, voice.language)
            unknown = gaps(found.facts, voice.inner, voice.language, part, story={c.id for c in claims})
            source = [] if any(s.pictures for s in sections) else _source(voice, claims)
            said = [notes] if (notes := [*unknown, *_rests(voice, claims), *source]) else []
        waiting += _pictures(key, drawn)
        if not said and sections:
            sections[-1].pictures.extend(waiting)
            waiting = []
        if said:
            sections.append(
                Section(
                    key,
                    voice.words(f"section:{key}{_of_list(paragraphs) if key == 'race' else ''}"),
                    said,
                    waiting if key != "about" else [],
                )
            )
            waiting = []
    return sections


def _introduced(voice: Voice, beat: Beat) -> Beat:
    """A beat in which the subject is first named: with its nation ahead of it where that is not the one the briefs are written at."""
    nation = the_nation(voice.home.nation, voice.language)
    own = codes.is_nation(voice.subject) or voice.name.startswith(nation)
    abroad = voice.home.nation != codes.home_of().nation and not own
    name = voice.words("first-mention", name=voice.phrase(f"introduced:{voice.subject}") or voice.clear(voice.subject), nation=nation)
    return replace(beat, roles={**beat.roles, "name": name, "whose": whose(name)}) if abroad else beat


def _of_list(paragraphs: Sequence[Sequence[Beat]]) -> str:
    """What the heading of a race is called by that is no contest: a plain list of the largest, or places that nobody changed or is close to."""
    planned = [b for beats in paragraphs for b in beats]
    listed = [b.roles for b in planned]
    if len(listed) != 1 or "pairs" not in listed[0]:
        moved = ("rank_before" in r and place(r["rank"]) != place(r["rank_before"]) for r in listed if "rank" in r)
        return "" if any(moved) or any(b.keys[0] == "story.passed" or is_close(b.roles) for b in planned) else ":place"
    return ":all" if listed[0]["all"] else f":{count}" if (count := len(listed[0]["pairs"])) in (3, 5) else ":list"


def _pictures(key: str, drawn: Mapping[str, Picture]) -> list[Picture]:
    """The pictures of a section of the story: three in the whole story at most."""
    chosen = (next((p for p in some if p in drawn), None) for some in SHOWN.get(key, ()))
    return [drawn[p] for p in chosen if p]


def _rests(voice: Voice, claims: Sequence[Claim]) -> list[str]:
    """What the signs beside the figures of some claims mean, once for the whole brief."""
    signs = {sign(c) for c in claims}
    return [voice.words(f"rests:{name}") for name, s in (("reports", "†"), ("derived", "‡")) if s in signs]


def _source(voice: Voice, claims: Sequence[Claim]) -> list[str]:
    """Who published the figures of a story without pictures, which say so of theirs."""
    used = [s for c in claims if c.evidence for s in c.evidence.sources]
    return [source_line(used, set(), voice.language)] if used else []


def _detail(voice: Voice, found: Research, drawn: Mapping[str, Picture]) -> list[Section]:
    made, seen = [], set[str]()
    for key, paragraphs in detail(found.facts, found.mined).items():
        said = [s for p in paragraphs if (s := _unseen(_lines(voice, p), seen))]
        pictures = [drawn["map"]] if key == "region" and "map" in drawn and found.facts.is_whole else []
        if said:
            made.append(Section(key, voice.words(_title(found, key)), said, pictures, detail=True))
    if found.shift:
        made.append(Section("shift", voice.words("section:shift"), [inland.paragraph(voice, found.facts, found.shift)], detail=True))
    if ahead := found.ahead():
        from hinterland.brief.outlook import paragraphs as planned
        from hinterland.brief.pictures.fan import fan

        sources = found.facts.level.evidence.sources if found.facts.level else []
        pictures = [fan(ahead[0], voice.language, sources)]
        made.append(Section("outlook", voice.words("section:outlook"), planned(voice, ahead), pictures, detail=True))
    return made


def _sentences(voice: Voice, beats: Sequence[Beat]) -> list[str]:
    voice.begin()
    return [s for b in beats if (s := _sentence(voice, b))]


def _sentence(voice: Voice, beat: Beat) -> str:
    """A beat with its full stop, or nothing."""
    text = voice.shortened(say(voice, beat)) if voice.top else say(voice, beat)
    if voice.top and text:
        voice.end_sentence(text, (voice.now or str(voice.period)) if beat.about in OWN or _compares(voice, beat) else "")
    return f"{text}{STOPS[voice.language]}" if text else ""


def _compares(voice: Voice, beat: Beat) -> bool:
    """Whether a sentence of a year sets its figures beside those of the year before alone, so that it leaves its reader in the year."""
    own = Period.parse(voice.now or str(voice.period))
    return (
        beat.about in ("beside", "flows", "balance")
        and own.kind == "year"
        and all(e.claim.period in (str(own), str(own.year_before())) for e in beat.claims)
    )


def _unseen(sentences: Sequence[str], seen: set[str]) -> list[str]:
    """The sentences that stand nowhere before, as they read without their marks."""
    new = []
    for sentence_ in sentences:
        bare = MARK.sub("", sentence_)
        if bare not in seen:
            seen.add(bare)
            new.append(sentence_)
    return new


def _lines(voice: Voice, paragraph: Paragraph) -> list[str]:
    return [s for line in paragraph if (s := _line(voice, line))]


def _line(voice: Voice, line: Line) -> str:
    """A beat, or a claim in a sentence of its own with its mark before the full stop."""
    if isinstance(line, Beat):
        return "".join(_sentences(voice, [line]))
    x, claim = line.answer, line.claim
    if x is not None and claim.low is None and claim.high is None:
        claim = claim.model_copy(update={"low": x.low, "high": x.high, "unit": line.evidence.unit})
    window = voice.words("window", year=line.since // 100) if claim.kind == "first" and line.since and not claim.relation.window else ""
    return f"{sentence(claim, voice.language)[:-1]}{window}{voice.mark(line)}{STOPS[voice.language]}"


def _title(found: Research, key: str) -> str:
    beside = found.facts.beside
    if key == "region" and found.facts.is_whole:
        return "section:region:whole"
    return "section:region:within" if key == "region" and beside("within") and not beside("above") else f"section:{key}"


def _new(found: Research, language: Language) -> list[Section]:
    """What the last load made of the claims: what a brief written anew opens with."""
    if found.changed is None:
        return []
    voice = Voice(found.subject, found.period, language)
    planned = [voice.words(f"new:{c.how}", sentence=sentence(c.claim, language)) for c in found.changed]
    return [Section("new", voice.words("section:new"), [planned or [voice.words("new:same")]])]
