"""Judge claims that somebody else read: typed claims in, verdicts with evidence out.

With the text they were read from, each claim is validated against it first, and the rules look for contradictions as in any text. Without it, claims are judged as they
are, and their figures count as stated: in `low` and `high`, else in their own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.check.dating import date_document
from hinterland.check.document import Document, from_text
from hinterland.check.failures import REASON, judge_apart, lost
from hinterland.check.judge import judge
from hinterland.check.report import Report, judge_read
from hinterland.claims.rows import rows
from hinterland.claims.statement import identity
from hinterland.codes import Language, Period
from hinterland.frames import Tabular, count
from hinterland.indicators import Indicators
from hinterland.models import UNSURE, Claim, Indicator
from hinterland.readers import ProposedClaim, Reading, proposals_of, validate
from hinterland.readers.contract import flattened
from hinterland.readers.validate import is_of_value, known_codes, relation_of, stated
from hinterland.reading import ReadText, language_of
from hinterland.reading.evidence import EMPTY
from hinterland.reading.lands import basis_of, currency_of
from hinterland.requests import slots
from hinterland.sources.reading import InputError

SHOWN = 200
"""Maximum characters of a rejected claim that are repeated."""


@dataclass(frozen=True, slots=True, repr=False)
class Verified(Tabular):
    """Judged claims, the findings on them where there is a text, and what was rejected with its reason."""

    claims: tuple[Claim, ...]
    rejected: tuple[tuple[Any, str], ...]
    report: Report | None = None

    @property
    def failed(self) -> bool:
        """Whether an error of the program kept something from being judged."""
        return any(c.reason == REASON for c in self.claims) or bool(self.report and self.report.failures)

    def summary(self) -> str:
        """How many claims there are, and how they were judged."""
        told = Counter(c.verdict for c in self.claims)
        judged = ", ".join(f"{told[v]} {v}" for v in ("supported", "refuted", "unverifiable"))
        return f"{count(len(self.claims), 'claim')} ({judged}), {len(self.rejected)} rejected"

    def rows_of(self) -> list[dict[str, Any]]:
        """The claims with their verdicts."""
        return rows(self.claims)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        verdicts = [c.verdict for c in self.claims]
        found: dict[str, Any] = {"schema": "hinterland.verify/1"}
        if self.report is not None:
            found["document"] = self.report.to_dict()["document"]
        if self.report is not None and self.report.failures:
            found["failures"] = [f.to_dict() for f in self.report.failures]
        return found | {
            "claims": [c.to_dict() | {"evidence_id": identity(c)} for c in self.claims],
            "findings": [f.to_dict() for f in self.report.findings] if self.report else [],
            "rejected": [{"text": _shown(proposal), "reason": reason} for proposal, reason in self.rejected],
            "summary": {
                "claims": len(verdicts),
                **{verdict: verdicts.count(verdict) for verdict in ("supported", "refuted", "unverifiable")},
                "rejected": len(self.rejected),
            },
        }


def verify(
    indicators: Indicators, proposals: Any, text: str | None = None, *, dated: date | None = None, language: Language | None = None
) -> Verified:
    """Judge proposed claims. Raises `InputError` where there are none, or a date is no day."""
    if isinstance(proposals, Mapping):
        text = proposals.get("text") if text is None and isinstance(proposals.get("text"), str) else text
        dated = dated or _day(proposals.get("date"))
    taken, rejected = proposals_of(_with_codes(proposals))
    if not taken and rejected and rejected[0][0] is proposals:
        raise InputError(f"there are no claims to verify: {rejected[0][1]}; see docs/reference/claims-proposed.md")
    if text is None:
        return _without_text(indicators, taken, rejected)
    document: Document = from_text("text", text)
    at = date_document(document, dated, date.today())
    found = validate(document.text, at.day, taken, rejected)
    reading = Reading(ReadText(document.text, language_of(document.text), at.day, found.claims, 0), "proposed", found.rejected)
    report = judge_read(indicators, [document], [(reading, at)], language=language)[0]
    return Verified(report.claims, found.rejected, report)


def _scope(text: str) -> str:
    """The code of those among whom something is: of a nation its regions. Raises `InputError` for a name that is none."""
    if text in SCOPES or text.startswith(TOP):
        return text
    code = slots.region(text)
    return codes.home_of(code).peers or code if codes.is_nation(code) else code


SCOPES, TOP = ("partners", "products", "cities", "countries", "years"), "top-"
"""Scopes that are no groups of regions."""
NAMED: dict[str, Callable[[str], object]] = {
    "subject": slots.region,
    "versus": slots.region,
    "product": slots.product,
    "partner": slots.partner,
    "flow": slots.flow,
    "currency": slots.currency,
    "unit": slots.currency,
    "period": slots.period,
    "base_period": slots.period,
    "scope": _scope,
}
"""The fields whose values are understood as people name them."""
KINDS: dict[str, codes.Kind] = {"product": "product", "partner": "partner", "regime": "regime"}
"""The slots whose codes stand in tables of their own."""


def _with_codes(proposals: Any) -> Any:
    """Proposals with codes for the names that people give regions, flows, products, partners, currencies and periods; what is no such name stays as it is."""
    listed = proposals.get("claims") if isinstance(proposals, Mapping) else proposals
    if not isinstance(listed, list):
        return proposals
    return [flattened(p) | _codes_of(flattened(p)) if isinstance(p, Mapping) else p for p in listed]


def _codes_of(proposal: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for name, code in NAMED.items():
        value = proposal.get(name)
        if isinstance(value, str) and value and not any(mark in value for mark in COMPOSED):
            with suppress(InputError):
                found[name] = str(code(value))
    return found


COMPOSED = (UNSURE, "+", ":")
"""Marks of values that are no single name: unknown words, sums, cities of a region."""


def _refuse_unknown_codes(p: ProposedClaim) -> None:
    """Raises `ValueError` or `InputError` for a code that no table has, with what may have been meant."""
    for slot, value in p.slots.items():
        for part in (value or "").split("+"):
            if not part or part.startswith(UNSURE) or part in EMPTY.values() or (slot == "partner" and part.startswith("top-")):
                continue
            code = part.partition(":")[0]
            known = code in known_codes() if slot == "subject" else slot in KINDS and codes.held(KINDS[slot], code) is not None
            if not known and slot in NAMED:
                NAMED[slot](code)
            elif not known:
                raise ValueError(f"unknown code: {slot} {code[:60]!r}")
    if p.scope is not None:
        _scope(p.scope)


def _without_text(indicators: Indicators, taken: list[ProposedClaim], rejected: list[tuple[Any, str]]) -> Verified:
    claims: list[Claim] = []
    for number, proposal in enumerate(taken, 1):
        try:
            claims.append(_typed(proposal, f"c{number}"))
        except (ValueError, InputError) as error:
            rejected.append((proposal, str(error.args[0]) if error.args else str(error)))
    judged = judge_apart(lambda some: judge(indicators, some), claims, lambda claim, error: lost(claim)) if claims else []
    return Verified(tuple(j.claim for j in judged), tuple(rejected))


def _typed(p: ProposedClaim, name: str) -> Claim:
    """A claim whose figures count as stated. Raises `ValueError` for a period that is none, a code that no table has, or figures that are missing."""
    _refuse_unknown_codes(p)
    if p.period is not None:
        Period.parse(p.period)
    low, high = (None if x is None else Decimal(str(x)) for x in (p.low, p.high))
    if p.number is not None and low is None:
        low = high = Decimal(str(p.number))
    read = None
    if low is None and high is None:
        low, high, read = stated(p)
    if low is None and high is None and p.kind in ("value", "rank", "count"):
        raise ValueError("figures missing: without its text a claim needs words with their unit, a number, or low and high")
    units = (read, p.unit) if p.op in ("level", "balance") else ()
    amount = next((u for u in units if u is not None and codes.held("unit", u) is not None and codes.unit(u).currency == u), None)
    currency = p.currency or amount or (currency_of(p.subject) if is_of_value(p) and codes.nation_of(p.subject or UNSURE) else None)
    basis = basis_of(p.subject, None, p.flow) if p.concept == "trade" else None
    named = {slot: UNSURE if value is None else value for slot, value in p.slots.items() if slot != "subject"}
    own = p.kind if p.kind in ("rank", "count") else p.unit
    unit = own or read or (p.currency if p.op in ("level", "balance") else {"growth": "percent", "share": "percent"}.get(p.op))
    return Claim(
        id=name, text=p.text, kind=p.kind, subject=p.subject, period=p.period, scope=p.scope, low=low, high=high, unit=unit, confidence=p.confidence,
        indicator=Indicator(op=p.op, concept=p.concept, flow=p.flow, measure=p.measure or "value", currency=currency, basis=basis,  # type: ignore[arg-type]
                            product=named["product"], partner=named["partner"], regime=named["regime"]),
        relation=relation_of(p),
    )  # fmt: skip


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"date is a day such as 2026-03-15, not {str(value)[:40]!r}") from None


def _shown(proposal: Any) -> str:
    """The words of what was rejected, cut short."""
    words = proposal.text if isinstance(proposal, ProposedClaim) else proposal.get("text", "") if isinstance(proposal, Mapping) else ""
    return str(words)[:SHOWN]
