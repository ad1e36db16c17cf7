"""What to know of an outlook: notes, each a code with values that `notes.csv` words in either language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hinterland import codes
from hinterland.codes import Home, Language
from hinterland.outlook import wording
from hinterland.outlook.words import regions, words
from hinterland.packaged import read_words


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know of an outlook: a code of `notes.csv` and what it speaks of."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def is_decisive(self) -> bool:
        """Whether it decides what the first year is, or why there is none."""
        return bool(read_words("hinterland.outlook", "notes.csv", "code")[self.code]["decides"])

    def text(self, language: Language = "en", home: Home | None = None) -> str:
        """The note as a sentence without its stop, in the currency of `home` and with what its regions are called (the home pack's unless said)."""
        home = home or codes.home_of()
        told: dict[str, Any] = {k: codes.name(v, language) if k in ("subject", "nation") else v for k, v in self.values.items()}
        if "why" in told:
            told["reason"] = words(f"short:{told['why']}", language, home, **told["held"])
        if "flow" in told:
            told["flow"] = codes.name(told["flow"], language, kind="flow")
        if "amount" in told:
            told["amount"] = wording.amount(told["amount"], language, home.currency)
            if "share" in told:
                told["share"] = wording.share(told["share"], language)
        return read_words("hinterland.outlook", "notes.csv", "code")[self.code][language].format(**regions(home, language), **told)
