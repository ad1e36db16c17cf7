"""Take written articles into the corpus, split so that neither a publisher nor an event stands on both sides.

    python corpus/split.py DRAFTS           DRAFTS holds ID.txt and ID.labels, whose heads name `publisher:` and `address:`

Articles of one publisher, and articles that share four figures or more (the same event, told by two outlets), go to the same split. Publishers and addresses are
stored as hashes: enough to see that they differ, and no outlet's name stands on words that it didn't write. Articles with problems or of an address that is in the corpus
already are named and left out. Articles that are in the corpus keep their split.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import labels

SHARES = {"train": 0.55, "tune": 0.17, "test": 0.28}
SAME_EVENT = 4
"""Articles that share this many figures of three digits or more speak of one event."""


def hashed(name: str, size: int) -> str:
    """A short hash of a name, the same for spellings that differ in case and blanks."""
    return hashlib.sha256(re.sub(r"\W+", "", name.lower()).encode()).hexdigest()[:size]


def figures(text: str) -> set[str]:
    """The figures of a text that are long enough to be nobody else's by chance."""
    return {f for f in re.findall(r"\d[\d,]*(?:\.\d+)?", text) if sum(c.isdigit() for c in f) >= 3 and not re.fullmatch(r"(19|20)\d\d", f)}


def components(keys: list[set[str]]) -> list[list[int]]:
    """Groups of articles that are joined by a shared key."""
    parent = list(range(len(keys)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[str, int] = {}
    for i, own in enumerate(keys):
        for key in own:
            parent[root(i)] = root(first.setdefault(key, i))
    groups = defaultdict(list)
    for i in range(len(keys)):
        groups[root(i)].append(i)
    return sorted(groups.values(), key=lambda g: (-len(g), g))


def events(texts: list[str]) -> list[set[str]]:
    """For each text, keys that it shares with texts of the same event."""
    held = [figures(t) for t in texts]
    keys: list[set[str]] = [set() for _ in texts]
    for i, one in enumerate(held):
        for j in range(i):
            if len(one & held[j]) >= SAME_EVENT:
                keys[i].add(f"event {j} {i}")
                keys[j].add(f"event {j} {i}")
    return keys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drafts", type=Path)
    parser.add_argument("--into", choices=labels.SPLITS, help="the split of new articles that are tied to none")
    options = parser.parse_args()
    folder = options.drafts
    rows: list[dict] = []
    for split in labels.SPLITS:
        path = labels.HERE / "labels" / f"{split}.labels"
        for name, lines in labels.blocks(path).items() if path.exists() else ():
            text = (labels.HERE / "articles" / split / f"{name}.txt").read_text(encoding="utf-8")
            rows.append({"name": name, "lines": lines, "text": text, "split": split, "record": labels.compile_block(name, lines, text)[0]})
    addresses = {row["record"].get("address") for row in rows}
    present = {row["name"] for row in rows}
    for path in sorted(folder.rglob("*.labels")):
        for name, lines in labels.blocks(path).items():
            if name in present:
                continue
            text = path.with_name(f"{name}.txt").read_text(encoding="utf-8").strip() + "\n"
            record, problems = labels.compile_block(name, lines, text)
            problems += labels.validate(record, text)
            address = hashed(record.get("address", name), 12)
            if problems or address in addresses or len(text) < 120:
                print(
                    f"left out {name}: {problems[0] if problems else 'address is in the corpus' if address in addresses else 'too short'}"
                )
                continue
            addresses.add(address)
            hidden = {"publisher": hashed(record.get("publisher", name), 8), "address": address}
            lines = [f"{key}: {hidden[key]}" if (key := line.partition(":")[0]) in hidden else line for line in lines]
            rows.append({"name": name, "lines": lines, "text": text, "split": None, "record": record | hidden})
    shared = events([row["text"] for row in rows])
    groups = components([{"publisher " + str(row["record"].get("publisher"))} | keys for row, keys in zip(rows, shared, strict=True)])
    held: Counter[tuple[str, str]] = Counter((row["split"], row["record"]["language"]) for row in rows if row["split"])
    total = Counter(row["record"]["language"] for row in rows)
    for group in groups:
        splits = {rows[i]["split"] for i in group if rows[i]["split"]}
        if len(splits) > 1:
            print(
                f"left out {[rows[i]['name'] for i in group if not rows[i]['split']]}: they join articles of {' and '.join(sorted(splits))}"
            )
            continue
        own = next(iter(splits), None)
        languages = Counter(rows[i]["record"]["language"] for i in group)
        chosen = (
            own
            or options.into
            or max(SHARES, key=lambda s: sum(n * (SHARES[s] - held[s, lang] / total[lang]) for lang, n in languages.items()))
        )
        for i in group:
            if rows[i]["split"] is None:
                rows[i]["split"] = chosen
                held[chosen, rows[i]["record"]["language"]] += 1
    for split in labels.SPLITS:
        mine = sorted((row for row in rows if row["split"] == split), key=lambda row: row["name"])
        (labels.HERE / "articles" / split).mkdir(parents=True, exist_ok=True)
        (labels.HERE / "labels").mkdir(exist_ok=True)
        for row in mine:
            (labels.HERE / "articles" / split / f"{row['name']}.txt").write_text(row["text"], encoding="utf-8")
        blocks = ["\n".join([f"# {row['name']}", *row["lines"]]) for row in mine]
        (labels.HERE / "labels" / f"{split}.labels").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        stated = sum(not c.get("optional") for row in mine for c in row["record"]["gold"])
        print(
            f"{split}: {len(mine)} articles, {stated} required claims, {dict(Counter(row['record']['language'] for row in mine))}, {dict(Counter(row['record']['about'] for row in mine))}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
