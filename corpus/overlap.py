"""Find runs of words that two texts share: 7 English words or 12 Chinese characters, with figures, units and code-table names masked.

    python corpus/overlap.py between SPLITS         between the articles of different splits (prints each shared run; exit 1 if there is one)
    python corpus/overlap.py source TEXT SOURCE     between a restatement and the report that it restates

Fixed terms of the field (customs administration's name, year on year and the like: `fixed_terms.txt`) don't count as anybody's words.
"""

from __future__ import annotations

import argparse
import re
import sys
from functools import cache
from pathlib import Path

from labels import table_rows

HERE = Path(__file__).resolve().parent
LIMITS = {"en": 7, "zh": 12}
MASK = "▁"


@cache
def fixed_terms() -> dict[str, re.Pattern[str]]:
    """Fixed terms and the names of the code tables, the longest first, by the character they begin with: all in one pattern would be tried at every place."""
    words = set((HERE / "fixed_terms.txt").read_text(encoding="utf-8").split("\n"))
    for table in ("regions", "partners", "blocs", "products", "regimes", "enterprises", "flows"):
        for row in table_rows(table):
            for key in ("en", "short_en", "zh", "short_zh", "aliases_en", "aliases_zh"):
                words |= {word.strip() for word in (row.get(key) or "").split(";")}
    chosen = sorted((w for w in words if len(w) > 1), key=len, reverse=True)
    by_first: dict[str, list[str]] = {}
    for w in chosen:
        by_first.setdefault(w[0].lower(), []).append(re.escape(w) if not w[0].isascii() else rf"\b{re.escape(w)}\b")
    return {first: re.compile("|".join(patterns), re.IGNORECASE) for first, patterns in by_first.items()}


def masked(text: str) -> str:
    """A text with a mask in place of each fixed term and name."""
    terms, out, at = fixed_terms(), [], 0
    while at < len(text):
        pattern = terms.get(text[at].lower())
        found = pattern.match(text, at) if pattern else None
        out.append(MASK if found else text[at])
        at = found.end() if found else at + 1
    return "".join(out)


def tokens(text: str) -> list[str]:
    """Words and Chinese characters; figures with their units, fixed terms and names become one mask each."""
    text = re.sub(
        r"\d[\d,.]*\s*(?:%|％|个?百分点|万亿|亿|万|元|美元|percentage points?|percent|per cent|trillion|billion|million)*", MASK, text
    )
    return re.findall(rf"[A-Za-z'’-]+|[一-鿿]|{MASK}", masked(text))


def runs(text: str, language: str) -> dict[tuple[str, ...], int]:
    """Each run of the limit's length in a text, and where it begins; runs with a mask inside are no words of anybody's."""
    size = LIMITS[language]
    words = [word.lower() for word in tokens(text)]
    return {tuple(words[i : i + size]): i for i in range(len(words) - size + 1) if MASK not in words[i : i + size]}


def shared(one: str, two: str, language: str) -> list[str]:
    """The runs that stand in both texts."""
    joint = " " if language == "en" else ""
    return [joint.join(run) for run in runs(one, language).keys() & runs(two, language).keys()]


def language_of(text: str) -> str:
    return "zh" if len(re.findall(r"[一-鿿]", text)) > len(re.findall(r"[A-Za-z]+", text)) else "en"


def between(splits: list[str]) -> int:
    """Print the runs that articles of different splits share; the number of them."""
    seen: dict[tuple[str, ...], tuple[str, str]] = {}
    found = 0
    for split in splits:
        for path in sorted((HERE / "articles" / split).glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            language = language_of(text)
            for run in runs(text, language):
                other = seen.setdefault(run, (split, path.stem))
                if other[0] != split:
                    found += 1
                    print(f"{split}/{path.stem} and {'/'.join(other)}: {(' ' if language == 'en' else '').join(run)}")
    print(f"{found} shared runs between {', '.join(splits)}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("between").add_argument("splits", nargs="*", default=["train", "tune", "test"])
    source = commands.add_parser("source")
    source.add_argument("text", type=Path)
    source.add_argument("source", type=Path)
    options = parser.parse_args()
    if options.command == "between":
        return min(between(options.splits), 1)
    text = options.text.read_text(encoding="utf-8")
    found = shared(text, options.source.read_text(encoding="utf-8"), language_of(text))
    for run in found:
        print(f"{options.text.name}: {run}")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
