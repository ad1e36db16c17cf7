"""What a rule sees: the document, its judged claims, the language it is to speak, the indicators it may ask, and how a finding is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar, cast

from hinterland import codes
from hinterland.check import catalogue, words
from hinterland.check.currencies import is_level
from hinterland.check.digits import POWERS
from hinterland.check.judge import Judged
from hinterland.check.ties import Figures, Tie
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.models import Claim, Finding, Fix, Span
from hinterland.reading import language_of

SECONDARY = ("HL201", "HL202", "HL203", "HL204", "HL205", "HL206")
"""Errors that become warnings where only secondary sources say so."""


@dataclass(frozen=True, slots=True)
class Context:
    """A document's text with its judged claims, in order."""

    text: str
    judged: list[Judged]
    language: Language = "en"
    indicators: Indicators | None = None
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", Figures.of(self.judged, self.text))

    kept: dict[Any, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What functions made of the text, by the function: see `once_a_text`."""

    def say(self, key: str, **values: object) -> str:
        """A message of the catalogue."""
        return catalogue.say(self.language, key, **values)

    def what(self, judged: Judged) -> str:
        """How a claim was read, in words."""
        return words.reading(judged.claim, self.language)

    def amount(self, x: Interval | None, unit: str | None) -> str:
        """An answer in words."""
        return words.amount(x, unit, self.language)

    def figure(self, claim: Claim, x: Interval | None, figures: int = 4) -> str:
        """A figure of what a claim measures in words, with its unit."""
        return words.amount(x, claim.unit, self.language, figures, of=words.measured(claim))

    def times(self, power: int) -> str:
        """By which power of ten a figure is too small, or too large where it is negative, in words."""
        return self.say("smaller" if power > 0 else "larger", n=f"{10 ** abs(power):,}")

    def name(self, code: str | None) -> str:
        """The name of a region or group."""
        return words.name(code, self.language)

    def names(self, codes: Sequence[str]) -> str:
        """The names of regions as a list."""
        return catalogue.listed(self.language, [self.name(c) for c in codes])

    def reason(self, judged: Judged) -> str:
        """Which cell that isn't held decides, and why; empty where what is held decides alone."""
        return words.reason(judged.claim, judged.deciding, self.language) if judged.deciding is not None else ""

    def source(self, judged: Judged) -> str:
        """The sources behind an answer, briefly, in brackets; empty where there is none."""
        names = words.sources(judged.claim, self.language)
        return self.say("source", names=names) if names else ""

    def _known(self, judged: Judged, values: dict[str, object]) -> dict[str, object]:
        """What any message may tell of a claim: the text's words, the figure held and where it is from, the figures of both sides of a comparison."""
        claim = judged.claim
        held, source = self.figure(claim, judged.best), self.source(judged)
        instead = self.say("instead", held=held, source=source) if judged.best is not None else ""
        found = {
            "what": self.what(judged),
            "text": claim.text,
            "held": held,
            "source": source,
            "instead": instead,
            "stated": self.figure(claim, judged.said),
            **values,
        }
        if not values.get("way") and judged.plain is not None and found["held"] == self.figure(claim, judged.plain):
            found["held"] = self.figure(claim, judged.best, words.EXACT)
        return found | {"sides": self._sides(claim) or ("" if values.get("difference") else instead or self.say("sides.none"))}

    def _sides(self, claim: Claim) -> str:
        """The figures of a subject and of what it is compared with; empty where one isn't held as such."""
        versus = claim.relation.versus or codes.home_of(claim.subject).nation
        told: dict[str, str] = {}
        for o in claim.evidence.observations if claim.evidence and claim.kind == "comparison" else []:
            if o.region in (claim.subject, versus) and o.period == claim.period and o.indicator.op == claim.indicator.op:
                told.setdefault(o.region, words.amount(o.interval, o.unit, self.language, of=o.indicator))
        if len(told) < len({claim.subject, versus}):
            return ""
        return self.say(
            "sides", who=self.name(claim.subject), other=self.name(versus), first=told[claim.subject or ""], second=told[versus]
        )

    def coverage(self, judged: Judged) -> str:
        """How much of what was asked for is held, in brackets."""
        told = words.coverage(judged.claim, self.language)
        return self.say("coverage", coverage=told) if told else ""

    def finding(
        self,
        code: str,
        severity: str,
        judged: Judged,
        key: str = "",
        *,
        related: Sequence[Judged] = (),
        fix: Fix | None = None,
        span: tuple[int, int] | None = None,
        **values: object,
    ) -> Finding:
        """A finding at a claim, its message that of the key (else of the code). Where only secondary sources refute it, an error is a warning."""
        claim = judged.claim
        start, end = span or (claim.start or 0, claim.end or 0)
        known = self._known(judged, values)
        message = self.say(key or code, **known).replace(" ()", "").replace("（）", "")
        if reading := known["what"]:
            message = self.say("read", reading=reading, message=message)
        if judged.only_secondary and severity == "error" and code in SECONDARY:
            severity = "warning"
            held = {o.reliability for o in claim.evidence.observations} if claim.evidence else set()
            # What is claimed to be official is called so beside its source.
            message = message if held == {"claimed"} else self.say("secondary", message=message)
        return Finding(
            start=start, end=end, code=code, severity=severity, message=message, claims=[claim.id],  # type: ignore[arg-type]
            related=[Span(start=r.start, end=r.end) for r in related], fix=fix,
        )  # fmt: skip

    def conflict(self, code: str, severity: str, tie: Tie, key: str = "", **values: object) -> Finding:
        """A finding at the figure of a tie that is blamed, with the others, and with what is held of it where they make the same."""
        blamed = tie.blamed
        found = self.finding(code, severity, blamed, key, related=tie.related, **{"text": tie.stated.text, **values})  # type: ignore[arg-type]
        explains = blamed is tie.stated and blamed.verdict == "refuted" and blamed.best is not None and blamed.best.meets(tie.implied)
        if not explains:
            return found
        held, source = self.figure(blamed.claim, blamed.best), self.source(blamed)
        return found.model_copy(update={"message": found.message + self.say("instead", held=held, source=source)})


Made = TypeVar("Made")


def once_a_text(function: Callable[[Context], Made]) -> Callable[[Context], Made]:
    """A function of a text that is worked out once a text: what rules look up for each claim is no longer sought for each claim."""

    @wraps(function)
    def kept(context: Context) -> Made:
        if function not in context.kept:
            context.kept[function] = function(context)
        return cast(Made, context.kept[function])

    return kept


@once_a_text
def written_in(context: Context) -> Language:
    """The language of a text itself, whatever language its findings speak."""
    return language_of(context.text)


def power_of_ten(judged: Judged) -> int | None:
    """By which power of ten the number is off, where a shift alone makes it right."""
    claim, said = judged.claim, judged.plain
    if not is_level(claim.unit) or said is None or claim.kind not in ("value", "change"):
        return None
    exact = [a for a in judged.answers if a.width is not None]
    scaled = ((p, said.scaled(Decimal(10) ** p)) for p in POWERS if exact)
    return next((p for p, x in scaled if any(x.meets(a) for a in exact)), None)


def is_number(claim: Claim) -> bool:
    """Whether a claim states a figure, not a phrase."""
    return claim.kind in ("value", "change") or (claim.kind == "comparison" and claim.low is not None)
