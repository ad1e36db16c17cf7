"""When a text without a date was written, as the periods that it names tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from hinterland.reading import dates
from hinterland.reading.lexicon import forms_in
from hinterland.reading.plain import language_of, plain, sentences

LOOKED_AT = 20_000
"""Characters of a text whose periods are looked at."""
AFTER = timedelta(days=20)
"""How long after the end of a period its figures are written about."""


def written(times: Iterable[dates.Dated], today: date) -> date | None:
    """A day on which a text may have been written: some weeks after the newest of the periods that it states, not after `today`; None where it states none that is over."""
    ends = [end for d in times if (end := _end(d)) <= today]
    return min(max(ends) + AFTER, today) if ends else None


def stated(text: str, today: date) -> Iterator[dates.Dated]:
    """The times of a text that are given with their year, but those of sentences that expect something."""
    folded = plain(text[:LOOKED_AT]).text
    for sentence in sentences(folded, language_of(folded)):
        language = language_of(sentence.text)
        if not forms_in(sentence.text, language).chosen("expectation"):
            yield from (d for d in dates.find(sentence.text, language, today) if d.year is not None and not d.relative)


def _end(time: dates.Dated) -> date:
    """The first day after a time."""
    year, month = time.end_year or time.year or 0, time.months[1] if time.months else 12
    return date(year + month // 12, month % 12 + 1, 1)
