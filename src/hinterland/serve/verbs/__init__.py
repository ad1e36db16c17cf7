"""What a desk can be asked, by name: each verb takes a warehouse and arguments and makes bytes. A new verb is a function in one of these modules, and a name here."""

from __future__ import annotations

from collections.abc import Callable

from hinterland.serve.verbs import asking, assistants, briefs, claims, figures, outlooks, texts, warehouse
from hinterland.serve.verbs.made import Made

VERBS: dict[str, Callable[..., Made]] = {
    verb.__name__: verb
    for verb in (
        asking.ask, asking.compare, asking.show, asking.regions, asking.ask_brief, asking.compare_brief,
        assistants.check_brief, assistants.mine_brief, assistants.evidence, assistants.observations_brief, briefs.brief, briefs.brief_points, claims.mine, claims.claim,
        figures.observations, figures.table, figures.bounds, outlooks.outlook, outlooks.outlook_brief, texts.check, texts.read, texts.verify,
        warehouse.health, warehouse.warm, warehouse.sources, warehouse.coverage, warehouse.states, warehouse.pending,
    )
}  # fmt: skip

__all__ = ["VERBS", "Made"]
