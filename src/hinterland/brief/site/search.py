"""The index that the search page carries: a line for every brief and every claim, with the names by which people look for them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hinterland import codes
from hinterland.brief.output import evidence
from hinterland.brief.site import addresses
from hinterland.brief.site.claims import Kept
from hinterland.brief.site.frames import Layout, name
from hinterland.codes import Language


def index(layout: Layout, kept: Sequence[Kept], language: Language) -> str:
    """The index as JSON: `[title, address, subject, also found by]`, briefs first. A name in the other language is found too."""
    lines: list[list[str]] = []
    for subject, told in layout.headlines.items():
        if language in told:
            lines.append([told[language], addresses.brief(subject, layout.period), name(subject, language), _also(subject, language)])
    for k in kept:
        if not k.superseded:
            subject = k.claim.subject or layout.nation
            lines.append([evidence.told(k.claim, language), addresses.claim(k.claim.id), name(subject, language), _also(subject, language)])
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def _also(subject: str, language: Language) -> str:
    """The subject's other names: its code and its name in the other language."""
    return f"{subject} {codes.name(subject, 'en' if language == 'zh' else 'zh')}"
