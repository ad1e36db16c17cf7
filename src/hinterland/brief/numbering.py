"""Marks in the order in which they are read: the parts of a brief are numbered as they are written, which need not be how they stand on the page."""

from __future__ import annotations

import re
from dataclasses import replace

from hinterland.brief.document import Brief, Section

MARK = re.compile(r"\[(\d+)\]")


def renumbered(brief: Brief) -> Brief:
    """The brief with its evidence in reading order, text first, then pictures; evidence that nothing leads to is left out."""
    texts = [
        brief.headline,
        *brief.standfirst,
        *(t.text for t in brief.takeaways),
        *(s for section in brief.sections for s in section.sentences),
    ]
    read = [int(n) for text in texts for n in MARK.findall(text)] + [n for p in brief.pictures for n in p.marks]
    place = {old: new for new, old in enumerate(dict.fromkeys(read), 1)}

    def text(old: str) -> str:
        return MARK.sub(lambda m: f"[{place[int(m[1])]}]", old)

    def section(old: Section) -> Section:
        pictures = [replace(p, marks=[place[n] for n in p.marks]) for p in old.pictures]
        return replace(old, paragraphs=[[text(s) for s in p] for p in old.paragraphs], pictures=pictures)

    return replace(
        brief,
        headline=text(brief.headline),
        standfirst=[text(s) for s in brief.standfirst],
        takeaways=[replace(t, text=text(t.text)) for t in brief.takeaways],
        sections=[section(s) for s in brief.sections],
        evidence=[brief.evidence[old - 1] for old in place],
    )
