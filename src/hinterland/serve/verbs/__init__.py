"""What a desk can be asked, by name: each verb takes a warehouse and arguments and makes bytes. A new verb is a function in one of these modules."""

from __future__ import annotations

from collections.abc import Callable

from hinterland.serve.verbs import asking, assistants, briefs, claims, figures, outlooks, texts, warehouse
from hinterland.serve.verbs.made import Made

VERBS: dict[str, Callable[..., Made]] = {
    name: verb
    for module in (asking, assistants, briefs, claims, figures, outlooks, texts, warehouse)
    for name, verb in module.VERBS.items()
}

__all__ = ["VERBS", "Made"]
