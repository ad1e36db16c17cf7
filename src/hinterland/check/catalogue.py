"""All that reports say, in English and Chinese, from one table (`messages.csv`) that anyone can edit.

`say(language, key, ...)` puts values into a message; names of regions, periods and amounts come as words of that language already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from hinterland.check.rules import messages
from hinterland.codes import Language
from hinterland.packaged import read_words


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """The rows of the table by their key, and the messages that installed rules bring."""
    return {**messages(), **read_words("hinterland.check", "messages.csv")}


def say(language: Language, key: str, **values: object) -> str:
    """A message in a language. Raises `KeyError` for a key that the table has no row for, or a value that is missing."""
    return table()[key][language].format(**values)


def said(language: Language, sentence: str) -> str:
    """A sentence that came in English, in a language where the table knows it or what stands before and after its colon; else as it came."""
    if row := table().get(sentence):
        return row[language]
    lead, _, rest = sentence.partition(": ")
    return say(language, "read", reading=table()[lead][language], message=said(language, rest)) if rest and lead in table() else sentence


def many(language: Language, what: str, n: int) -> str:
    """So many of a thing: `1 claim`, `2 claims`."""
    return say(language, f"one {what}" if n == 1 else f"{what}s", n=n)


def listed(language: Language, names: Sequence[str]) -> str:
    """Names as a list, with `and` before the last in English."""
    if len(names) < 2 or language == "zh":
        return table()["comma"][language].join(names)
    return say(language, "and", first=", ".join(names[:-1]), last=names[-1])
