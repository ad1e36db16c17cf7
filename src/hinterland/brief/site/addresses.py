"""Where the pages of a site lie, and how one links to another: always relative, so that a site works from a folder and below any address.

English stands at the root, Chinese under `zh/`, each with the same paths. The address of a claim is made of its id and never changes; that of a brief
of its subject and period.
"""

from __future__ import annotations

import posixpath

from hinterland.codes import Language

ROOTS: dict[Language, str] = {"en": "", "zh": "zh/"}

FRONT = "index.html"
CLAIMS = "claims/index.html"
SEARCH = "search.html"
REVISIONS = "revisions.html"
ABOUT = "about.html"
FEED = "feed.xml"

STYLE = "style.css"
SCRIPT = "search.js"
PAGES = "pages.js"
FONT = "fonts/hinterland-sans-sc.woff2"
LATIN = "fonts/hinterland-sans-{weight}.woff2"
SITE = "site.json"
EVIDENCE = "evidence"


def brief(subject: str, period: str, suffix: str = ".html") -> str:
    """The path of a brief in its language."""
    return f"briefs/{subject}-{period.replace('/', '_')}{suffix}"


def claim(claim_id: str) -> str:
    """The path of a claim's page in its language."""
    return f"claims/{claim_id}.html"


def evidence(subject: str, period: str) -> str:
    """The path of the claims of a subject and period as data, from the root of the site."""
    return f"{EVIDENCE}/{subject}-{period.replace('/', '_')}.json"


def records(period: str) -> str:
    """The path of the observations and sources behind the claims of a period, from the root of the site."""
    return f"{EVIDENCE}/{period.replace('/', '_')}.json"


def place(path: str, language: Language) -> str:
    """A path in a language, from the root of the site."""
    return ROOTS[language] + path


def link(origin: str, target: str) -> str:
    """How a page leads to another, both from the root of the site."""
    return posixpath.relpath(target, posixpath.dirname(origin) or ".")
