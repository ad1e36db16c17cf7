"""Names that a document gives for its own use: 共建“一带一路”国家（下称“共建国家”）, the trade bloc Mercosur (hereafter "the Market")."""

from __future__ import annotations

import re

from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import Name
from hinterland.reading.relations.words import said

QUOTED = re.compile(r"\s*[“\"「『‘']([^“”\"「」『』‘’'\n]{2,24})[”\"」』’']")
OPENING = re.compile(r"\s*[(（,，]?\s*")


def give_aliases(parsed: list[Parsed]) -> None:
    """Find, wherever a document uses it, the short name that words such as 下称 give to the place, group or product named right before them."""
    aliases = {alias: names for p in parsed for alias, names in _declared(p)}
    for p in parsed:
        for alias, names in aliases.items():
            for match in re.finditer(re.escape(alias), p.text):
                inside = [m for m in p.mentions if m.start < match.end() and match.start() < m.end]
                if any(m.names or m.figure is not None or m.time is not None for m in inside):
                    continue
                found = Mention(match.start(), match.end(), "name", names=names)
                found.clause = p.sentence.clause(found.start)
                p.mentions = sorted([*(m for m in p.mentions if m not in inside), found], key=lambda m: m.start)


def _declared(p: Parsed) -> list[tuple[str, tuple[Name, ...]]]:
    """The aliases that a sentence gives, with the names that they stand for."""
    found = []
    for word in said(p, "alias-lead"):
        quoted = QUOTED.match(p.text, word.end)
        named = [m for m in p.mentions if m.names and m.end <= word.start and OPENING.fullmatch(p.text[m.end : word.start])]
        if quoted is not None and named:
            found.append((quoted[1], named[-1].names))
    return found
