"""How often true sentences made up of held figures are refuted: constructed.py [--texts N] [--seed S] [--verbose]

Templates (constructed.csv) hold constructions of trade news in English and Chinese with slots for places, years, amounts and rates; each is filled with figures of provinces as published, so
that whatever error is raised is false. Prints by language how many claims are supported, refuted or undecided, and the texts with a false error. `--plant` spoils one figure in each text and
prints how many of these are raised, so that silence can't pass for skill.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.check.document import from_text

ROWS = """
select region, flow, period, op, value from observations
where concept = 'trade' and product = 'all' and partner = 'world' and regime = 'all' and basis = 'operating-unit' and region like 'CN-%'
  and length(period) = 4 and period >= '2019' and (op = 'growth' or currency = 'CNY') and reliability = 'official' and op in ('level', 'growth')
qualify row_number() over (partition by region, flow, period, op order by released_on desc) = 1
"""
FLOWS = {"t": "total", "e": "export", "i": "import"}
SLOT = re.compile(r"\{(\w+)\}")
AHEAD = ">"
"""What a template begins with that is true only where the first place's trade is larger."""


def held(h: Hinterland) -> dict[tuple[str, str, str, str], Decimal]:
    """The latest published yearly figures by region, flow, year and operation."""
    relation = h.indicators.engine.con.sql(ROWS)
    return {(r, f, p, op): Decimal(str(v)) for r, f, p, op, v in relation.fetchall()}


def name(code: str, language: str) -> str:
    """What a province is called in a text."""
    entry = next(e for e in codes.entries("region") if e.code == code)
    return next(s.text for s in entry.surfaces() if s.language == language)


def amount(value: Decimal, language: str) -> str:
    """An amount of yuan as papers print it."""
    return f"{value / Decimal(10**8):.1f}亿元" if language == "zh" else f"{value / Decimal(10**9):.2f} billion yuan"


def rate(value: Decimal, language: str) -> tuple[str, str]:
    """A rate and the word of its direction."""
    words = ("增长", "下降") if language == "zh" else ("rose", "fell")
    return words[value < 0], f"{abs(value).normalize():f}" + ("%" if language == "zh" else " percent")


def filled(template: str, language: str, figures: dict[tuple[str, str, str, str], Decimal], draw: random.Random) -> str | None:
    """A template with figures of two provinces, None where one that it asks for isn't held or a comparison would be false."""
    regions = sorted({r for r, *_ in figures})
    places = dict(zip("ABC", draw.sample(regions, 3), strict=True))
    year = draw.choice(sorted({p for *_, p, _ in figures})[1:])
    years = {"0": year, "1": str(int(year) - 1)}
    if template.startswith(AHEAD):
        template = template.removeprefix(AHEAD)
        pair = [figures.get((places[p], "total", year, "level")) for p in "AB"]
        if None in pair or pair[0] <= pair[1]:  # type: ignore[operator]
            return None

    def fill(match: re.Match[str]) -> str:
        slot = match[1]
        if slot in places:
            return name(places[slot], language)
        if slot[0] == "p":
            return years[slot[1:] or "0"]
        place, flow, kind, which = places[slot[0]], FLOWS[slot[1]], slot[2], years[slot[3:] or "0"]
        value = figures.get((place, flow, which, "level" if kind == "a" else "growth"))
        if value is None:
            raise KeyError(slot)
        return amount(value, language) if kind == "a" else rate(value, language)["dv".index(kind) if kind in "dv" else 0]

    try:
        return SLOT.sub(fill, template.replace("\\n", "\n"))
    except KeyError:
        return None


def spoiled(text: str, draw: random.Random) -> str:
    """A text with the first digit of one amount changed."""
    found = list(re.finditer(r"(?<![\d.])\d{2,}\.\d(?!\d*(?:%| percent))", text))
    if not found:
        return text
    one = draw.choice(found)
    digit = str((int(text[one.start()]) + draw.randint(0, 7)) % 9 + 1)
    return text[: one.start()] + digit + text[one.start() + 1 :]


def main() -> None:
    """Fill templates, check the texts, print what was raised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=200, help="how many texts of each language (default 200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plant", action="store_true", help="spoil one amount of each text")
    parser.add_argument("--verbose", action="store_true", help="print each text with a false error, or with none that was planted")
    asked = parser.parse_args()
    draw, h = random.Random(asked.seed), Hinterland()
    figures = held(h)
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        templates = list(csv.DictReader(file))
    for language in ("en", "zh"):
        own = [row["template"] for row in templates if row["language"] == language]
        counts: Counter[str] = Counter()
        made = 0
        while made < asked.texts:
            text = filled(draw.choice(own), language, figures, draw)
            if text is None:
                continue
            made += 1
            text = spoiled(text, draw) if asked.plant else text
            report = h.check(from_text("text", text), dated=date(2026, 11, 1)).to_dict()
            errors = [f for f in report["findings"] if f["severity"] == "error"]
            counts.update(c["verdict"] or "unread" for c in report["claims"] if c["kind"] != "membership")
            counts["texts with an error"] += bool(errors)
            if asked.verbose and bool(errors) != asked.plant:
                print(f"\n{text}", *(f"    {f['code']} {f['message'][:180]}" for f in errors), sep="\n")
        print(language, f"{made} texts,", ", ".join(f"{key} {count}" for key, count in counts.most_common()))


if __name__ == "__main__":
    main()
