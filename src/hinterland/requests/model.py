"""A request as understood: what is asked, its subjects, the flow, product and partner, when, in which currency; `corrections` and `assumptions` say what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.models import Basis, Flow, Op
from hinterland.reading.lexicon import bounded
from hinterland.requests import history
from hinterland.requests.messages import message
from hinterland.requests.places import Whole
from hinterland.requests.refusals import What
from hinterland.requests.stated import Stated
from hinterland.requests.totals import Computed, Order
from hinterland.requests.vocabulary import Meaning, vocabulary

ALL = {"product": "all", "partner": "world", "regime": "all"}
"""What a slot holds that a request doesn't narrow."""
WHETHER, LAST = Meaning("question", "whether"), Meaning("last", "1")
ENDS = " ,;?!，；？。！"
"""What may stand behind the last word of a request, or between its statement and the question whether that is so."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as understood. `subjects` are codes (in a ranking the group ranked, or the one region whose place is asked), `amount` a threshold in base units
    or percent, `rate` a yearly growth in percent that is taken to go on, or by which a year to come is above the newest, `whole` what a share is of, `last` whether the last time is
    meant rather than the first, `fresh` whether only those of a ranking count that passed the threshold for the first time, `than` the region whose figure is the threshold,
    `among` the group or region that a place or a share is in where that isn't the nation, `top` how many are wanted, `nth`
    the one place that is, the first of those up to `nth_to` where that is given; `flow` and `currency` are None where they are left open, `periods` empty for the latest year
    (the latest period where `newest`); `each` is the length of the periods that a series is listed or searched by; `also` are requests to answer along with this one, `besides` further
    conditions, `without` regions that a ranking leaves out, `of` what of two figures or years is asked (ratio, above; rate, share, place), `run` for how many
    years on end the members of a ranking are to meet its condition.
    `called` is how periods that are named by a word alone are called (next year), `fares` whether how something does is asked, a level and its growth, `apart` how far
    subjects are apart, `computed` what is computed of the figures asked for, `undated` whether a question when something is so leaves open whether it was or will be,
    `times` how many times one is another, `until` the year by which something is to be so at the latest, `yearless` whether months are named without their year,
    which is then the latest one that is held, `sliced` along what the figures are listed (partner, product), `term` what a definition is asked of, `counted` whether
    a product is asked by its number. Of a claim, `stated` is what it says where words alone tell, and `unread` what isn't understood; of others `passed` are the words left out.
    """

    text: str
    language: Language
    what: What
    subjects: tuple[str, ...] = ()
    flow: Flow | None = None
    op: Op = "level"
    concept: str = "trade"
    product: str = "all"
    partner: str = "world"
    regime: str = "all"
    currency: str | None = None
    basis: Basis | None = None
    periods: tuple[Period, ...] = ()
    newest: bool = False
    each: history.Each | None = None
    top: int | None = None
    nth: int | None = None
    nth_to: int | None = None
    order: Order = "desc"
    amount: Decimal | None = None
    rate: Decimal | None = None
    test: str | None = None
    last: bool = False
    fresh: bool = False
    than: str | None = None
    called: Mapping[Period, str] = field(default_factory=dict, compare=False)
    fares: bool = False
    apart: bool = False
    times: bool = False
    computed: Computed | None = None
    sliced: str | None = None
    undated: bool = False
    until: int | None = None
    yearless: bool = False
    term: Meaning | None = None
    whole: Whole = "nation"
    among: str | None = None
    stated: Stated | None = None
    unread: str = ""
    counted: bool = False
    passed: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()
    also: tuple[Request, ...] = ()
    besides: tuple[Request, ...] = ()
    without: tuple[str, ...] = ()
    of: str | None = None
    run: int = 0

    @property
    def is_place(self) -> bool:
        """Whether the place of one region in a ranking is asked, and not the ranking."""
        return self.what == "ranking" and codes.get("subject", self.subjects[0]).kind == "region"

    @property
    def statement(self) -> str:
        """A question as what it asks about: without the words at its end that ask whether it is so, and in Chinese without such words anywhere (是否首次突破)."""
        text = self.text.rstrip(ENDS)
        tags = (f for f, meanings in vocabulary().items() if any(m.kind == "claim" for m in meanings) and text.lower().endswith(f))
        tag = next((f for f in sorted(tags, key=len, reverse=True) if bounded(text, len(text) - len(f), len(text))), "")
        text = text[: len(text) - len(tag)].rstrip(ENDS) if len(tag) < len(text) and tag else self.text
        asked = [f for f, meanings in vocabulary().items() if WHETHER in meanings and not f.isascii() and LAST not in meanings]
        for form in sorted(asked, key=len, reverse=True):
            text = text.replace(form, "")
        return text

    def years_before(self, count: int) -> Request:
        """The same request of a number of years before."""
        latest = {message("assumed:year", self.language, period=p) for p in self.periods}
        kept = tuple(a for a in self.assumptions if a not in latest)
        return replace(self, periods=tuple(p.shift(-12 * count) for p in self.periods), yearless=False, assumptions=kept)

    def notes(self) -> list[str]:
        """What was left out or read otherwise than written, and what was assumed, as sentences."""
        passed = [message("passed", self.language, words=written) for written in self.passed]
        read = [message("read", self.language, written=written, form=form) for written, form in self.corrections]
        return [*passed, *read, *self.assumptions]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "what": self.what, "subjects": list(self.subjects), "flow": self.flow, "op": self.op, "concept": self.concept, "product": self.product,
            "partner": self.partner, "regime": self.regime, "currency": self.currency, "basis": self.basis, "periods": [str(p) for p in self.periods],
            "each": self.each, "top": self.top, "nth": self.nth, "nth_to": self.nth_to, "order": self.order, "amount": None if self.amount is None else float(self.amount), "test": self.test,
            "whole": self.whole, "computed": self.computed, "among": self.among, "also": [r.to_dict() for r in self.also],
        }  # fmt: skip
