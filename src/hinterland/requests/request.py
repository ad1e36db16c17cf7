"""A request as understood: what is asked, its subjects, the flow, product and partner, when, in which currency.

`parse(text)` gives the `Request`; it raises `Unclear` in a sentence for whatever it can't be sure of: a word that no table knows, a month that there isn't, a
currency or a measure that isn't held. Nothing is filled in silently: `corrections` and `assumptions` say what was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.language.naming import currency_name
from hinterland.models import Basis, Flow, Op
from hinterland.reading.numbers import Figure
from hinterland.requests.messages import Unclear, listed, message, refuse
from hinterland.requests.places import Places, places
from hinterland.requests.scan import LONGEST, Scan, is_count, scan
from hinterland.requests.slots import BASES, FLOWS, currencies
from hinterland.requests.vocabulary import home, scope, vocabulary

Order = Literal["desc", "asc"]
What = Literal["figure", "comparison", "ranking", "claim", "brief", "outlook"]
ALL = {"product": "all", "partner": "world", "regime": "all"}
"""What a slot holds that a request doesn't narrow."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as understood. `subjects` are codes (in a ranking the group ranked, or the one region whose place is asked), `amount` a threshold in base units
    or percent, `top` how many are wanted; `flow` and `currency` are None where they are left open, `periods` empty for the latest year (the latest period where `newest`).
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
    top: int | None = None
    order: Order = "desc"
    amount: Decimal | None = None
    test: str | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def is_place(self) -> bool:
        """Whether the place of one region in a ranking is asked, and not the ranking."""
        return self.what == "ranking" and codes.get("subject", self.subjects[0]).kind == "region"

    def notes(self) -> list[str]:
        """What was read otherwise than written, and what was assumed, as sentences."""
        read = [message("read", self.language, written=written, form=form) for written, form in self.corrections]
        return [*read, *self.assumptions]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "what": self.what, "subjects": list(self.subjects), "flow": self.flow, "op": self.op, "concept": self.concept, "product": self.product,
            "partner": self.partner, "regime": self.regime, "currency": self.currency, "basis": self.basis, "periods": [str(p) for p in self.periods],
            "top": self.top, "order": self.order, "amount": None if self.amount is None else float(self.amount), "test": self.test,
        }  # fmt: skip


def parse(text: str, today: date | None = None, language: Language | None = None) -> Request:
    """A request as understood, to be answered in `language`, else in its own. Raises `Unclear`, an `InputError`, in a sentence for what isn't understood, doesn't exist or isn't measured."""
    if len(text) > LONGEST:
        raise Unclear(message("long", language or "en", most=LONGEST), "long")
    found = scan(text, today or date.today())
    found.language = language or found.language
    if not found.text:
        raise refuse("empty", found.language)
    where = places(found)
    if _is_claim(found, where):
        return _claimed(text, found, where)
    _see_to(found, where)
    return _understood(text, found, where)


def _claimed(text: str, found: Scan, where: Places) -> Request:
    """A claim, with what it is about as far as words say so."""
    op, concept = _op(found), next((c for c in found.values("concept") if c != "trade"), "trade")
    return Request(
        text.strip(),
        found.language,
        "claim",
        where.subjects,
        _flow(found) if concept == "trade" and op != "balance" else None,
        op,
        concept,
        next(iter(found.values("product")), ALL["product"]),
        where.partners[0] if where.partners else ALL["partner"],
        next(iter(found.values("regime")), ALL["regime"]),
        periods=_periods(found),
    )


def _called(form: str, language: Language) -> str:
    """A form as it is shown: a place by its name, all else as it is."""
    first = vocabulary()[form][0]
    try:
        return codes.name(first.value, language, "subject") if first.kind == "subject" else form
    except LookupError:
        return form


def _see_to(found: Scan, where: Places) -> None:
    """Raise `Unclear` for what is unknown, doesn't exist, or isn't measured here."""
    language = found.language
    for s in found.stretches:
        if s.invalid:
            raise refuse("period", language, words=s.written)
    for u in found.unknown:
        if any(c.isdigit() for c in u.written):
            raise refuse("number", language, why="period", words=u.written)
        if u.offered:
            raise refuse(
                "unknown:offered", language, why="unknown", offered=tuple(_called(f, language) for f in u.offered), words=u.written
            )
        raise refuse("unknown", language, words=u.written)
    for mention, _ in found.every("top"):
        if mention.of("superlative") is None:
            raise refuse("unknown", language, words=mention.written)
    for mention, _ in found.every("measure"):
        if mention.of("outlook") is None:
            raise refuse("measure", language, words=mention.written)
    if where.several is not None:
        given = [f"{codes.name(m.value, language)} ({m.value})" for m in where.several.meanings if m.kind == "subject"]
        raise refuse("ambiguous", language, name=where.several.written, given=listed(given, "or", language))
    if where.inner:
        raise refuse("inner", language)
    if where.unheld:
        raise refuse("unheld", language, name=where.unheld[0])
    if any(meaning.value == "asked" for _, meaning in found.every("axis")):
        raise refuse("axis", language)
    for slot in ("product", "regime"):
        if len(found.values(slot)) > 1:
            raise refuse("several", language, slot=message(f"slot:{slot}", language), given=listed(found.values(slot), "and", language))
    if len(where.partners) > 1:
        raise refuse("several", language, slot=message("slot:partner", language), given=listed(where.partners, "and", language))


def _is_claim(found: Scan, where: Places) -> bool:
    """Whether a request states something that is to be judged."""
    if found.every("claim"):
        return True
    listing = any(found.every(kind) for kind in ("one", "many", "rank", "superlative")) or bool(found.counts)
    if found.every("outlook") or (found.every("brief") and not found.figures):
        return False
    counted = any(is_count(f, found.text) for f in found.figures) and not found.every("rank") and not found.counts
    stated = any(f.dimension in ("percent", "money", "points", "ratio") or f.unit == "scaled" for f in found.figures)
    if counted or ((stated or found.every("amount")) and not listing):
        return True
    whether = found.values("question")[:1] == ["whether"]
    if whether and found.every("superlative") and any(codes.get("subject", s).kind == "region" for s in where.subjects if s != home()):
        return True
    if whether and len(where.subjects) > 1 and not any(found.every(k) for k in SAID):
        return True
    compared = found.every("above") or (found.every("than") and found.every("than-more"))
    sides = len(where.subjects) > 1 or {"export", "import"} <= set(found.values("flow"))
    passed = bool(compared) and sides and not found.figures and not _is_question(found)
    regions = [s for s in where.subjects if codes.get("subject", s).kind == "region"]
    asserted = [m for m, _ in found.every("asserted") if not m.corrected]
    about = where.subjects or any(found.every(k) for k in ("flow", "balance", "product"))
    asked = "what" in found.values("question") or bool(found.every("counting"))
    return passed or bool(asserted and about and not asked and (regions or not listing))


SAID = ("flow", "compare", "above", "whose", "growth", "balance", "concept")
"""Kinds of words without which a question about two places is about how they belong together."""


def _is_question(found: Scan) -> bool:
    """Whether a request asks, by its mark or its first word; in Chinese by any such word."""
    asked = [m for m, _ in found.every("question")]
    return "?" in found.text or "？" in found.text or any(m.start == 0 or not m.form.isascii() for m in asked)


def _periods(found: Scan) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(s.period for s in found.stretches if s.period is not None))


def _understood(text: str, found: Scan, where: Places) -> Request:
    """The request of a scan in which everything is known."""
    language, amounts = found.language, _amounts(found)
    amount = amounts[0] if amounts else None
    what = _what(found, where, amount)
    op, concept = _op(found), next((c for c in found.values("concept") if c != "trade"), "trade")
    flow = _flow(found) if concept == "trade" and op != "balance" else None
    ordered = amount is not None or found.counts or any(found.every(kind) for kind in ("rank", "superlative", "amount"))
    measured = where.partners or flow or op != "level" or concept != "trade" or found.values("product")
    if not measured and ((what == "figure" and not where.subjects) or (what == "ranking" and not ordered)):
        raise refuse("empty", language)
    mark, test = _mark(found, amount, op)
    subjects, assumed = _subjects(found, where, what, op)
    periods = _periods(found)
    _see_to_kind(found, what, op, concept, subjects, where.subjects)
    if op == "growth" and (what == "outlook" or (what == "comparison" and len(subjects) == 1 and found.every("compare"))):
        op = "level"
    notes = [message(f"assumed:{assumed}", language)] if assumed else []
    notes += [message("assumed:year", language, period=s.period) for s in found.stretches if s.assumed]
    top, order = _order(found, what)
    currency = _currency(found, amount)
    if what == "outlook" and currency not in (None, own := currencies()[0]):
        raise refuse("money", language, currency=currency_name(own, language))
    return Request(
        text=text.strip(),
        language=language,
        what=what,
        subjects=subjects,
        flow=flow,
        op=op,
        concept=concept,
        product=next(iter(found.values("product")), ALL["product"]),
        partner=where.partners[0] if where.partners else ALL["partner"],
        regime=next(iter(found.values("regime")), ALL["regime"]),
        currency=currency,
        basis=next((b for b in BASES if b in found.values("basis")), None),
        periods=periods,
        newest=bool(found.every("latest")),
        top=top,
        order=order,
        amount=mark,
        test=test,
        corrections=tuple((m.written, _called(m.form, language)) for m in found.mentions if m.corrected),
        assumptions=tuple(notes),
    )


def _see_to_kind(found: Scan, what: What, op: Op, concept: str, subjects: tuple[str, ...], named: tuple[str, ...]) -> None:
    """Raise `Unclear` for what is understood but not answered here: sums, rankings of products or partners, shares of anything but the nation's trade."""
    if what == "ranking" and found.every("axis"):
        raise refuse("axis", found.language)
    if what == "ranking" and found.every("superlative") and not found.every("rank") and codes.get("subject", subjects[0]).kind == "region":
        raise refuse("highest", found.language)
    if found.values("balance") == ["deficit"] and found.values("superlative") == ["asc"]:
        raise refuse("unknown", found.language, words=found.every("superlative")[0][0].written)
    narrowed = any(found.every(k) for k in ("product", "partner", "regime", "abbreviation"))
    if op == "share" and (concept != "trade" or subjects == (home(),) or (narrowed and home() not in named)):
        raise refuse("share", found.language)
    if what in ("brief", "outlook") and len(subjects) > 1:
        raise refuse("several", found.language, slot=message("slot:subject", found.language), given=listed(subjects, "and", found.language))
    if what not in ("brief", "outlook") and (ahead := [p for p in _periods(found) if p.start > found.today.year * 100 + found.today.month]):
        raise refuse("ahead", found.language, why="period", period=ahead[0])
    if what in ("brief", "ranking") and len(periods := _periods(found)) > 1:
        given = listed([str(p) for p in periods], "and", found.language)
        raise refuse("several", found.language, slot=message("slot:period", found.language), given=given)
    heads = [m.form.partition(" ")[0] for m in found.mentions if "total" not in (x.value for x in m.meanings)]
    wholes = any(x.kind == "whole" for head in heads for x in vocabulary().get(head, ()))
    if what == "comparison" and len(subjects) > 1 and wholes and not found.every("compare"):
        raise refuse("sum", found.language)
    if what == "figure" and found.every("compare"):
        raise refuse("alone", found.language)


def _amounts(found: Scan) -> list[Figure]:
    """The amounts that something is compared with. Raises `Unclear` for a number whose sense isn't clear."""
    sized = [f for f in found.figures if f.dimension in ("money", "percent") or f.unit == "scaled"]
    loose = [f for f in found.figures if f not in sized]
    if loose or len(sized) > 1:
        f = (loose or sized)[-1]
        raise refuse("number", found.language, words=found.text[f.start : f.end])
    return sized


def _mark(found: Scan, amount: Figure | None, op: Op) -> tuple[Decimal | None, Literal[">", "<"] | None]:
    """What members are compared with, and which side of it counts: an amount in figures or in a word alone, or no growth where those that grew or fell are counted."""
    worded, turned = found.values("amount"), found.values("turned")
    if amount is None and not worded and op == "growth" and found.every("counting") and len(turned) == 1:
        return Decimal(0), "<" if turned == ["<"] else ">"
    mark = amount.value if amount is not None else Decimal(worded[0]) if worded else None
    return mark, "<" if found.values("below") == ["<"] else None if mark is None else ">"


def _what(found: Scan, where: Places, amount: Figure | None) -> What:
    """What is asked."""
    if found.every("outlook") or any(s.ahead for s in found.stretches):
        return "outlook"
    several = len(where.subjects) > 1 and not (len(where.subjects) == 2 and home() in where.subjects and _op(found) == "share")
    ranked = any(found.every(kind) for kind in ("rank", "superlative", "many")) or bool(found.counts) or amount is not None
    if found.every("brief") and not (several and found.every("compare")) and (where.subjects or not ranked):
        return "brief"
    if several and not (found.every("rank") and home() in where.subjects):
        return "comparison"
    if ranked or found.values("amount") or found.every("one"):
        return "ranking"
    return "comparison" if len(_periods(found)) > 1 and found.every("compare") else "figure"


OPS: tuple[Op, ...] = ("share", "growth", "balance")
"""What may be asked of a quantity besides its level, the likeliest first where several words stand."""


def _op(found: Scan) -> Op:
    """What is asked of the quantity."""
    for op in OPS:
        if found.every(op):
            return op
    return "level"


def _flow(found: Scan) -> Flow | None:
    """The one flow that is named; None where none is, or exports and imports both are."""
    named = [v for kind in ("exporter", "importer", "trader") for v in found.values(kind)] or found.values("flow")
    narrowed = [v for v in named if v != "total"] if len(set(named)) > 1 else named
    return next(f for f in FLOWS if f == narrowed[0]) if len(set(narrowed)) == 1 else None


def _subjects(found: Scan, where: Places, what: What, op: str) -> tuple[tuple[str, ...], str]:
    """Those a request is about, and what was assumed where none is named."""
    named = where.subjects
    if op == "share" and len(named) > 1:
        named = tuple(s for s in named if s != home())
    if what != "ranking":
        return (named, "") if named else ((home(),), "nation")
    inner = tuple(s for s in named if s != home())
    if inner:
        return inner[:1], ""
    return (scope(),), "" if named or any(found.every(k) for k in ("many", "one")) else "scope"


def _order(found: Scan, what: What) -> tuple[int | None, Order]:
    """How many of a ranking are wanted, and from which end."""
    if what != "ranking":
        return None, "desc"
    by = found.values("superlative")
    number = next((c.number for c in found.counts), 1 if by and found.every("one") and not found.every("many") else None)
    end = next((c.order for c in found.counts if c.order), "asc" if by[:1] == ["asc"] else "desc")
    named = [m for m, _ in found.every("superlative")]
    falling = any(m not in named for m, _ in found.every("falling")) and _op(found) == "growth" and bool(named)
    turned = found.values("balance") == ["deficit"] or falling
    return number, "asc" if (end == "asc") != turned else "desc"


def _currency(found: Scan, amount: Figure | None) -> str | None:
    """The currency asked for. Raises `Unclear` for one in which nothing is held."""
    named = list(dict.fromkeys([*found.values("currency"), *([amount.unit] if amount is not None and amount.dimension == "money" else [])]))
    kept = currencies()
    if strange := [c for c in named if c not in kept]:
        raise refuse("currency", found.language, held=listed(kept, "and", found.language), given=strange[0])
    if len(named) > 1:
        raise refuse("several", found.language, slot=message("slot:currency", found.language), given=listed(named, "and", found.language))
    return named[0] if named else None
