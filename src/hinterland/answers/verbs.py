"""The public verbs that understand requests: `ask`, `compare`, `regions`; those of the gate, and those of the ledger with their arguments as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from hinterland import codes
from hinterland.ledger import LedgerVerbs
from hinterland.models import Op
from hinterland.requests import slots
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from hinterland.answers.answer import Answer
    from hinterland.codes import Language
    from hinterland.ledger.cells import Bounded
    from hinterland.warehouse.store import State, Store

COMPARED: tuple[Op, ...] = ("level", "growth")
"""What of subjects is compared."""


class AnswerVerbs(LedgerVerbs):
    """What a warehouse that is open can be asked in plain words, and of files that contradict what is held."""

    if TYPE_CHECKING:
        store: Store
        state: State

        def _moved(self) -> None: ...

    def ask(self, request: str, *, today: date | None = None, language: Language | None = None) -> Answer:
        """Answer a request as people type it, in English or Chinese: a figure, a comparison, a ranking, a claim to judge, a brief or an outlook.

        The answer says what it assumed and what isn't held, in `language`, else in that of the request; where words aren't understood without which something can be answered, its first
        sentence says so. Raises `InputError` in a sentence for what isn't understood, with what may have been meant.
        """
        from hinterland.answers.answering import answer, without
        from hinterland.requests import Unclear, parse

        try:
            return answer(self.indicators, self.ledger, parse(request, today, language))
        except Unclear as e:
            if not e.is_answerable:
                raise
            return without(e, request, self.ask(e.rest, today=today, language=language))

    def __call__(self, request: str) -> Answer:
        """The same as `ask`."""
        return self.ask(request)

    def compare(
        self,
        *subjects: str | Sequence[str],
        period: str | int | None = None,
        flow: str | None = None,
        unit: str | None = None,
        op: str = "level",
        measure: str | None = None,
        language: Language = "en",
    ) -> Answer:
        """Subjects side by side in a period, the latest year held unless one is named: their levels, or with `op="growth"` their growth; of one group alone its members.
        Their trade is compared unless a `measure` is named, such as GDP.

        Raises `InputError` for fewer than two, for one that isn't known, and for a flow or a currency that the measure doesn't have.
        """
        from hinterland.answers.answering import answer
        from hinterland.indicators.show import of_measure
        from hinterland.requests import Request

        named = tuple(slots.regions([s for one in subjects for s in ([one] if isinstance(one, str) else one)]))
        group = named[0] if len(named) == 1 and isinstance(codes.held("subject", named[0]), codes.Group) else None
        named = codes.members(group) if group else named
        if len(named) < 2:
            raise InputError(
                "name at least two regions or groups to compare, as in Anhui Henan, or one group, whose members are then compared"
            )
        compared = next((c for c in COMPARED if c == op), None)
        if compared is None or measure in get_args(Op):
            raise InputError(
                f"levels are compared, or growth with op='growth'; {measure or op!r} isn't: ask for it in words, as in h(\"Anhui vs Henan exports\")"
            )
        when = slots.period(period)
        given, money, periods, concept = slots.flow(flow), slots.currency(unit), (when,) if when else (), slots.measure(measure) or "trade"
        of_measure(concept, flow=given, unit=money)
        what = codes.name(concept, language, "concept") if concept != "trade" else given
        text = " ".join(str(x) for x in (" vs ".join(named), what, op if op != "level" else None, when, money) if x)
        asked = Request(text, language, "comparison", named, given, compared, concept, currency=money, periods=periods, among=group)
        return answer(self.indicators, self.ledger, asked)

    def bounds(self, subject: str, period: str, *, flow: str | None = None, unit: str | None = None, basis: str | None = None) -> Bounded:
        """The lower and upper bounds of a subject's trade in a period, held or not, with the figures they follow from; all flows unless one is named.

        `unit` is the currency, the subject's own where left out. Raises `InputError` for a subject, period or flow that isn't.
        """
        from hinterland.ledger.cells import bounded

        code, when = slots.region(subject), str(slots.needed(period))
        return bounded(self.ledger, code, when, flow=slots.flow(flow), unit=slots.currency(unit), basis=slots.basis(basis))

    def pending(self, id_: str | None = None) -> dict[str, Any]:
        """The files that are pending in this state; with an id one of them, with all that contradicts and explains it. Raises `InputError` for an id that isn't pending."""
        from hinterland.gate.pending import listed, shown

        files = listed(self.state) if id_ is None else [shown(self.state, id_)]
        return {"schema": "hinterland.pending/1", "state": self.state.number, "files": files}

    def accept(self, id_: str, *, period: str | None = None, explanation: int | None = None) -> dict[str, Any]:
        """Let a pending file count: as it says, as of another `period`, or as the `explanation` of a number has it. Raises `InputError` for what doesn't fit."""
        from hinterland.gate.pending import accept

        when = slots.period(period)
        result = accept(self.store, id_, period=None if when is None else str(when), explanation=explanation)
        self._moved()
        return {"schema": "hinterland.accept/1", **result}

    def reject(self, id_: str) -> dict[str, Any]:
        """Drop a pending file; it never counts. Raises `InputError` for an id that isn't pending."""
        from hinterland.gate.pending import find_pending, reject

        load = find_pending(self.store.state(), id_)
        reject(self.store, load.id)
        self._moved()
        return {"schema": "hinterland.reject/1", "state": self.state.number, "load": load.id, "file": load.report["files"][0]["path"]}

    def regions(self) -> list[dict[str, Any]]:
        """The regions of which figures are held, and the groups that are summed from them: `code`, `level`, `en`, `zh`, `observations`, and the months held; of groups their
        `members`."""
        rows = self.indicators.engine.fetch(
            "SELECT region, count(*) AS observations, min(first_month) AS first, max(last_month) AS last FROM preferred GROUP BY region"
        )
        held = {row["region"]: row for row in rows}
        out: list[tuple[float, dict[str, Any]]] = []
        for code in (
            *held,
            *(g.code for g in codes.entries("group") if isinstance(g, codes.Group) and g.computable and g.code not in held),
        ):
            if (entry := codes.held("subject", code)) is None:
                continue
            row = held.get(code, {})
            # Nations stand first, then their regions by level, and groups behind the first level.
            level, depth = (entry.level, float(entry.rank)) if isinstance(entry, codes.Region) else ("group", 1.5)
            named = {"code": code, "level": level, "en": entry.name("en"), "zh": entry.name("zh")}
            if level == "group":
                named["members"] = list(codes.members(code))
            out.append((depth, named | {"observations": row.get("observations", 0), "from": row.get("first"), "to": row.get("last")}))
        return [row for _, row in sorted(out, key=lambda o: (o[0], o[1]["code"]))]
