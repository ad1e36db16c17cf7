"""The pages of a server, in English and Chinese: one module a page, whose verb renders it in a worker from the warehouse.

`VERBS` is what a desk can be asked beside the verbs of REST; `routes.py`, which only the process in front imports, says which address asks which verb.
What is around a page comes from `frames.py`, files that all pages share from `statics.py`; templates are those of briefs and sites, and those in `templates/`.
"""

from __future__ import annotations

from collections.abc import Callable

from hinterland.serve.pages import ask, check, claims, compare, country, explore, outlook, pending, rules, subject
from hinterland.serve.replies import Reply

VERBS: dict[str, Callable[..., Reply]] = {
    "page:ask": ask.ask,
    "page:check": check.form,
    "page:checked": check.checked,
    "page:report": check.report,
    "page:claims": claims.search,
    "page:claim": claims.one,
    "page:compare": compare.compare,
    "page:country": country.country,
    "page:explore": explore.explore,
    "page:outlook": outlook.outlook,
    "page:pending": pending.pending,
    "page:rules": rules.rules,
    "page:subject": subject.subject,
}
"""Every page by its name."""
__all__ = ["VERBS"]
