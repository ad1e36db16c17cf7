"""What a site says of one subject: its brief in every language, from one research, and what became of its claims since the state before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from hinterland.brief import compose, research, simulated
from hinterland.brief.document import Brief
from hinterland.brief.shown import stated
from hinterland.claims.revisions import Changed, since
from hinterland.codes import Language, Period
from hinterland.indicators.desk import Desk, opened
from hinterland.models import Claim
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from hinterland.outlook.forecast import Forecast


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject and a period, in some languages; and whether any figure differs from the state before, so that it is worth asking what changed."""

    subject: str
    period: str
    languages: tuple[Language, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A subject's briefs by language, and what changed; none and the reason where nothing is held."""

    subject: str
    briefs: dict[Language, Brief] = field(default_factory=dict)
    changed: list[Changed] | None = None
    missing: str = ""

    @property
    def claims(self) -> Iterator[Claim]:
        """The claims that the briefs stand on, each stating its answer."""
        for one in next(iter(self.briefs.values())).evidence if self.briefs else ():
            yield stated(one)

    @property
    def observations(self) -> frozenset[str]:
        """The ids of all observations behind the briefs."""
        return frozenset(o.id for c in self.claims if c.evidence for o in c.evidence.observations)


def gather(desk: Desk, asked: Asked) -> Told:
    """Research a subject once and write it in every language."""
    indicators = opened(desk)
    try:
        changed: list[Changed] | None = [] if desk.earlier else None
        if desk.earlier and asked.differs:
            changed = since(opened(desk.earlier), indicators, asked.subject, Period.parse(asked.period))
        found = research(indicators, asked.subject, asked.period, changed=changed, futures=lambda _: _futures(desk))
    except InputError as e:
        return Told(asked.subject, missing=str(e))
    return Told(asked.subject, {language: compose(found, language) for language in asked.languages}, changed)


@cache
def _futures(desk: Desk) -> Forecast | None:
    """The futures that all briefs of a site share, simulated once in each process."""
    return simulated(opened(desk))
