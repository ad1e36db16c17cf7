"""The pages of a server, in English and Chinese: one module a page, whose verb (`VERBS`) renders it in a worker; `routes.py`, in front,
says which address asks which verb. `frames.py` is around every page, `statics.py` has the files that they share."""

from __future__ import annotations

from collections.abc import Callable

from hinterland.serve.pages import ask, check, claims, country, explore, outlook, subject
from hinterland.serve.replies import Reply

VERBS: dict[str, Callable[..., Reply]] = {
    "page:ask": ask.ask,
    "page:check": check.form,
    "page:checked": check.checked,
    "page:report": check.report,
    "page:claims": claims.search,
    "page:claim": claims.one,
    "page:compare": country.compare,
    "page:country": country.country,
    "page:explore": explore.explore,
    "page:outlook": outlook.outlook,
    "page:pending": explore.pending,
    "page:rules": check.rules,
    "page:subject": subject.subject,
}
"""Every page by its name."""
__all__ = ["VERBS"]
