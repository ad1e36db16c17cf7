"""The public verbs that ask what comes next and how exposed a subject is: outlook, months, posterior, inland shift, resilience, shock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hinterland.ledger import LedgerVerbs
from hinterland.requests import slots

if TYPE_CHECKING:
    from decimal import Decimal

    from hinterland.outlook.answer import Outlook
    from hinterland.outlook.month_by_month import Months
    from hinterland.outlook.one_cell import Likely
    from hinterland.outlook.resilience import Resilience
    from hinterland.outlook.shift import InlandShift
    from hinterland.outlook.shocks import Shock, ShockEffect


class OutlookVerbs(LedgerVerbs):
    """What a warehouse that is open can be asked of the future."""

    def outlook(
        self,
        subject: str | None = None,
        threshold: str | Decimal | int | None = None,
        *,
        horizon: int = 5,
        flow: str | None = None,
        claim: str | None = None,
        shocks: Sequence[Shock | str] = (),
        paths: int = 2000,
        seed: int = 0,
    ) -> Outlook:
        """What comes next of a subject and how likely it is: its trade by simulated futures against a threshold, the next round mark unless said.

        The flow is the one that its nation publishes of first unless said: the total, or exports where nothing else is held.
        `claim` is a sentence about the future, whose first subject is meant where none is named; `shocks` are written as for `shock`. `paths` is the number
        of futures. Raises `InputError` for what can't be asked.
        """
        from hinterland.outlook.answer import outlook
        from hinterland.outlook.shocks import parse

        given = [parse(s) if isinstance(s, str) else s for s in shocks]
        code = slots.region(subject) if subject is not None else None
        found = outlook(self.indicators, code, threshold, horizon, slots.flow(flow), claim, paths=paths, seed=seed)
        return replace(found, shocks=self.shock(found.subject, given)) if given else found

    def outlook_months(self, subject: str, months: int = 24, *, flow: str | None = None, paths: int = 2000, seed: int = 0) -> Months:
        """What comes next of a subject month by month, with the record of that model. Raises `InputError` for what can't be asked."""
        from hinterland.outlook.month_by_month import by_month

        return by_month(self.indicators, slots.region(subject), months, slots.flow(flow), paths=paths, seed=seed)

    def posterior(self, subject: str, period: str, *, flow: str | None = None, draws: int = 2000, seed: int = 0) -> Likely:
        """What is likely of a subject's trade in a period, held or not: the median with its intervals, from the draws that `outlook` sums.

        It names the figures that it rests on, and the sources, not official, that move it. The flow is the one that its nation publishes of first unless
        said. Raises `InputError` for a period that isn't drawn, and where too little is held.
        """
        from hinterland.outlook.one_cell import likely

        code, when = slots.region(subject), slots.needed(period)
        return likely(self.indicators, code, when, slots.flow(flow), draws=draws, seed=seed)

    def inland_shift(self, flow: str = "total") -> InlandShift:
        """The inland shift, measured over the years held: shares, centre of gravity, inequality, convergence, shift-share."""
        from hinterland.outlook.shift import inland_shift

        return inland_shift(self.indicators, flow=slots.flow(flow))

    def resilience(self, subject: str, period: str | None = None) -> Resilience:
        """How exposed a subject is, up to a period or the latest year held. Raises `InputError` where no year of its trade is held."""
        from hinterland.outlook.resilience import resilience

        return resilience(self.indicators, slots.region(subject), slots.period(period))

    def shock(self, subject: str, shocks: Sequence[Shock | str], period: str | None = None) -> ShockEffect:
        """What shocks would do to a subject's trade, first order: `partner=USA export -30%`, `product=electric-vehicles -25%`.

        Raises `InputError` for a text that is no shock, and where the flows hit are not held.
        """
        from hinterland.outlook.shocks import shock_effect

        return shock_effect(self.indicators, slots.region(subject), shocks, slots.period(period))
