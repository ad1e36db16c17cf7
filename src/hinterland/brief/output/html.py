"""A brief as a web page that stands by itself: no script, no request to anywhere."""

from __future__ import annotations

from hinterland.brief.document import Brief


def to_html(brief: Brief) -> str:
    """The whole page as one file."""
    from hinterland.brief.html import page

    return page(brief)
