"""What a site remembers, as data: a file a subject and period with its claims, and one a period with the observations and sources that these stand on.

Each record stands once, under its id; claims name observations and sources by it. What is at its default is omitted (`docs/reference/schema/` has the
defaults), and what follows from the rest: the wording of cautions, the query of observations. The JSON of a brief refers to these files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Any

from hinterland.brief.document import Brief
from hinterland.brief.shown import stated
from hinterland.brief.site import addresses
from hinterland.brief.site.claims import Kept, Superseded
from hinterland.claims.cautions import caution
from hinterland.claims.evaluate import listing
from hinterland.models import Caution, Claim, Evidence, Observation, Source
from hinterland.sources.reading import InputError

CLAIMS, RECORDS, BRIEF = "hinterland.site-claims/1", "hinterland.site-records/1", "hinterland.site-brief/1"

ALONE = "hinterland.site-claim/1"
"""A claim in a file of its own with all its records, as sites had them before."""

Tables = dict[str, dict[str, Observation | Source]]
"""Records by their keys: of `observations`, of `sources`."""


def files(kept: Iterable[Kept], period: str) -> dict[str, str]:
    """The files of all claims of a period, by their paths."""
    tables: Tables = {"observations": {}, "sources": {}}
    of: dict[str, dict[str, Any]] = {}
    for one in sorted(kept, key=lambda k: k.claim.id):
        record = _record(one, tables)
        for subject in one.subjects:
            of.setdefault(subject, {})[one.claim.id] = record
    records = {
        name: {key: one.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"}) for key, one in sorted(table.items())}
        for name, table in tables.items()
    }
    shared = addresses.records(period)
    named = {"period": period, "records": Path(shared).name}
    claims = {addresses.evidence(s, period): _line({"schema": CLAIMS, "subject": s, **named, "claims": those}) for s, those in of.items()}
    return {**claims, shared: _line({"schema": RECORDS, "period": period, **records})}


def _record(kept: Kept, tables: Tables) -> dict[str, Any]:
    gone = kept.superseded
    return {
        "state": kept.state,
        "subjects": kept.subjects,
        "superseded": gone and {"state": gone.state, "now": gone.now and _refer(gone.now, tables)},
        "claim": _refer(kept.claim, tables),
    }


def _refer(claim: Claim, tables: Tables) -> dict[str, Any]:
    """A claim whose evidence names its records by their keys."""
    found = claim.evidence or Evidence()
    following = _following(found.observations, found.cautions)
    record = claim.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"evidence": {*tables, *following}})
    if claim.evidence:
        record["evidence"] |= {name: own for name, value in following.items() if (own := getattr(found, name)) != value}
        record["evidence"] |= {name: [_key(table, one) for one in getattr(found, name)] for name, table in tables.items()}
    return record


def _following(observations: Iterable[Observation], cautions: Iterable[Caution]) -> dict[str, Any]:
    """What of an evidence follows from its observations and cautions."""
    return {"sql": listing(o.id for o in observations), "caveats": [caution(c) for c in cautions]}


def _key(table: dict[str, Observation | Source], one: Observation | Source) -> str:
    """The key of a record: its id, with a number where another edition of the record has that."""
    return next(key for key in chain([one.id], (f"{one.id}~{n}" for n in count(2))) if table.setdefault(key, one) == one)


def brief_to_json(brief: Brief, claims: str) -> str:
    """A brief as JSON whose evidence are the ids of claims, in the order of marks; `claims` is the address of the file that has them.

    The sentences of a section stand in its paragraphs alone.
    """
    record = replace(brief, evidence=[]).to_dict()
    for section in record["sections"]:
        del section["sentences"]
    return _line({**record, "schema": BRIEF, "claims": claims, "evidence": [stated(c).id for c in brief.evidence]})


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def remembered(folder: Path, period: str) -> dict[str, Kept]:
    """All claims that a site's folder remembers, by their id: as the period has them, where that and another do.

    Raises `InputError` for a file that isn't ours.
    """
    tables: dict[str, Any] = {}
    read: list[Kept] = []
    # The records of a period stand before the claims: a name that begins with a digit.
    for path in (p for place in ("claims", addresses.EVIDENCE) for p in sorted((folder / place).glob("*.json"))):
        try:
            record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if record["schema"] == RECORDS:
                tables[path.name] = {
                    t: {k: {"id": k.partition("~")[0], **r} for k, r in record[t].items()} for t in ("observations", "sources")
                }
            elif record["schema"] == ALONE:
                read.append(_kept(record, record["period"], {}))
            else:
                read += [_kept(one, record["period"], tables[record["records"]]) for one in record["claims"].values()]
        except (ValueError, KeyError, TypeError, AttributeError) as e:
            raise InputError(f"{path} is not what a site remembers of its claims; put it back as it was, or write into a new folder") from e
    return {k.claim.id: k for k in sorted(read, key=lambda k: k.period == period)}


def _kept(record: dict[str, Any], period: str, records: dict[str, dict[str, Any]]) -> Kept:
    gone = record["superseded"]
    was = gone and Superseded(gone["state"], gone["now"] and _resolve(gone["now"], records))
    return Kept(_resolve(record["claim"], records), record["state"], period, tuple(record["subjects"]), was)


def _resolve(record: dict[str, Any], records: dict[str, dict[str, Any]]) -> Claim:
    if records and record.get("evidence") is not None:
        found = Evidence.model_validate(
            {**record["evidence"], **{t: [table[k] for k in record["evidence"][t]] for t, table in records.items()}}
        )
        following = _following(found.observations, found.cautions)
        missing = {k: v for k, v in following.items() if k not in record["evidence"]}
        record = {**record, "evidence": found.model_copy(update=missing)}
    return Claim.model_validate(record)
