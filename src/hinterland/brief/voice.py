"""The voice of a brief: figures as its language prints them, each followed by the mark of its evidence.

One voice a brief: it numbers the evidence as the text goes, so that a mark stands for one claim however often it is told. What is common to both
languages stands here; the words stand in `english.py` and `chinese.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import ModuleType

from hinterland import codes
from hinterland.brief.words import words
from hinterland.claims import Evaluated
from hinterland.codes import Home, Language, Period
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers
from hinterland.language.naming import among, group_name, is_money, the_nation, whose
from hinterland.language.phrases import level, phrase
from hinterland.language.write import middle

Roles = Mapping[str, Evaluated]
"""The claims that a sentence joins, by the part each plays in it."""

FIGURES: dict[Language, tuple[int, int]] = {"en": (3, 5), "zh": (3, 6)}
"""Figures of an amount at the top of a brief, and in the text: 1.01 and 1.0136 trillion yuan, 1.01万亿元 and 10135.6亿元."""

TURN = Decimal(1)
"""In percent: a year that went the other way is told where both moved at least so far."""

STOPS: dict[Language, str] = {"en": ".", "zh": "。"}
"""What ends a sentence."""

AS_SAID = Decimal("0.05")
"""A rate nearer to zero than this prints as no change."""


@dataclass(slots=True)
class Voice:
    """Writes for one subject, period, language and leading flow; at the top of a brief each sentence stands alone, in few figures and with the subject's name."""

    subject: str
    period: Period
    language: Language
    flow: str = "total"
    evidence: list[Evaluated] = field(default_factory=list)
    top: bool = False
    opening: bool = True
    _known: dict[str, int] = field(default_factory=dict)

    @property
    def numbers(self) -> ModuleType:
        """The module that prints numbers in this language."""
        return english_numbers if self.language == "en" else chinese_numbers

    @property
    def name(self) -> str:
        """The subject as a sentence begins with it."""
        return self.inner[0].upper() + self.inner[1:]

    @property
    def inner(self) -> str:
        """The subject within a sentence."""
        return codes.name(self.subject, self.language)

    @property
    def home(self) -> Home:
        """Where the subject is at home."""
        return codes.home_of(self.subject)

    def word(self, key: str) -> str:
        """A word for the leading flow: `noun` is trade or exports, `goods` goods trade or goods exports."""
        return self.words(f"{key}:{self.flow}")

    def level(self, *, several: bool = False) -> str:
        """What a region directly below the nation is called, or several of them: `state`, `states`."""
        return level(self.home, self.language, several=several)

    def phrase(self, key: str, fallback: str = "", **values: object) -> str:
        """An atom as the subject's pack has it."""
        return phrase(key, self.language, fallback, home=self.home, **values)

    def words(self, key: str, **values: object) -> str:
        """A text by its key, as the subject's pack has it or the table of all briefs."""
        return words(key, self.language, home=self.home, **values)

    @property
    def nation(self) -> str:
        """The subject's nation among its regions: `the nation`, 全国."""
        return the_nation(self.home.nation, self.language)

    def of_nation(self, key: str) -> str:
        """What is the nation's: `whole` its trade or exports, `growth` how they grew."""
        nation, noun = self.nation, self.phrase(f"{key}:{self.flow}")
        return f"{whose(nation)} {noun}" if self.language == "en" else f"{nation}{noun}"

    def group(self, scope: str | None) -> str:
        """A scope as a group: its name within a sentence."""
        return group_name(scope, self.language, self.home)

    def among(self, scope: str | None) -> str:
        """Where a place is held: `nationwide`, `among the states`."""
        return among(scope, self.language, self.home)

    @property
    def figures(self) -> int:
        """How many figures an amount has at most."""
        short, full = FIGURES[self.language]
        return short if self.top else full

    @property
    def named(self) -> bool:
        """Whether a sentence names the subject: where it stands alone, and where it opens a paragraph."""
        return self.top or self.opening

    def number(self, e: Evaluated) -> int:
        """The number of a claim's evidence, given when it is first told."""
        if e.claim.id not in self._known:
            self.evidence.append(e)
            self._known[e.claim.id] = len(self.evidence)
        return self._known[e.claim.id]

    def mark(self, *told: Evaluated | None) -> str:
        """The marks of claims: ` [3]`, or `[3]` in Chinese."""
        return "".join(f"{' ' if self.language == 'en' else ''}[{self.number(e)}]" for e in told if e is not None)

    def amount(self, e: Evaluated, *, exact: bool = False) -> str:
        """A level with its mark: `1.0136 trillion yuan [1]`; `exact` in all its figures."""
        return f"{self.plain_amount(e, exact=exact)}{self.mark(e)}"

    def plain_amount(self, e: Evaluated, *, exact: bool = False) -> str:
        """A level without its mark; of a deficit its size. Chinese tells from 万亿 on in that scale, with two decimals."""
        x = answer(e)
        x = -x if middle(x) < 0 else x
        if is_money(e.evidence.unit):
            figures = self.figures
            if self.language == "zh" and abs(middle(x)) >= chinese_numbers.WAN_YI and not (exact and not self.top):
                figures = 3
            text: str = self.numbers.money(x, middle(x), e.evidence.unit, figures)
            return text
        pieces: str = self.numbers.units(x, middle(x))
        if self.language == "zh":
            return f"{pieces}{self._counter(e)}"
        if e.evidence.unit == "count":
            return f"{pieces} {phrase(f'counted:{e.claim.indicator.concept}', self.language)}".rstrip()
        return f"{pieces} units"

    def begun(self, e: Evaluated) -> str | None:
        """The amount a change began at, in no more figures than it was published with."""
        if (then := _base(e)) is None or not is_money(e.evidence.unit):
            return None
        text: str = self.numbers.money(then, middle(then), e.evidence.unit, self.figures)
        return text

    @staticmethod
    def _counter(e: Evaluated) -> str:
        vehicles = "vehicle" in e.claim.indicator.product or (e.claim.indicator.concept or "").endswith("_output")
        return "辆" if vehicles else phrase(f"counted:{e.claim.indicator.concept}", "zh") if e.evidence.unit == "count" else "件"

    def rate(self, e: Evaluated) -> str:
        """A rate's size in percent with its mark: `17.3% [2]`."""
        x = answer(e)
        return f"{self.numbers.percent(x, middle(x))}{self.mark(e)}"

    def flat(self, e: Evaluated) -> bool:
        """Whether a rate prints as no change."""
        return abs(middle(answer(e))) < AS_SAID

    @staticmethod
    def base(e: Evaluated) -> str:
        """What a rise stands on, where that is worth a word: `low-base`, or `fall` where the year before fell."""
        codes_ = {c.code: c for c in e.evidence.cautions} if value(e) > 0 else {}
        if "low-base" in codes_:
            return "low-base"
        return "fall" if "base-effect" in codes_ and float(codes_["base-effect"].values["before"]) < 0 else ""

    def threshold(self, e: Evaluated) -> str:
        """The threshold a claim names."""
        limit = e.claim.relation.threshold or Decimal(0)
        text: str = self.numbers.round_amount(limit, e.claim.indicator.currency or self.home.currency or "")
        return text


def _base(e: Evaluated) -> Interval | None:
    held = [
        o.interval
        for o in e.evidence.observations
        if (o.region, o.indicator.op, o.period) == (e.claim.subject, "level", e.claim.relation.base_period)
    ]
    return held[0] if held else None


def grew(e: Evaluated) -> bool:
    """Whether a change went up."""
    then = _base(e)
    return then is None or value(e) > middle(then)


def answer(e: Evaluated) -> Interval:
    """The answer of a claim that has one."""
    assert e.answer is not None
    return e.answer


def value(e: Evaluated) -> Decimal:
    """The middle of a claim's answer."""
    return middle(answer(e))


def place(e: Evaluated) -> int | None:
    """The one place or count that the answer gives; nothing where it gives several or none."""
    x = answer(e)
    return int(x.low) if x.low is not None and x.low == x.high and x.low > 0 else None


def unbroken(e: Evaluated) -> bool:
    """Whether a record stands on every year since the first one held."""
    if e.since is None or e.claim.period is None:
        return False
    return e.held == Period.parse(e.claim.period).end // 100 - e.since // 100 + 1


def ending(text: str, stop: str) -> str:
    """A sentence with its full stop; marks stand before it."""
    return f"{text[0].upper()}{text[1:]}{stop}"


def kind_of(code: str) -> str:
    """What sort of region a code is, for the word that stands for it: nation, group, the group of its pack's that has a word of its own, else its level."""
    if codes.is_nation(code):
        return "nation"
    if any(g.code == code for g in codes.entries("group")):
        return "group"
    return next((g for g in codes.groups_of(code) if phrase(f"again:{g}", "en", home=codes.home_of(code))), "level")


def just_below(e: Evaluated) -> int | None:
    """The multiple of five that a share lies a little below, by less than a fifth of a point."""
    x = answer(e)
    if x.low is None or x.high is None or x.low < 10:
        return None
    mark = -(-int(x.high) // 5) * 5 if x.high % 5 else int(x.high)
    mark = mark if mark >= x.high else mark + 5
    return mark if x.low > mark - Decimal("0.2") and x.high < mark else None


Pattern = Callable[[Voice, Roles], "str | None"]
"""How some claims are joined into a sentence of one language; nothing where too few of them have an answer."""
