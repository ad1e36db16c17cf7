"""What a desk can be asked, by name: each verb takes a warehouse and arguments and makes bytes. A new verb is a function in one of these modules, and a name here."""

from __future__ import annotations

from collections.abc import Callable

from hinterland.serve.replies import Reply
from hinterland.serve.verbs import assistants, documents, figures, plain

VERBS: dict[str, Callable[..., Reply]] = {name: plain.same(name) for name in plain.SAME} | {
    verb.__name__: verb
    for verb in (
        assistants.ask_brief, assistants.bounds_brief, assistants.brief_points, assistants.check_brief, assistants.compare_brief, assistants.evidence, assistants.mine_brief,
        assistants.observations_brief, assistants.outlook_brief, documents.brief, documents.check, figures.observations, figures.show, figures.table, plain.ask, plain.claim,
        plain.compare, plain.health, plain.mine, plain.pending, plain.read, plain.regions, plain.sources, plain.states, plain.verify, plain.warm,
    )
}  # fmt: skip
__all__ = ["VERBS"]
