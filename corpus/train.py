"""Train the reader's weights on the corpus, and print how well they do on articles not trained on.

    python corpus/train.py                       train on train, print figures on tune, write weights.tsv
    python corpus/train.py --curve               figures on tune against the number of training articles
    python corpus/train.py --extra DIR           also train on labelled articles of another folder (X.txt with X.gold.json)

Each slot of each labelled claim is a choice among candidates; the weights maximise the log-likelihood of the right ones (several may be right) with an L2 penalty, by
L-BFGS. The claim before is known while training; a second round trains on the reader's own decisions, made by weights of other folds, so that it learns how far to trust them,
and the weights of the second reading (slots with a plus) on drafts made in the same way. The project's own sentences are trained on beside the articles. The weights of the signs of
confidence are fitted last, on readings of articles by weights that were fitted on those of other publishers.
The split `test` is never read here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from math import prod
from pathlib import Path

import labels

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # The matrices are small: more threads only wait for each other, and take three times as long.

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import score
from hinterland.models import Claim
from hinterland.reading import model, topics
from hinterland.reading.confidence import signs
from hinterland.reading.decode import Chooser, claim_of, decide, decided
from hinterland.reading.document import Document, Target, parse
from hinterland.reading.drafts import Draft
from hinterland.reading.evidence import EMPTY, Context, Decided
from hinterland.reading.slots import SLOTS, candidates
from hinterland.reading.standing import Standing
from hinterland.reading.targets import OPERATIONS

PENALTY = 4.0
LEAST = 2
"""Minimum documents that show a feature which is given a weight."""
Choice = tuple[list[list[str]], list[bool], float, int]
"""The features of the candidates of one slot, which of them are right, how much it weighs, and the document that it stands in."""
TESTED = 0.2
"""How much a claim of the tests' labelled texts weighs beside one of an article: they are all of China's provinces."""
Weights = dict[str, dict[str, float]]
CONFIDENCE = labels.HERE.parent / "src" / "hinterland" / "reading" / "confidence.tsv"
WEIGHTS = labels.HERE.parent / "src" / "hinterland" / "reading" / "weights.tsv"


def gold_of(document: Document, record: dict) -> dict[int, dict]:
    """The label of each target, by the target's number."""
    spans = []
    for target in document.targets:
        base = document.parsed[target.sentence].sentence.start
        start, end = document.plain.original(base + target.start, base + target.end)
        spans.append({"start": start, "end": end, "kind": "value" if target.kind == "figure" else target.kind})
    return {j: record["gold"][i] for i, j in score.align(record["gold"], spans)}


def op_of(claim: dict) -> str:
    """The operation by which a label's figure is read."""
    if claim["kind"] == "comparison":
        return "comparison"
    if claim["kind"] == "change" and claim["op"] in ("share", "growth") and claim.get("unit") == "percentage_point":
        return "points"
    return str(claim["op"])


def is_right(slot: str, claim: dict | None, value: str | None, target: Target) -> bool | None:
    """Whether a candidate is right by the label; None where the label leaves it open."""
    if slot == "concept":
        if claim is None or claim["concept"] == "?":
            return value is None
        return value == claim["concept"] if claim["concept"] in ("trade", "services") else value is None
    if claim is None or claim["concept"] not in ("trade", "services"):
        return None
    if slot == "op":
        gold = op_of(claim)
        return value == gold if gold in OPERATIONS and target.figure is not None else None
    result = score.attribute(slot, claim, value)
    if result == "skip":
        return None
    if slot == "subject" and ":" in str(claim[slot]) and str(value).startswith("?"):
        return score.same_city(str(claim[slot]), str(value).lstrip("?"))
    if (
        slot in ("product", "partner", "regime")
        and isinstance(claim.get(slot), str)
        and str(claim[slot]).startswith("?")
        and value is not None
    ):
        return result == "right"
    return result == "right"


def own_texts() -> list[tuple[dict, str]]:
    """The project's own sentences, briefs and tests with their claims (`own.jsonl`: what isn't said of a claim is the default), so that its own language is read as well."""
    found = []
    for number, line in enumerate((labels.HERE / "own.jsonl").read_text(encoding="utf-8").split("\n")):
        if not line:
            continue
        row = json.loads(line)
        gold = [DEFAULTS | claim | {"text": row["text"][claim["start"] : claim["end"]]} for claim in row["claims"]]
        found.append(({"id": f"own-{number}", "language": row["language"], "date": row["date"], "gold": gold}, row["text"]))
    return found


def test_texts() -> list[tuple[dict, str]]:
    """The labelled sentences and articles of the tests that may be trained on: `*_tune.jsonl` and `articles/`, never `*_unread.jsonl`."""
    folder = labels.HERE.parent / "tests" / "corpus"
    rows = [
        json.loads(line) for path in sorted(folder.glob("*_tune.jsonl")) for line in path.read_text(encoding="utf-8").split("\n") if line
    ]
    for path in sorted((folder / "articles").glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        rows.append(json.loads(path.read_text(encoding="utf-8")) | {"text": text})
    return [
        ({"id": r["id"], "language": r["language"], "date": f"{r['as_of']}-15", "gold": r["gold"], "weight": TESTED}, r["text"])
        for r in rows
    ]


DEFAULTS = {
    "kind": "value", "subject": None, "period": None, "op": "level", "concept": "trade", "flow": "total", "product": "all", "partner": "world", "regime": "all", "measure": "value",
}  # fmt: skip


def choices(
    document: Document, gold: dict[int, dict], weight: float, weights: Weights | None, second: bool = False
) -> dict[str, list[Choice]]:
    """The choices that a document's labels make, slot by slot; with weights, the history is what they decide, else the labels'.

    `second` gives those of the second reading, whose draft is what the weights decide.
    """
    out: dict[str, list[Choice]] = defaultdict(list)
    context = Context.of(document)
    if second and weights is not None:
        first = decided(Context.of(document), chooser(weights))
        context.draft = Draft.of(document, [d.slots for d in first], [d.odds for d in first])
    for number, target in enumerate(document.targets):
        claim, here = gold.get(number), Standing.of(context, target)
        slots: dict[str, str | None] = {}
        for slot in SLOTS:
            if slot != "concept" and slots.get("concept") is None:
                break
            found = candidates(context, here, slot, slots)
            right = [is_right(slot, claim, value, target) for value, _ in found]
            if any(r is not None for r in right) and any(right) and len(found) > 1 and not (second and slot == "concept"):
                out[f"{slot}+" if second else slot].append(([list(f) for _, f in found], [bool(r) for r in right], weight, id(document)))
            chosen = next((value for (value, _), r in zip(found, right, strict=True) if r), EMPTY.get(slot))
            if weights is not None:
                own = model.scored(weights.get(slot, {}), found)
                chosen = own[0][0] if own and slot != "concept" else chosen
            slots[slot] = chosen
        context.decided.append(Decided(target, slots))
    return out


LIGHTEST = 0.036
"""Weights nearer to zero are not kept: they change nothing that was measured."""
LEAST_CLAIMS = 4
"""Minimum claims of a document that says what documents are of."""


def topic_choices(document: Document, gold: dict[int, dict], slots: Sequence[str]) -> dict[str, list[Choice]]:
    """What a document's claims are of by its labels, slot by slot: each claim is a choice among the document's topics, so that their odds are the shares of claims to expect."""
    named = [c for c in gold.values() if c["concept"] in ("trade", "services")]
    out: dict[str, list[Choice]] = {}
    context = Context.of(document)
    for slot in slots:
        claims = list(gold.values()) if slot == "concept" else named
        found = topics.candidates_of(context, slot) if len(claims) >= LEAST_CLAIMS else []
        features = [list(f) for _, f in found]
        for claim in claims:
            right = [score.attribute(slot, claim, value) == "right" for value, _ in found]
            if any(right) and not all(right):
                out.setdefault(f"topic:{slot}", []).append((features, right, 1 / len(claims), id(document)))
    return out


def set_topics(document: Document, weights: Weights, slots: Sequence[str] = topics.SLOTS) -> None:
    """Decide what a document is of by these weights."""
    if "subject" in slots:
        document.topics = {"subject": model.scored(weights.get("topic:subject", {}), topics.subject_candidates(document))}
    context = Context.of(document)
    for slot in slots:
        if slot != "subject":
            document.topics[slot] = model.scored(weights.get(f"topic:{slot}", {}), topics.candidates_of(context, slot))


def train_topics(articles: Sequence[tuple[Document, dict[int, dict], float]], folds: int = 5) -> Weights:
    """The weights of what documents are of; the articles' own topics are set by weights of the other folds."""
    whole: Weights = {}
    for slots in (topics.SLOTS[:1], topics.SLOTS[1:]):
        parts = [topic_choices(d, g, slots) for d, g, _ in articles]
        for fold in range(folds):
            others = fitted([part for i, part in enumerate(parts) if i % folds != fold])
            for i, (document, _, _) in enumerate(articles):
                if i % folds == fold:
                    set_topics(document, others, slots)
        whole |= fitted(parts)
    return whole


def fitted(parts: Sequence[dict[str, list[Choice]]]) -> Weights:
    """The weights of every slot from the choices of many documents."""
    joint: dict[str, list[Choice]] = defaultdict(list)
    for part in parts:
        for slot, found in part.items():
            joint[slot] += found
    return {slot: fit(found) for slot, found in joint.items()}


def fit(found: Sequence[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of one slot. The claims of one document are no independent evidence: a feature's penalty grows with how many of them one document has on average."""
    counts: Counter[str] = Counter()
    held_by: dict[str, set[int]] = defaultdict(set)
    for features, _, weight, document in found:
        for f in {f for row in features for f in row}:
            counts[f] += weight
            held_by[f].add(document)
    names = {f: i for i, f in enumerate(sorted(f for f, documents in held_by.items() if len(documents) >= LEAST))}
    strength = penalty * np.array([max(1.0, counts[f] / len(held_by[f])) for f in names])
    data, indices, pointers, groups, right = [], [], [0], [], []
    for g, (features, rights, *_) in enumerate(found):
        for row, r in zip(features, rights, strict=True):
            for f in set(row):
                if f in names:
                    indices.append(names[f])
                    data.append(1.0)
            pointers.append(len(indices))
            groups.append(g)
            right.append(r)
    x = csr_matrix((data, indices, pointers), shape=(len(groups), len(names)))
    group, mask = np.array(groups), np.array(right)
    weigh = np.array([w for _, _, w, _ in found])
    starts = np.concatenate([[0], np.flatnonzero(np.diff(group)) + 1])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        s -= np.maximum.reduceat(s, starts)[group]
        e = np.exp(s)
        total = np.add.reduceat(e, starts)
        good = np.add.reduceat(np.where(mask, e, 0), starts)
        p, q = e / total[group], np.where(mask, e / good[group], 0)
        return float(weigh @ (np.log(total) - np.log(good)) + (strength * w) @ w / 2), x.T @ ((p - q) * weigh[group]) + strength * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return {f: float(best.x[i]) for f, i in names.items() if abs(best.x[i]) > 0.01}


def train(articles: Sequence[tuple[Document, dict[int, dict], float]], folds: int = 4) -> Weights:
    """The weights of all slots: a first round with the labels' history, a second with the reader's own, by weights of the other folds."""

    of_documents = train_topics(articles)
    first = [choices(d, g, w, None) for d, g, w in articles]
    second: list[dict[str, list[Choice]]] = []
    third: list[dict[str, list[Choice]]] = []
    for fold in range(folds):
        others = fitted([c for i, c in enumerate(first) if i % folds != fold])
        for document, gold, weight in [a for i, a in enumerate(articles) if i % folds == fold]:
            second.append(choices(document, gold, weight, others))
            third.append(choices(document, gold, weight, others, True))
    return fitted(first + second) | fitted(third) | of_documents


Reading = tuple[dict[str, float], bool, float]
"""The signs of a claim as it was read, whether all of it was read right, and how much it weighs."""
SEEN = 60
"""The least claims of articles that show a sign which is given a weight."""
PLAIN = 0.1
"""How much a claim of the project's own sentences weighs for the confidence beside one of an article."""


def readings(weights: Weights, articles: Sequence[tuple[dict, str]], all_labelled: bool = True) -> list[Reading]:
    """The claims of trade that are read in articles by these weights, with the signs of their confidence; what no label has is wrong where all is labelled, else left out."""
    found = []
    for record, text in articles:
        document = parse(text, date.fromisoformat(record["date"]))
        set_topics(document, weights)
        made = [(d, c) for d in decide(document, chooser(weights)) if (c := claim_of(document, d)) is not None]
        states = score.score_article(record, text, {"claims": [c.to_dict() for _, c in made]})["states"]
        for place, (d, _) in enumerate(made):
            if (
                place in states
                and (all_labelled or states[place] != "phantom")
                and d.grounds is not None
                and d.slots.get("concept") in ("trade", "services")
            ):
                odds = d.open_odds
                found.append((signs(d, odds, prod(odds.values()), d.grounds), states[place] == "exact", record.get("weight", 1.0)))
    return found


def fit_confidence(articles: Sequence[Reading], plain: Sequence[Reading], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of the signs of confidence: a logistic regression over readings of articles, and of plain sentences at `PLAIN`."""
    counts = Counter(sign for found, _, _ in articles for sign in found)
    names = {sign: i for i, sign in enumerate(sorted(s for s, n in counts.items() if n >= SEEN))}
    rows = [(r, w) for r, w in (*((r, r[2]) for r in articles), *((r, PLAIN) for r in plain))]
    x, y, weigh = np.zeros((len(rows), len(names))), np.zeros(len(rows)), np.array([w for _, w in rows])
    for i, ((found, right, _), _) in enumerate(rows):
        y[i] = right
        for sign, size in found.items():
            if sign in names:
                x[i, names[sign]] = size
    held = np.array([sign not in ("1", "logit") for sign in names], dtype=float)

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ b
        return float(weigh @ (np.logaddexp(0, z) - y * z) + penalty * (held * b) @ b / 2), x.T @ (
            weigh * (1 / (1 + np.exp(-z)) - y)
        ) + penalty * held * b

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {sign: float(best.x[i]) for sign, i in names.items()}


def train_confidence(articles: Sequence[tuple[dict, str]], plain: Sequence[tuple[dict, str]], folds: int = 3) -> dict[str, float]:
    """The weights of the signs of confidence, from readings by weights that were fitted on other publishers' articles."""
    publishers = sorted({r.get("publisher") or r["id"] for r, _ in articles})
    fold_of = {p: i % folds for i, p in enumerate(publishers)}
    read: list[Reading] = []
    own: list[Reading] = []
    for fold in range(folds):
        inside = [a for a in articles if fold_of[a[0].get("publisher") or a[0]["id"]] == fold]
        apart = plain[fold::folds]
        weights = train(prepared([a for a in articles if a not in inside] + [a for i, a in enumerate(plain) if i % folds != fold]))
        read += readings(weights, inside)
        own += readings(weights, apart, all_labelled=False)
    return fit_confidence(read, own)


def chooser(weights: Weights) -> Chooser:
    """A reader's choices by these weights."""
    return lambda slot, found: model.scored(weights.get(slot, {}), found)


def prepared(articles: Sequence[tuple[dict, str]]) -> list[tuple[Document, dict[int, dict], float]]:
    """Articles parsed, with the label of each target and how much they weigh."""
    out = []
    for record, text in articles:
        document = parse(text, date.fromisoformat(record["date"]))
        out.append((document, gold_of(document, record), record.get("weight", 1.0)))
    return out


def read_document(document: Document, choose: Chooser) -> list[Claim]:
    """The claims of a document."""
    claims: list[Claim] = []
    for decision in decide(document, choose):
        claim = claim_of(document, decision)
        if claim is not None:
            claims.append(claim.model_copy(update={"id": f"c{len(claims) + 1}"}))
    return claims


def evaluate(weights: Weights, articles: Sequence[tuple[dict, str]]) -> dict:
    """The scorer's summary of a reading by these weights."""
    scored = []
    for record, text in articles:
        document = parse(text, date.fromisoformat(record["date"]))
        set_topics(document, weights)
        claims = read_document(document, chooser(weights))
        scored.append(score.score_article(record, text, {"claims": [c.to_dict() for c in claims], "findings": []}))
    return score.summary(scored, 200) | {"scored": scored}


def write(weights: Weights) -> None:
    """Write the weights' table."""
    lines = ["slot\tfeature\tweight"]
    for slot in sorted(weights):
        lines += [f"{slot}\t{feature}\t{weight:.3f}" for feature, weight in sorted(weights[slot].items()) if abs(weight) >= LIGHTEST]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {len(lines) - 1} weights, {WEIGHTS.stat().st_size // 1000} kB")


def write_confidence(weights: dict[str, float]) -> None:
    """Write the table of the weights of the signs of confidence."""
    lines = ["sign\tweight", *(f"{sign}\t{weight:.3f}" for sign, weight in sorted(weights.items()))]
    CONFIDENCE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def line(name: str, out: dict) -> str:
    """A summary in one line."""
    group = out["groups"]
    cells = [f"{key}: exact {v['rates']['exact/stated']:.3f} open {v['rates']['open/stated']:.3f} misread {v['rates']['misread/read'] or 0:.3f} recall {v['rates']['recall']:.3f}"
             for key, v in group.items() if key in ("all", "en", "zh", "about/china", "about/other") and v["rates"]["recall"] is not None]  # fmt: skip
    return f"{name}\n  " + "\n  ".join(cells) + f"\n  phantom texts {group['all']['rates']['phantom texts']:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--extra", type=Path, action="append", default=[])
    parser.add_argument("--only", default="", help="with --extra: IDs that match")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--dry", action="store_true", help="do not write the weights")
    options = parser.parse_args()
    extra = [a for folder in options.extra for a in score.read_folder(folder) if not options.only or re.search(options.only, a[0]["id"])]
    articles = labels.articles("train") + own_texts() + test_texts() + extra
    tune = labels.articles("tune")
    documents = prepared(articles)
    if options.curve:
        order = list(range(len(documents)))
        random.Random(1).shuffle(order)
        for size in (25, 50, 100, 150, len(order)):
            print(line(f"{size} articles", evaluate(train([documents[i] for i in order[:size]]), tune)))
        return 0
    weights = train(documents)
    out = evaluate(weights, tune)
    if options.verbose:
        for one in out["scored"]:
            print(f"\n## {one['record']['id']} {dict(one['counts'])}")
            for note in one["notes"]:
                print("  ", note)
    score.show({k: v for k, v in out.items() if k != "scored"})
    if not options.dry:
        write(weights)
        write_confidence(train_confidence(labels.articles("train") + extra, own_texts() + test_texts()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
