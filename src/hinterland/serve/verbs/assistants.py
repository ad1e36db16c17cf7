"""Compact answers for assistants: sentences to quote with their sources, and what isn't held. The same functions as everywhere; only what
is printed is less. Quotes from a text are data and are cut to the figure they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hinterland.answers.answer import Answer
from hinterland.api import Hinterland
from hinterland.brief.output.evidence import about, plain
from hinterland.brief.takeaways import advise
from hinterland.check.output.evidence import cited, shown
from hinterland.check.output.source import closing, failures
from hinterland.check.words import as_read
from hinterland.claims.cautions import note
from hinterland.codes import Language
from hinterland.indicators.resolve import observation
from hinterland.language import sentences
from hinterland.models import Claim, Observation, fields_of
from hinterland.serve.replies import Reply, as_json
from hinterland.serve.verbs.figures import NEWEST, choose, not_held, nothing, read
from hinterland.serve.verbs.plain import lasting, recalled, worded

MOST, SOURCES, FEW = 50, 12, 2
"""Maximum rows of a table, sources of an answer or a brief, and sources of one claim among others, that are given at once."""
FIELDS = ("status", "sentence", "sentences", "notes", "beware", "rows", "missing", "understood", "command")
"""The fields of an answer that are passed on where they hold anything."""


def ask_brief(h: Hinterland, request: str) -> Reply:
    """The answer to a request: sentences to quote, the figures, and what to beware of."""
    return _answered(h, h.ask(request))


def compare_brief(h: Hinterland, subjects: list[str], **asked: Any) -> Reply:
    """Subjects side by side: sentences to quote, and the figures."""
    return _answered(h, h.compare(*subjects, **asked))


def _answered(h: Hinterland, found: Answer) -> Reply:
    fields = found.to_dict()
    claims = {"claims": [c.id for c in found.claims[:SOURCES]], **_more("claims", len(found.claims), SOURCES)}
    sources = _cited(sorted(found.claims, key=lambda c: c.subject not in found.request.subjects), found.language)
    return as_json({"state": h.state.number, **{k: fields[k] for k in FIELDS if fields[k]}, **claims, **sources}, found.claims)


def brief_points(h: Hinterland, subject: str, period: str, *, language: Language = "en") -> Reply:
    """The headline, the lead and the key points of a brief with the advice on each sentence, and the sources."""
    written = h.brief(subject, period, language=language)
    points = [{"text": plain(t.text), "advice": t.advice, "why": t.why} for t in written.takeaways]
    lead = [plain(s) for s in written.standfirst]
    payload: dict[str, Any] = {"state": written.state, "headline": written.headline, "lead": lead, "key_points": points}
    if written.headline_advice:
        payload["headline_advice"] = fields_of(written.headline_advice, "advice", "why")
    payload["lead_advice"] = [fields_of(a, "advice", "why") for a in written.standfirst_advice]
    return as_json(payload | _cited(written.evidence, language), written.evidence)


def _cited(claims: Sequence[Claim], language: Language, most: int = SOURCES) -> dict[str, Any]:
    """The first sources of some claims, and how many more there are; those of the subjects' own figures stand first."""
    behind = [(s, s.id in _own(c)) for c in claims if c.evidence for s in c.evidence.sources]
    sources = list({s.id: s for s, _ in sorted(behind, key=lambda one: not one[1])}.values())
    return {"from": [cited(s, language) for s in sources[:most]], **_more("from", len(sources), most)}


def _own(claim: Claim) -> set[str]:
    """The sources of the figures of a claim's own subject and period."""
    found = claim.evidence.observations if claim.evidence else []
    return {o.source for o in found if (o.region, o.period) == (claim.subject, claim.period)}


def _more(name: str, count: int, most: int) -> dict[str, int]:
    """How many of a list that is cut there are beyond it."""
    return {f"{name}_more": count - most} if count > most else {}


def outlook_brief(h: Hinterland, **asked: Any) -> Reply:
    """The outlook without its quantiles and history: chances by year, the claim's, the model and its record."""
    found = h.outlook(**asked)
    fields = found.to_dict() | {"notes": [note.text("en", found.home) for note in found.notes]}
    return as_json({k: v for k, v in fields.items() if k not in ("history", "shocks", "resilience") and v is not None})


def check_brief(h: Hinterland, text: str, *, dated: date | None = None, language: Language | None = None) -> Reply:
    """What is wrong with a text, what was confirmed, and what could not be checked."""
    report = h.check(text, dated=dated, language=language)
    said = report.document.shown
    findings = [
        {
            "code": f.code, "severity": f.severity, "quote": said[f.start : f.end], "start": f.start, "message": f.message,
            **({"instead": f.fix.replacement, "sure": f.fix.grade == "certain"} if f.fix else {}),
        }
        for f in report.findings
    ]  # fmt: skip
    kept_claims = [lasting(c) for c in report.claims]
    claims = [
        {
            "id": kept.id,
            "quote": c.text,
            "start": c.start,
            "verdict": c.verdict,
            "read_as": as_read(c, report.speaks),
            **_behind(c, report.speaks),
        }
        for c, kept in zip(report.claims, kept_claims, strict=True)
    ]
    payload = {
        "date": report.date, "date_from": report.date_from, "state": h.state.number, "findings": findings, "claims": claims,
        "summary": report.totals, "not_checked": closing(report, commands=False)[-1], **({"failed": failures(report)} if report.failures else {}),
    }  # fmt: skip
    return as_json(payload, kept_claims)


def _behind(claim: Claim, language: Language) -> dict[str, Any]:
    """What the data say of a claim, as far as they say anything."""
    e = shown(claim, language)
    found = {"data": e.answer, **_cited([claim], language, FEW), "beware": list(e.caveats), "coverage": e.coverage, "why": claim.reason}
    return {k: v for k, v in found.items() if v}


def mine_brief(h: Hinterland, subject: str, period: str, *, top: int = 10) -> Reply:
    """The news of a subject as sentences in both languages, each with its id, its sources and what to do before quoting it."""
    found = h.mine(subject, period, top=top, keep=False)
    claims = [
        {"id": m.claim.id, "sentences": sentences(m.claim), "bits": round(m.score, 4), "story": m.story}
        | {"advice": advise([m.claim], "en")[0], **_behind(m.claim, "en")}
        for m in found.mined
    ]
    payload: dict[str, Any] = {"subject": subject, "period": period, "state": h.state.number, "claims": claims}
    if not found:
        payload["not_held"] = not_held(h, subject, f"nothing newsworthy is held of {subject} in {period}", "mcp")
    return as_json(payload, found.claims)


def evidence(h: Hinterland, claim_id: str, *, statement: str = "") -> Reply:
    """A claim with the figures it stands on, each with its source, and the SQL that finds them again."""
    found = recalled(h, claim_id, statement)
    claim = found.now.claim
    e = claim.evidence
    payload = {
        "id": claim.id, "sentence": worded(claim, "en"), "sentence_zh": worded(claim, "zh"), "verdict": claim.verdict, "state": found.state, "read_as": as_read(claim, "en"),
        **_behind(claim, "en"), "expression": e.expression if e else None, "figures": [_figure(o) for o in (e.observations if e else [])[:MOST]],
        "sources": [cited(s, "en") for s in (e.sources if e else [])], "sql": e.sql if e else "",
        "superseded_in": [f.state for f in found.former if f.superseded],
    }  # fmt: skip
    return as_json({k: v for k, v in payload.items() if v not in (None, [], "")})


def observations_brief(
    h: Hinterland, *, region: str | None = None, period: str | None = None, limit: int = 25, offset: int = 0, **filters: Any
) -> Reply:
    """Figures of a region as published, each with its source, the totals of trade and the newest first; where there are none, what is held instead."""
    total, found = read(h, choose(h, region=region, period=period, **filters), min(limit, MOST), offset, NEWEST)
    payload: dict[str, Any] = {"state": h.state.number, "total": total, "figures": [_figure(observation(r)) for r in found]}
    if total > offset + len(found):
        payload["more"] = f"{total - offset - len(found)} more; ask with offset {offset + len(found)}"
    if not total:
        payload["not_held"] = nothing(h, {"region": region, **filters}, "mcp")
    return as_json(payload)


BETWEEN = "these are the least and the most it can have been, not a figure: between them nothing is known"


def bounds_brief(h: Hinterland, **asked: Any) -> Reply:
    """What a period must lie between, flow by flow, with the sources of the figures that it follows from, and what to beware of in these."""
    found = h.bounds(**asked).to_dict()
    for cell in found["cells"]:
        behind = h.indicators.observations(cell["from"])
        sources = h.indicators.sources(o.source for o in behind)
        cell |= {"sources": [cited(s, "en") for s in sources[:SOURCES]], **_more("sources", len(sources), SOURCES)}
        notes = list(dict.fromkeys(note(o.note, "en") for o in behind if o.note))
        cell["beware"] = [*([BETWEEN] if cell["by"] not in (None, "held") else []), *notes[:SOURCES]]
    return as_json(found)


def _figure(o: Observation) -> dict[str, Any]:
    """An observation in one line: what, when, how much, by whom published and how sure."""
    what = Claim(id="", kind="value", subject=o.region, indicator=o.indicator, period=o.period)
    dumped = o.model_dump(mode="json")
    fields = {
        "id": o.id, "what": about(what, "en"), "basis": o.indicator.basis, **{k: dumped[k] for k in ("period", "value", "low", "high", "unit", "source", "released", "reliability", "note")},
    }  # fmt: skip
    return {k: v for k, v in fields.items() if v is not None}
