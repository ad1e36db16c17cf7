"""Claims: searching what can be said of a period (candidates made anew, and remembered claims), and the page of one claim with its
evidence, found by its id in the warehouse, by what the server remembers, or by making its brief again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import shown
from hinterland.brief.document import Advice
from hinterland.brief.html import Link
from hinterland.brief.output import evidence
from hinterland.brief.shown import stated
from hinterland.brief.site.claims import CONSIDERED, Kept
from hinterland.brief.site.frames import name
from hinterland.brief.site.subjects import subjects
from hinterland.brief.takeaways import advise
from hinterland.brief.words import words
from hinterland.claims import evaluate
from hinterland.claims.memory import Remembered, kept
from hinterland.claims.mine import candidates, choose, mine
from hinterland.codes import Language, Period
from hinterland.models import Claim
from hinterland.requests.vocabulary import home
from hinterland.serve.pages.choices import LANGUAGES, by_kind, chosen, mentioned
from hinterland.serve.pages.frames import brief_link, claim_address, page
from hinterland.serve.replies import Reply, statements
from hinterland.serve.verbs.plain import recalled
from hinterland.sources.reading import InputError

MOST, ADVISED = 60, 240
"""How many claims a search lists, and how many it looks through for those of one advice."""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim that was found: what it says, where its page is, its subject, and what to do before quoting it."""

    claim: Claim
    link: Link
    subject: str
    advice: Advice


def search(
    h: Hinterland,
    *,
    language: Language,
    q: str | None = None,
    subject: str | None = None,
    period: str | None = None,
    advice: Advice | None = None,
) -> Reply:
    """The claims of a period that hold all words asked for, or those of one advice; the most newsworthy first, those that the warehouse remembers after them."""
    most = MOST if advice is None else ADVISED
    when, years = chosen(h, subject or home(), period)
    span = Period.parse(when)
    about = [subject] if subject else mentioned(q or "") or [*subjects()["nation"], *subjects()["regions"]]
    scored = candidates(h.indicators, about, span, most=CONSIDERED)
    made = [c for c, _ in scored] if q else choose(scored, most)
    if len(about) == 1:
        made = [*(m.claim for m in mine(h.indicators, about[0], span, top=MOST)), *made]
    old = [c for c in kept(h.store) if c.period == when and (subject is None or c.subject == subject)]
    found: list[Any] = list({c.id: c for c in [*made, *old] if _holds(c, q)}.values())
    lines = [_line(e.claim, subject, when, language) for e in evaluate(h.indicators, found[:most])]
    if advice is not None:
        lines = found = [line for line in lines if line.advice == advice]
    lines = lines[:MOST]
    asked = {"q": q, "subject": subject, "period": period, "advice": advice}
    return page(
        h,
        "claims",
        language,
        asked,
        statements=statements(line.claim for line in lines),
        asked={**asked, "period": when},
        subjects=by_kind(language),
        years=[(y, y) for y in sorted({*years, when}, reverse=True)],
        advices=[(a, words(f"advice:{a}", language)) for a in get_args(Advice)],
        lines=lines,
        count=len(found),
    )


def _line(c: Claim, subject: str | None, period: str, language: Language) -> Line:
    whose = c.subject or home()
    link = Link(evidence.worded(c, language), claim_address(c.id, subject or whose, period, language))
    return Line(c, link, name(whose, language), advise([c], language)[0])


def _holds(c: Claim, q: str | None) -> bool:
    """Whether a claim speaks of all words, in either language, its subject's code and names among them."""
    if not q:
        return True
    whose = c.subject or home()
    text = " ".join([whose, c.kind, *(codes.name(whose, x) for x in LANGUAGES), *(evidence.worded(c, x) for x in LANGUAGES)]).casefold()
    return all(word in text for word in q.casefold().split())


def one(
    h: Hinterland, *, language: Language, claim_id: str, statement: str = "", subject: str | None = None, period: str | None = None
) -> Reply:
    """The page of a claim, judged on this state."""
    found = _found(h, claim_id, statement, subject, period)
    c = found.now.claim
    when = period or c.period or ""
    briefs = [brief_link(s, when, language) for s in dict.fromkeys((c.subject or home(), subject or home())) if when]
    return page(
        h,
        "site/claim",
        language,
        {"subject": subject, "period": period},
        path=f"claims/{claim_id}",
        statements=statements([c]),
        claim=c,
        kept=Kept(c, found.state, when, ()),
        entry=shown.entry(c, language),
        subject=name(c.subject or home(), language),
        gone=None,
        now=None,
        briefs=briefs,
        stored=f"/api/claims/{c.id}",
        lasting=False,
    )


def _found(h: Hinterland, claim_id: str, statement: str, subject: str | None, period: str | None) -> Remembered:
    try:
        return recalled(h, claim_id, statement)
    except InputError as e:
        if not subject or not period:
            raise InputError(f"no claim {claim_id!r} is known here; open the brief it stands in, or search for what it says") from e
    evidence_of = h.brief(subject, period).evidence
    again = next((c for c in map(stated, evidence_of) if c.id == claim_id), None)
    if again is None:
        found = candidates(h.indicators, [subject], Period.parse(period), most=CONSIDERED)
        again = next((c for c, _ in found if c.id == claim_id), None)
    if again is None:
        raise InputError(
            f"no claim {claim_id!r} arises from what is held of {codes.name(subject)} in {period}; the figures may have changed since"
        )
    return recalled(h, claim_id, statements([again])[0][1])
