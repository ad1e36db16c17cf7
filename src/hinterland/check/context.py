"""What a rule sees: the document, its judged claims, and helpers to make findings of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hinterland.check.judge import Judged, describe
from hinterland.interval import Interval
from hinterland.models import Claim, Finding, Fix, Span


@dataclass(frozen=True, slots=True)
class Context:
    """A document's text with its judged claims, in order."""

    text: str
    judged: list[Judged]


def finding(
    code: str,
    severity: str,
    judged: Judged,
    message: str,
    *,
    related: list[Judged] | None = None,
    fix: Fix | None = None,
    span: tuple[int, int] | None = None,
) -> Finding:
    """A finding at a claim. Where only secondary sources refute it, an error is a warning that names them."""
    claim = judged.claim
    start, end = span or (claim.start or 0, claim.end or 0)
    if judged.only_secondary and severity == "error" and code in ("HL201", "HL202", "HL203", "HL204", "HL205", "HL206"):
        severity = "warning"
        names = sorted({s.publisher for s in (claim.evidence.sources if claim.evidence else [])})
        message += f" (secondary sources only{': ' + ', '.join(names) if names else ''})"
    return Finding(
        start=start, end=end, code=code, severity=severity, message=message, claims=[claim.id],  # type: ignore[arg-type]
        related=[Span(start=r.claim.start or 0, end=r.claim.end or 0) for r in related or []], fix=fix,
    )  # fmt: skip


def what(judged: Judged) -> str:
    """What the claim measures, in words."""
    return describe(judged.claim.indicator, judged.claim.subject, judged.claim.period)


def amount(x: Interval, unit: str | None) -> str:
    """An answer in words, with no more digits than it supports."""
    from hinterland.language import english_numbers as n

    value = x.middle if x.middle is not None else x.low if x.low is not None else x.high
    if value is None:
        return "unknown"
    if unit in ("CNY", "USD"):
        return n.money(x if value >= 0 else -x, abs(value), unit) if value >= 0 else "minus " + n.money(-x, abs(value), unit)
    if unit == "percent":
        return f"{'-' if value < 0 else ''}{n.percent(x, value)}"
    if unit == "percentage_point":
        return f"{n.digits(x, value, 1)} percentage points"
    if unit == "ratio":
        return f"{n.digits(x, value, 2)} times"
    if unit in ("rank", "count"):
        low, high = x.low, x.high
        return f"{low.normalize():f}" if low is not None and low == high else f"{low} to {high}"
    return n.units(x, value)


def source_of(judged: Judged) -> str:
    """The sources behind an answer, briefly."""
    evidence = judged.claim.evidence
    if evidence is None or not evidence.sources:
        return ""
    return (
        " (" + "; ".join(f"{s.publisher}{'' if s.reliability == 'official' else ', ' + s.reliability}" for s in evidence.sources[:2]) + ")"
    )


def power_of_ten(judged: Judged) -> int | None:
    """By which power of ten the number is off, where a shift alone makes it right."""
    claim, said = judged.claim, judged.plain
    if claim.unit not in ("CNY", "USD", "units") or said is None or claim.kind not in ("value", "change"):
        return None
    for power in (-1, 1, -2, 2, -3, 3, -4, 4):
        if any(said.scaled(Decimal(10) ** power).meets(a) for a in judged.answers):
            return power
    return None


def is_number(claim: Claim) -> bool:
    """Whether a claim states a figure, not a phrase."""
    return claim.kind in ("value", "change") or (claim.kind == "comparison" and claim.low is not None)
