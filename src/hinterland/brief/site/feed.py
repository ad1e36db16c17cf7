"""The claims that are news as an Atom feed (RFC 4287), one a language, and the index that a search looks through.

Ids are `urn:uuid:` made from the claims' own ids, so that an entry stays the same wherever the site lies; an entry is as old as the newest figure it
stands on, or as the state where that has no date.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from hinterland import codes
from hinterland.brief import html
from hinterland.brief.output import evidence
from hinterland.brief.site import addresses
from hinterland.brief.site.claims import Kept
from hinterland.brief.site.frames import Layout, name
from hinterland.codes import Language
from hinterland.language import caution, sentence
from hinterland.models import Claim

FORM = "%Y-%m-%dT%H:%M:%SZ"


def feed(layout: Layout, news: Sequence[Claim], created: str, language: Language) -> str:
    """The feed of a language, the newest first; `created` is the time of the state."""
    entries = [
        {
            "id": urn(f"claim:{c.id}"),
            "title": sentence(c, language),
            "address": addresses.link(addresses.FEED, addresses.claim(c.id)),
            "updated": updated(c, created),
            "subject": name(c.subject or layout.nation, language),
            "summary": _summary(c, language),
        }
        for c in news
    ]
    entries.sort(key=lambda e: e["updated"], reverse=True)
    return html.render(
        "site/feed.xml.j2",
        layout.frame(addresses.FEED, language),
        entries=entries,
        id=urn(f"feed:{language}"),
        updated=max((e["updated"] for e in entries), default=_time(created)),
        own=addresses.FEED,
        front=addresses.FRONT,
    )


def urn(text: str) -> str:
    """A name that is the same for the same text."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'hinterland:{text}')}"


def updated(claim: Claim, created: str) -> str:
    """When a claim became what it is: the newest publication among its figures, else the time of the state."""
    days = [o.released for o in claim.evidence.observations if o.released] if claim.evidence else []
    return max((_time(d) for d in days), default=_time(created))


def _time(text: str) -> str:
    """A day, a month or a year as its first moment; a time in universal time."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return f"{text}{'-01' * (2 - text.count('-'))}T00:00:00Z"
    return datetime.fromisoformat(text).astimezone(UTC).strftime(FORM)


def _summary(claim: Claim, language: Language) -> str:
    """What the data say and what to beware of."""
    found = claim.evidence
    if found is None:
        return ""
    said = (evidence.answer(claim, language), *(caution(c, language) for c in found.cautions))
    return ("；" if language == "zh" else "; ").join(s for s in said if s)


def index(layout: Layout, kept: Sequence[Kept], language: Language) -> str:
    """The index as JSON: `[title, address, subject, also found by]`, briefs first. A name in the other language is found too."""
    lines: list[list[str]] = []
    for subject, headline in layout.headlines.items():
        if language in headline:
            lines.append([headline[language], addresses.brief(subject, layout.period), name(subject, language), _also(subject, language)])
    for k in kept:
        if not k.superseded:
            subject = k.claim.subject or layout.nation
            lines.append(
                [evidence.worded(k.claim, language), addresses.claim(k.claim.id), name(subject, language), _also(subject, language)]
            )
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def _also(subject: str, language: Language) -> str:
    """The subject's other names: its code and its name in the other language."""
    return f"{subject} {codes.name(subject, 'en' if language == 'zh' else 'zh')}"
