"""Replies to a request that isn't understood: sentences in both languages, from `messages.csv`, the error that carries one, and what can be answered of such a request
without the words that aren't understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from hinterland.codes import Language, home_of
from hinterland.language.phrases import levels
from hinterland.reading.lexicon import forms
from hinterland.requests.vocabulary import LANGUAGES, Meaning, records, vocabulary
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from hinterland.requests.model import Request


class Unclear(InputError):
    """A request, or a part of one, that isn't understood; `why` is unknown, period, currency, measure, unheld, several, number, empty, long
    or the key of another message. `offered` is what may have been meant, `words` what wasn't understood or isn't answered, `rest` the
    request that can be asked without what `left_out` lists, and `cause` the sentence without that request."""

    def __init__(self, sentence: str, why: str, offered: tuple[str, ...] = (), words: str = "", rest: str = "", hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.why, self.offered, self.words, self.rest = why, offered, words, rest
        self.left_out: tuple[str, ...] = ()
        self.cause = sentence

    @property
    def is_answerable(self) -> bool:
        """Whether what is left is asked for as well: no word left out is itself what is asked."""
        asked = {m.kind for words in self.left_out for m in vocabulary().get(words.lower(), ())}
        return bool(self.rest) and asked.isdisjoint(QUANTITIES)


QUANTITIES = ("flow", "balance", "share", "concept", "product", "partner", "subject")
"""Kinds of words that say what is asked."""


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
    fields = {"offered": listed(offered, "or", language), **values} if offered else values
    return Unclear(message(key, language, **fields), why or key, offered, str(values.get("words", "")))


REMOVABLE = ("unknown", "unused", "measure", "number")
"""Why a request may be refused that can be answered without the words that are named."""
STRAY = re.compile(r"\s*[?!？！]|(?<=\s)[,;，；](?=\s)")
MARKS = ("above", "below", "reach", "amount", "times", "multiple", "earlier", "not", "minus", "one")
"""Kinds of words that say what something is compared with, what is left out, or which of several is asked: a request without one asks for something else."""
MOST_REMOVED = 4
"""Maximum words that are taken out of a request to find what can be answered of it."""


def with_rest(error: Unclear, text: str, parsed: Callable[[str], Request]) -> Unclear:
    """A refusal with the request that is left without the words that it names, where that names a place and a quantity and can be answered."""
    rest, cause, removed, causes = text, error, [], [error]
    for _ in range(MOST_REMOVED):
        at = re.search(rf"(?<![A-Za-z]){re.escape(cause.words)}(?![A-Za-z])", rest, re.IGNORECASE) if cause.words else None
        if cause.why not in REMOVABLE or at is None or _is_mark(cause.words):
            return error
        removed.append(cause.words)
        if _is_torn(rest[: at.start()], rest[at.end() :]):
            return error
        rest = " ".join(f"{rest[: at.start()]} {rest[at.end() :]}".split())
        try:
            left = parsed(rest)
        except Unclear as e:
            cause = e
            causes.append(e)
            continue
        is_narrowed = left.flow or left.op != "level" or left.concept != "trade" or left.what == "brief"
        if left.what == "claim" or not is_narrowed or not ASSUMED.isdisjoint(_assumed(left)):
            return error
        known = next((e for e in causes if not _is_unknown(e)), error)  # What is known says more than that a word isn't.
        return with_request(known, _without_ends(STRAY.sub("", rest).strip(" ,;，；")), removed, left.language)
    return error


def _is_unknown(error: Unclear) -> bool:
    """Whether an error says only that words aren't known."""
    return any(str(error) == message("unknown", language, words=error.words) for language in LANGUAGES)


ASSUMED = {"assumed:nation", "assumed:scope"}
"""What a request doesn't name that words which aren't understood may be."""


def _assumed(r: Request) -> set[str]:
    """The keys of what a request assumes about whom it asks."""
    return {key for key in ASSUMED if message(key, r.language) in r.assumptions}


def with_request(error: Unclear, asked: str, removed: Sequence[str], language: Language) -> Unclear:
    """A refusal with what can be asked without the words `removed`."""
    key = "without:several" if len(removed) > 1 else "without"
    sentence = message(key, language, sentence=str(error), request=asked, words=quoted(removed, language))
    found = Unclear(sentence, error.why, error.offered, error.words, asked)
    found.left_out, found.cause = tuple(removed), str(error)
    return found


def quoted(words: Sequence[str], language: Language) -> str:
    """Some words in quotation marks, as a list."""
    return listed([message("quoted", language, words=w) for w in words], "and", language)


def _is_torn(before: str, behind: str) -> bool:
    """Whether words taken out leave one behind that needed them: as ... as, from one to none."""
    words, others = before.lower().split(), behind.lower().split()
    ranges = [f for f, meanings in vocabulary().items() if any(m.kind == "range" for m in meanings)]
    owners = tuple(form for language in LANGUAGES for form in forms(language, "possessive"))
    if before.rstrip().endswith(owners) and (not others or _is_of(others[0], WEIGHTLESS)):  # A region's on a partner.
        return True
    is_range = any(words[-1:] == [f] if f.isascii() else before.rstrip().endswith(f) for f in ranges)
    return is_range or bool(words and others and words[-1] == others[0])


def _is_mark(words: str) -> bool:
    """Whether a word is a number or says what something is compared with."""
    word = words.lower()
    return word in forms("en", "number") or any(m.kind in MARKS for m in vocabulary().get(word, ()))


def several(slot: str, given: Sequence[str], language: Language) -> Unclear:
    """The error that says that of several values of a slot one is wanted."""
    return refuse("several", language, slot=message(f"slot:{slot}", language), given=listed(given, "and", language))


def _without_ends(text: str) -> str:
    """A request without the words without weight that begin or end it (in, for), and without a question word or a conjunction at its end."""
    words = text.split()
    first = next((n for n, w in enumerate(words) if not _is_of(w, WEIGHTLESS)), 0)
    last = next((n for n, w in enumerate(reversed(words)) if not _is_of(w, (*WEIGHTLESS, "question", "listing"))), 0)
    return " ".join(words[first : len(words) - last]).rstrip(" ,;")


WEIGHTLESS = ("filler", "toward", "topic", "range", "past", "last")
"""Kinds of words that ask for nothing by themselves."""


def _is_of(word: str, kinds: Sequence[str]) -> bool:
    """Whether a word has meanings of some kinds alone."""
    return all(m.kind in kinds for m in vocabulary().get(word.lower().strip(",;"), (Meaning("", ""),)))
