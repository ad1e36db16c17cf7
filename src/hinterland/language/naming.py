"""What a slot of a claim is called in a sentence: by its code's name, by its own words where no table knows them."""

from __future__ import annotations

from hinterland import codes
from hinterland.codes import Language
from hinterland.models import UNSURE


def named(code: str, language: Language, kind: codes.Kind | None = None) -> str:
    """What a slot is called: the name of its code, several joined by +, the words of an unknown one, a code that no table has as it is."""
    if "+" in code:
        parts = [named(part, language, kind) for part in code.split("+")]
        return "、".join(parts) if language == "zh" else f"{', '.join(parts[:-1])} and {parts[-1]}"
    if code.startswith(UNSURE):
        return f"“{code[1:]}”" if len(code) > 1 else "?"
    try:
        return codes.name(code, language, kind)
    except codes.UnknownName:
        return code.rpartition(":")[2]
