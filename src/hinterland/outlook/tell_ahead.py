"""An outlook for reading: the table of the years or months to come, when a threshold is first reached or how long it is kept, claims, the
record, the notes. An outlook, of years or of months, and a language go in, cells and sentences come out. Amounts have three figures and
probabilities whole percents: simulated figures support no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinterland import codes
from hinterland.codes import Language
from hinterland.language.write import when
from hinterland.models import Indicator
from hinterland.outlook.answer import Outlook
from hinterland.outlook.forecast import MEDIAN, P10, P90
from hinterland.outlook.future import Chance
from hinterland.outlook.month_by_month import Months
from hinterland.outlook.wording import amount, round_mark, share, trade, words


def title(found: Outlook | Months, language: Language) -> str:
    """Whose trade it is, and the threshold."""
    about = {"place": codes.name(found.subject, language), "trade": trade(Indicator(flow=found.flow), language)}
    if isinstance(found, Months):
        return words("months:title", language, **about)
    if found.threshold is None:
        return words("ahead:title", language, **about)
    return words("ahead:title-mark", language, **about, mark=mark(found, language))


def columns(found: Outlook | Months, language: Language) -> list[str]:
    """The heads of the table of years or months; without a threshold none for its probability."""
    if isinstance(found, Months):
        own = [words("months:month", language)]
    else:
        chance = [words("ahead:chance", language, mark=mark(found, language))] if found.threshold is not None else []
        own = [words("ahead:year", language), *chance]
    return own + [words(f"ahead:{k}", language) for k in ("p10", "median", "p90")]


def rows(found: Outlook | Months, language: Language) -> list[list[str]]:
    """The table of years or months."""
    if isinstance(found, Months):
        steps = [([when(m.period, language)], m.quantiles) for m in found.months]
    else:
        chances = ([] if found.threshold is None else [share(y.probability or 0.0, language)] for y in found.years)
        steps = [([str(y.year), *chance], y.quantiles) for y, chance in zip(found.years, chances, strict=True)]
    currency = codes.home_of(found.subject).currency
    return [[*own, *(amount(quantiles[q], language, currency) for q in (P10, MEDIAN, P90))] for own, quantiles in steps]


def sentences(found: Outlook | Months, language: Language, asked: str | None = None) -> list[str]:
    """What stands below the table: thresholds and claims, the model, its record, the notes. `asked` is the sentence that the claims were read from."""
    said = [] if isinstance(found, Months) else [*crossing(found, language), *_claims(found, language, asked)]
    if found.model is not None:
        said.append(words("ahead:model", language, model=model(found.model, language), paths=f"{found.paths:,}", seed=found.seed))
    said += _record(found, language)
    notes = found.notes(language) if isinstance(found, Months) else [n.text(language, found.home) for n in found.notes]
    return said + [words("ahead:note", language, text=n) for n in notes]


def mark(found: Outlook, language: Language) -> str:
    """The threshold in words."""
    assert found.threshold is not None
    return round_mark(found.threshold, language, found.home.currency)


def model(key: str, language: Language) -> str:
    """A model's name: a word of the table, or that of the library."""
    try:
        return words(f"model:{key}", language)
    except KeyError:
        return key


def crossing(found: Outlook, language: Language) -> list[str]:
    """When the threshold is first reached, or how long it is kept."""
    if found.first_year:
        never = 1 - sum(found.first_year.values())
        years = by_year(found.first_year, language)
        last = found.years[-1].year
        return [words("ahead:first", language, mark=mark(found, language), years=years, last=last, never=share(never, language))]
    if found.stays:
        return [words("ahead:stays", language, mark=mark(found, language), years=by_year(found.stays, language))]
    return []


def reached_by(found: Outlook, year: int | None, language: Language) -> list[str]:
    """The chance that the threshold is reached in some year up to one; nothing where it is passed already, or no such year is simulated."""
    chances = [p for y, p in (found.first_year or {}).items() if year is not None and y <= year <= found.years[-1].year]
    return [share(sum(chances), language)] if chances else []


def by_year(chances: Mapping[int, float], language: Language) -> str:
    """Chances by year, in words."""
    sentences = [words("ahead:in", language, year=y, share=share(p, language)) for y, p in chances.items()]
    return (", " if language == "en" else "、").join(sentences)


def _claims(found: Outlook, language: Language, asked: str | None) -> list[str]:
    """Each claim's probability with its error, in the asker's words where one sentence is one claim, then that of all together."""
    if len(found.claims) == 1:
        [one] = found.claims
        return [_chance(one, asked or one.claim.text or one.claim.kind, language)]
    sentences = [_chance(c, _part(c, language), language) for c in found.claims]
    if found.probability is not None:
        sentences.append(words("ahead:together", language, share=share(found.probability, language)))
    return sentences


def _part(c: Chance, language: Language) -> str:
    claim = c.claim
    text, place = claim.text or claim.kind, codes.name(claim.subject or codes.home_of().nation, language)
    return words("ahead:claim-part", language, text=text, place=place, period=claim.period)


def _chance(c: Chance, text: str, language: Language) -> str:
    if c.claim.reason == "reached":
        text = words("claim:least" if c.claim.high is None else "claim:most", language, text=text.rstrip(".。"))
    if c.probability is None or c.error is None:
        return words("ahead:claim-open", language, text=text)
    return words("ahead:claim", language, text=text, share=share(c.probability, language), error=f"{100 * c.error:.1f}")


def _record(found: Outlook | Months, language: Language) -> list[str]:
    return (
        recorded(found.record, len(found.months), language, "months")
        if isinstance(found, Months)
        else recorded(found.record, len(found.years), language)
    )


def recorded(record: Mapping[str, Any], steps: int, language: Language, key: str = "ahead") -> list[str]:
    """How good forecasts of a record were, a sentence for each of a number of steps ahead."""
    sentences = []
    for h in record.get("horizons", []):
        if (ahead := h["horizon"]) > steps:
            break
        scores = {m: _score(h, m) for m in ("pinball", "brier")}
        scores |= {f"{other}_{m}": _score(h[other], m) for other in ("naive", "library") for m in scores}
        names = {other: model(record[other], language) for other in ("naive", "library")}
        about = {"forecasts": h["forecasts"], "origins": h["origins"], "covered": share(h["coverage_80"], language)}
        horizon = words(f"{key}:horizon-one" if ahead == 1 else f"{key}:horizon", language, count=ahead)
        sentences.append(words(f"{key}:record", language, horizon=horizon, **about, **names, **scores))
    return sentences


def _score(scores: Mapping[str, float], measure: str) -> str:
    return f"{scores[measure]:.3f}" if measure in scores else "?"
