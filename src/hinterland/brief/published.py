"""Places and counts as they were published: claims whose evidence is the observation that says so, where the members behind it are not held."""

from __future__ import annotations

from collections.abc import Mapping

from hinterland.claims import Evaluated
from hinterland.claims.evaluate import stands_on
from hinterland.indicators import Indicators
from hinterland.models import Claim


def published(indicators: Indicators, found: Mapping[str, tuple[Claim, str]]) -> dict[str, Evaluated]:
    """The claims by name, each with its observation for evidence."""
    observations = {o.id: o for o in indicators.observations(i for _, i in found.values())}
    sources = {s.id: s for s in indicators.sources(o.source for o in observations.values())}
    return {
        name: stands_on(claim, observations[i], sources[observations[i].source]) for name, (claim, i) in found.items() if i in observations
    }
