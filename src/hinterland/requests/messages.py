"""Replies to a request that isn't understood: sentences in both languages, from `messages.csv`, and the error that carries one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hinterland.codes import Language, home_of
from hinterland.language.phrases import levels
from hinterland.requests.vocabulary import records
from hinterland.sources.reading import InputError


class Unclear(InputError):
    """A request, or a part of one, that isn't understood; `why` is unknown, period, currency, measure, unheld, several, number, empty, long or the key of another message.

    `offered` is what may have been meant, `words` what wasn't understood or isn't answered, `rest` the request that can be
    asked without them.
    """

    def __init__(self, sentence: str, why: str, offered: tuple[str, ...] = (), words: str = "", rest: str = "") -> None:
        super().__init__(sentence)
        self.why, self.offered, self.words, self.rest = why, offered, words, rest


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in records("messages")}


def message(key: str, language: Language, /, **values: object) -> str:
    """A sentence by its key, with its values put in, and what the home pack calls its regions."""
    return _table()[key][language].format(**levels(home_of(), language) | values)


def listed(parts: Sequence[str], word: str, language: Language) -> str:
    """Some words as a list: a, b and c."""
    *most, last = parts
    return message(word, language, most=message("comma", language).join(most), last=last) if most else last


def refuse(key: str, language: Language, *, why: str = "", offered: tuple[str, ...] = (), **values: object) -> Unclear:
    """The error that says what isn't understood."""
    told = {"offered": listed(offered, "or", language), **values} if offered else values
    return Unclear(message(key, language, **told), why or key, offered, str(values.get("words", "")))
