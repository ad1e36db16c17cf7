"""How far two people label alike: attribute by attribute, on the articles that were labelled twice.

    python corpus/agreement.py SECOND          SECOND holds ID.labels of articles of the corpus, labelled anew without sight of the first labels

Each required claim of the first labels is matched with a label of the second by its span and scored as a reading would be; then the other way round, and the mean is
printed. `--verbose` lists the disagreements, by which the guide is settled.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import labels

import score


def compare(one: dict, two: dict) -> tuple[Counter[tuple[str, str]], Counter[str], list[str]]:
    """Results by attribute, counts of claims and notes, of the required claims of `one` as read by `two`."""
    gold = [c for c in one["gold"] if not c.get("optional") and c["concept"] != "?"]
    other = two["gold"]
    pairs = dict(score.align(gold, other))
    by_attribute: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter(stated=len(gold))
    notes = []
    for i, claim in enumerate(gold):
        if i not in pairs:
            notes.append(f"{one['id']}: {claim['text']!r} ({claim['kind']}) has no second label")
            continue
        reading = other[pairs[i]]
        results = {}
        for name in score.ATTRIBUTES:
            results[name] = score.attribute(name, claim, reading.get(name))
            if results[name] not in ("right", "skip") and reading.get("accept"):
                swapped = score.attribute(name, reading, claim.get(name))
                results[name] = "right" if swapped in ("right", "skip") else results[name]
            by_attribute[name, results[name]] += 1
        wrong = [f"{n}: {claim.get(n)} / {reading.get(n)}" for n, r in results.items() if r not in ("right", "skip")]
        counts["exact"] += not wrong
        counts["matched"] += 1
        if wrong:
            notes.append(f"{one['id']}: {claim['text']!r} " + ", ".join(wrong))
    return by_attribute, counts, notes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("second", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    first = {record["id"]: (record, text) for split in labels.SPLITS for record, text in labels.articles(split)}
    attributes: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    shown: list[str] = []
    for path in sorted(options.second.rglob("*.labels")):
        for name, lines in labels.blocks(path).items():
            if name in first:
                record, text = first[name]
                again = labels.compile_block(name, lines, text)[0]
                for one, two in ((record, again), (again, record)):
                    a, c, notes = compare(one, two)
                    attributes += a
                    counts += c
                    shown += notes if one is record else []
                counts["articles"] += 1
    if options.verbose:
        print("\n".join(shown))
    print(
        f"{counts['articles']} articles; matched {counts['matched'] / counts['stated']:.3f}, exact of matched {counts['exact'] / counts['matched']:.3f}"
    )
    for name in score.ATTRIBUTES:
        right, wrong = attributes[name, "right"], attributes[name, "wrong"] + attributes[name, "open"]
        print(f"{name:12} {right / max(1, right + wrong):.3f} of {right + wrong}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
