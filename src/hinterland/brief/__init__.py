"""Briefs: what to say of a subject and period, said in sentences whose every figure leads to its evidence."""

from __future__ import annotations

from hinterland.brief import prose
from hinterland.brief.agenda import agenda
from hinterland.brief.document import Brief, Section
from hinterland.claims import Evaluated, evaluate
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.show import subject_code
from hinterland.sources.reading import InputError

__all__ = ["Brief", "Section", "write"]

SECTIONS = (
    ("totals", "Overall", prose.totals),
    ("standing", "Among the provinces", prose.standing),
    ("past", "Over time", prose.past),
    ("months", "The latest month", prose.months),
    ("products", "Products", lambda w, c: prose.series(w, c, "products")),
    ("partners", "Partners", lambda w, c: prose.series(w, c, "partners")),
    ("enterprises", "Enterprises", lambda w, c: prose.series(w, c, "enterprises")),
    ("economy", "The economy", prose.economy),
)
"""The sections of a brief in their order: the agenda's name, the heading, and the function that writes it."""


def write(indicators: Indicators, subject: str, period: str, *, language: str = "en") -> Brief:
    """Write the brief. Raises `InputError` for an unknown subject, period or language, or where nothing is held."""
    if language != "en":
        raise InputError(f"a brief is written in en, not in {language!r}")
    code = subject_code(subject)
    try:
        when = Period.parse(period)
    except ValueError as e:
        raise InputError(str(e)) from e
    made = agenda(indicators, code, when)
    questions = [(section, name, claim) for section, named in made.questions.items() for name, claim in named]
    answered = evaluate(indicators, [claim for _, _, claim in questions])
    by_section: dict[str, dict[str, Evaluated]] = {}
    for (section, name, _), one in zip(questions, answered, strict=True):
        if one.answer is not None and (one.claim.kind == "value" or one.claim.verdict == "supported"):
            by_section.setdefault(section, {})[name] = one
    writer = prose.Writer(code, when)
    sections = [Section(title, told) for key, title, tell in SECTIONS if (told := tell(writer, by_section.get(key, {})))]
    if not any(key.startswith(("level", "growth", "share")) for named in by_section.values() for key in named):
        raise InputError(f"no trade of {writer.name} is held for {prose.when(when)}; `hinterland show {code}` lists the periods that are")
    return Brief(
        subject=code,
        name=writer.name,
        period=str(when),
        language=language,
        state=indicators.engine.state.number,
        headline=f"{writer.name}'s trade in {prose.when(when)}",
        sections=sections,
        evidence=[e.claim for e in writer.evidence],
        newest=indicators.newest(),
    )
