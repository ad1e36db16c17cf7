"""The pages of the rules, all on one: what each says, why, a bad and a good example. A finding leads to its rule by the code."""

from __future__ import annotations

import re
from functools import partial

from hinterland.api import Hinterland
from hinterland.check.catalogue import say
from hinterland.check.rules import rules as known
from hinterland.codes import Language
from hinterland.serve.pages.frames import page
from hinterland.serve.replies import Reply

PARTS = re.compile(r"\n\n|\n(?=[A-Z][a-z]+: )")
"""What ends a paragraph of a rule's page: an empty line, or that the next one has a head of its own."""


def rules(h: Hinterland, *, language: Language) -> Reply:
    """The page of all rules."""
    sections = [(code, rule, PARTS.split((rule.__doc__ or "").strip())) for code, rule in known().items()]
    return page(h, "rules", language, rules=sections, said=partial(say, language))
