"""The evidence files of a site: one a subject and period, with its claims and, once each under their ids, the observations and sources they stand on.

A claim names observations and sources by their keys; fields at their default are left out (`docs/reference/schema/` has the defaults). The file is what the
site remembers of its claims, what the JSON of a brief refers to, and language-neutral.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Any

from hinterland.brief.document import Brief
from hinterland.brief.shown import stated
from hinterland.brief.site import addresses
from hinterland.brief.site.claims import Kept, Superseded
from hinterland.claims.evaluate import listing
from hinterland.models import Claim, Observation, Source
from hinterland.sources.reading import InputError

SCHEMA, BRIEF_SCHEMA = "hinterland.site-evidence/1", "hinterland.site-brief/1"

ALONE = "hinterland.site-claim/1"
"""A claim in a file of its own with all its records, as sites had them before there were evidence files."""

QUERY = listing(["{observations}"]).replace("'{observations}'", "{observations}")
"""The query that lists the figures of a claim: stored once, with room for the ids, and with a claim only where that has another."""

Tables = dict[str, dict[str, Observation | Source]]
"""Records by their keys: of `observations`, of `sources`."""


def to_json(subject: str, period: str, kept: Sequence[Kept]) -> str:
    """What is stored of the claims of a subject and period."""
    tables: Tables = {"observations": {}, "sources": {}}
    claims = {
        k.claim.id: {
            "state": k.state,
            "subjects": k.subjects,
            "superseded": k.superseded and {"state": k.superseded.state, "now": k.superseded.now and _refer(k.superseded.now, tables)},
            "claim": _refer(k.claim, tables),
        }
        for k in sorted(kept, key=lambda k: k.claim.id)
    }
    records = {
        name: {key: one.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"}) for key, one in sorted(table.items())}
        for name, table in tables.items()
    }
    return _line({"schema": SCHEMA, "subject": subject, "period": period, "sql": QUERY, "claims": claims, **records})


def _refer(claim: Claim, tables: Tables) -> dict[str, Any]:
    """A claim whose evidence names its records by their keys."""
    found = claim.evidence
    same = found is not None and found.sql == listing(o.id for o in found.observations)
    told = claim.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"evidence": {*tables, *(("sql",) if same else ())}})
    if found is not None:
        told["evidence"] |= {name: [_key(table, one) for one in getattr(found, name)] for name, table in tables.items()}
    return told


def _key(table: dict[str, Observation | Source], one: Observation | Source) -> str:
    """The key of a record: its id, with a number where another edition of the record has that."""
    return next(key for key in chain([one.id], (f"{one.id}~{n}" for n in count(2))) if table.setdefault(key, one) == one)


def brief_to_json(brief: Brief, records: str) -> str:
    """A brief as JSON whose evidence are the ids of claims, in the order of marks; `records` is the address of the file that has them."""
    told = replace(brief, evidence=[]).to_dict()
    return _line({**told, "schema": BRIEF_SCHEMA, "records": records, "evidence": [stated(c).id for c in brief.evidence]})


def _line(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def remembered(folder: Path, period: str) -> dict[str, Kept]:
    """All claims that a site's folder remembers, by their id: as the period has them, where that and another do.

    Raises `InputError` for a file that isn't ours.
    """
    files = [path for place in ("claims", addresses.EVIDENCE) for path in sorted((folder / place).glob("*.json"))]
    read = [kept for path in files for kept in _read(path)]
    return {k.claim.id: k for k in sorted(read, key=lambda k: k.period == period)}


def _read(path: Path) -> list[Kept]:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told["schema"] == ALONE:
            return [_kept(told, told["period"], {})]
        records = {name: {k: {"id": k.partition("~")[0], **r} for k, r in told[name].items()} for name in ("observations", "sources")}
        return [_kept(one, told["period"], records) for one in told["claims"].values()]
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise InputError(f"{path} is not what a site remembers of its claims; put it back as it was, or write into a new folder") from e


def _kept(told: dict[str, Any], period: str, records: dict[str, dict[str, Any]]) -> Kept:
    gone = told["superseded"]
    was = gone and Superseded(gone["state"], gone["now"] and _resolve(gone["now"], records))
    return Kept(_resolve(told["claim"], records), told["state"], period, tuple(told["subjects"]), was)


def _resolve(told: dict[str, Any], records: dict[str, dict[str, Any]]) -> Claim:
    """A claim with the records that it names."""
    if "evidence" in told:
        found = {**told["evidence"], **{name: [table[key] for key in told["evidence"][name]] for name, table in records.items()}}
        told = {**told, "evidence": {"sql": listing(o["id"] for o in found["observations"]), **found}}
    return Claim.model_validate(told)
