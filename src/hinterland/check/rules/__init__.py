"""The rules: one file a finding, named by its code; the table below is all that names them.

A rule is a module with `CODE`, `SEVERITY`, `NAME` and `find(context) -> Iterator[Finding]`; its docstring is its page (`hinterland rule HL201`). Installed packages bring
rules by entry points `hinterland.rules`, with codes from HL500 to HL899 and their messages in `MESSAGES`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

from hinterland.plugins import installed

CODES = (
    "HL101", "HL102", "HL103", "HL104", "HL105", "HL106", "HL107",
    "HL201", "HL202", "HL203", "HL204", "HL205", "HL206", "HL207", "HL208", "HL209", "HL210",
    "HL301", "HL302", "HL303", "HL304", "HL305", "HL306", "HL901",
)  # fmt: skip


GROUP, NEEDED = "hinterland.rules", ("CODE", "SEVERITY", "NAME", "MESSAGES", "find")
INSTALLED = re.compile(r"HL[5-8]\d\d")
"""The codes that are left to rules of other packages."""


def rules() -> dict[str, Any]:
    """All rules, those of other packages behind our own, by code."""
    found = dict(_own())
    for name, rule in installed(GROUP, NEEDED):
        if not INSTALLED.fullmatch(rule.CODE) or rule.CODE in found:
            raise TypeError(f"the entry point {name} of {GROUP} brings the rule {rule.CODE}: give it a code of its own from HL500 to HL899")
        found[rule.CODE] = rule
    return found


@cache
def _own() -> dict[str, Any]:
    found = {}
    for code in CODES:
        try:
            found[code] = import_module(f"hinterland.check.rules.{code.lower()}")
        except ModuleNotFoundError as e:
            if e.name and e.name.endswith(code.lower()):
                continue
            raise
    return found


def messages() -> dict[str, dict[str, str]]:
    """The messages of installed rules: by key, in each language."""
    return {key: text for _, rule in installed(GROUP, NEEDED) for key, text in rule.MESSAGES.items()}
