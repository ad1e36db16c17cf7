"""Members of a group that meet several conditions at once: those that each condition alone has, and who is among all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinterland.answers.answer import Answer, said, word
from hinterland.language.write import name


def together(parts: Sequence[Answer]) -> Answer:
    """The answers to each condition as one: first who meets all of them, then each. Unheld where one of them is."""
    first, *more = parts
    language = first.language
    if any(a.status != "answered" for a in parts):
        return next(a for a in parts if a.status != "answered")
    common = [row.subject for row in first.rows if all(row.subject in {other.subject for other in a.rows} for a in more)]
    names = said(language, [name(s, language) for s in common])
    sentence = word("joint" if common else "joint:none", language, count=len(common), names=names)
    return replace(
        first,
        sentences=(sentence, *(s for a in parts for s in a.sentences)),
        rows=tuple(row for a in parts for row in a.rows if row.subject in common),
        claims=tuple(claim for a in parts for claim in a.claims if claim.subject in common),
        notes=tuple(dict.fromkeys(n for a in parts for n in a.notes)),
        cautions=tuple(c for a in parts for c in a.cautions),
    )
