"""An outlook for reading: the table of the years to come, when a threshold is first reached or how long it is kept, claims, the record, the notes.

An outlook and a language go in, cells and sentences come out. Amounts have three figures and probabilities whole percents: simulated figures support no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hinterland import codes
from hinterland.codes import Language
from hinterland.language import chinese_numbers, english_numbers
from hinterland.models import Indicator
from hinterland.outlook.quantiles import MEDIAN, P10, P90
from hinterland.outlook.wording import amount, name, share, trade
from hinterland.outlook.words import words

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook
    from hinterland.outlook.future import Chance


def title(found: Outlook, language: Language) -> str:
    """Whose trade it is, and the threshold."""
    about: dict[str, Any] = {"place": name(found.subject, language), "trade": trade(Indicator(flow=found.flow), language)}
    if found.threshold is None:
        return words("ahead:title", language, **about)
    return words("ahead:title-mark", language, **about, mark=_mark(found, language))


def columns(found: Outlook, language: Language) -> list[str]:
    """The heads of the table of years; without a threshold none for its probability."""
    chance = [words("ahead:chance", language, mark=_mark(found, language))] if found.threshold is not None else []
    return [words("ahead:year", language), *chance, *(words(f"ahead:{k}", language) for k in ("p10", "median", "p90"))]


def rows(found: Outlook, language: Language) -> list[list[str]]:
    """The table of years."""
    return [
        [
            str(y.year),
            *([share(y.probability or 0.0, language)] if found.threshold is not None else []),
            *(amount(y.quantiles[q], language, found.home.currency) for q in (P10, MEDIAN, P90)),
        ]
        for y in found.years
    ]


def sentences(found: Outlook, language: Language, asked: str | None = None) -> list[str]:
    """What stands below the table. `asked` is the sentence that the claims were read from."""
    said = [*_crossing(found, language), *_claims(found, language, asked)]
    if found.model is not None:
        said.append(words("ahead:model", language, model=model(found.model, language), paths=f"{found.paths:,}", seed=found.seed))
    said += _record(found, language)
    return said + [words("ahead:note", language, text=n.text(language, found.home)) for n in found.notes]


def _mark(found: Outlook, language: Language) -> str:
    assert found.threshold is not None
    text: str = (english_numbers if language == "en" else chinese_numbers).round_amount(found.threshold, found.home.currency or "")
    return text


def model(key: str, language: Language) -> str:
    """A model's name: a word of the table, or that of the library."""
    try:
        return words(f"model:{key}", language)
    except KeyError:
        return key


def _crossing(found: Outlook, language: Language) -> list[str]:
    """When the threshold is first reached, or how long it is kept."""
    if found.first_year:
        never = 1 - sum(found.first_year.values())
        years = by_year(found.first_year, language)
        last = found.years[-1].year
        return [words("ahead:first", language, mark=_mark(found, language), years=years, last=last, never=share(never, language))]
    if found.stays:
        return [words("ahead:stays", language, mark=_mark(found, language), years=by_year(found.stays, language))]
    return []


def by_year(chances: Mapping[int, float], language: Language) -> str:
    """Chances by year, in words."""
    told = [words("ahead:in", language, year=y, share=share(p, language)) for y, p in chances.items()]
    return (", " if language == "en" else "、").join(told)


def _claims(found: Outlook, language: Language, asked: str | None) -> list[str]:
    """Each claim's probability with its error, in the asker's words where one sentence is one claim, then that of all together."""
    if len(found.claims) == 1:
        [one] = found.claims
        return [_chance(one, asked or one.claim.text or one.claim.kind, language)]
    told = [_chance(c, _part(c, language), language) for c in found.claims]
    if found.probability is not None:
        told.append(words("ahead:together", language, share=share(found.probability, language)))
    return told


def _part(c: Chance, language: Language) -> str:
    claim = c.claim
    text, place = claim.text or claim.kind, name(claim.subject or codes.home_of().nation, language)
    return words("ahead:claim-part", language, text=text, place=place, period=claim.period)


def _chance(c: Chance, text: str, language: Language) -> str:
    if c.probability is None or c.error is None:
        return words("ahead:claim-open", language, text=text)
    return words("ahead:claim", language, text=text, share=share(c.probability, language), error=f"{100 * c.error:.1f}")


def _record(found: Outlook, language: Language) -> list[str]:
    """The record of the model as far ahead as was asked, a line a horizon."""
    told = []
    pairs = [(other, m) for other in ("naive", "library") for m in ("pinball", "brier")]
    for h in found.record.get("horizons", []):
        ahead = h["horizon"]
        if ahead > len(found.years):
            break
        scores: dict[str, Any] = {m: _score(h, m) for m in ("pinball", "brier")} | {f"{o}_{m}": _score(h[o], m) for o, m in pairs}
        told.append(
            words(
                "ahead:record",
                language,
                horizon=words("ahead:horizon-one" if ahead == 1 else "ahead:horizon", language, count=ahead),
                forecasts=h["forecasts"],
                origins=h["origins"],
                covered=share(h["coverage_80"], language),
                naive=model(found.record["naive"], language),
                library=model(found.record["library"], language),
                **scores,
            )
        )
    return told


def _score(scores: Mapping[str, float], measure: str) -> str:
    return f"{scores[measure]:.3f}" if measure in scores else "?"
