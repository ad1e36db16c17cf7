"""How often figures of measures other than trade are read right, by shape: `src/hinterland/reading/measured.tsv`, from the sentences of `corpus/measures/`.

    PYTHONPATH=src python corpus/measured.py

A sentence of `en.tsv` or `zh.tsv` has a part (`fit` or `held`), its text, and its claims, each `figure|op|concept|subject|period`, or `figure|open` where a name is restricted and the
measure stays open. Printed is how often the held half was read right, beside the confidence that the fit half alone gives it. Where the two agree, the table, which counts both, can be relied on.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hinterland.codes import Period
from hinterland.models import Claim
from hinterland.reading.confidence import shape_of_measure
from hinterland.reading.decode import claim_of, decide
from hinterland.reading.document import parse
from hinterland.reading.model import choose

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "src" / "hinterland" / "reading" / "measured.tsv"
TODAY = date(2026, 3, 1)
"""The day that the sentences are read as of."""


def sentences() -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """Each sentence's part, its text, and what each of its figures is."""
    for language in ("en", "zh"):
        with (HERE / "measures" / f"{language}.tsv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                claims = [claim.split("|") for claim in row["claims"].split(";")]
                yield row["part"], row["text"], {figure: wanted for figure, *wanted in claims}


def said(claim: Claim) -> list[str]:
    """A claim as the table of sentences writes it."""
    concept, period = claim.indicator.concept, claim.period
    return ["open"] if concept is None else [claim.indicator.op, concept, claim.subject or "", str(Period.parse(period)) if period else ""]


def readings() -> Iterator[tuple[str, str, float, bool]]:
    """The part, shape and confidence of each figure that is read as one of a measure, and whether the reading is right."""
    for part, text, wanted in sentences():
        document = parse(text, TODAY)
        for decision in decide(document, choose):
            claim = claim_of(document, decision)
            if claim is not None and claim.indicator.concept is not None and text[claim.start : claim.end] in wanted:
                right = wanted[text[claim.start : claim.end]]
                right = right if right == ["open"] else [*right[:3], str(Period.parse(right[3]))]
                yield part, shape_of_measure(decision, document), claim.confidence, said(claim) == right


def main() -> None:
    """Write the table of both halves, and print how well the fit half alone tells the held half."""
    found = list(readings())
    read = Counter(shape for part, shape, _, _ in found if part == "fit")
    right = Counter(shape for part, shape, _, is_right in found if part == "fit" and is_right)
    every, sure = Counter(shape for _, shape, _, _ in found), Counter(shape for _, shape, _, is_right in found if is_right)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("shape\tread\tright\n" + "".join(f"{shape}\t{every[shape]}\t{sure[shape]}\n" for shape in sorted(every)))
    for shape in sorted({shape for part, shape, _, _ in found if part == "held"}):
        held = [is_right for part, s, _, is_right in found if (part, s) == ("held", shape)]
        told = (right[shape] + 1) / (read[shape] + 2)
        print(f"{shape}: {sum(held)} of {len(held)} held out are right, confidence {told:.2f}")


if __name__ == "__main__":
    main()
