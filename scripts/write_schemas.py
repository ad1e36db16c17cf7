"""Writes the JSON schemas of the public models to `docs/reference/schema/`, one file a model; `make schema` runs it."""

from __future__ import annotations

import json
from pathlib import Path

from hinterland.models import schemas
from hinterland.readers import contract_schema

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference" / "schema"


def texts() -> dict[str, str]:
    """What should stand in each file, by its name."""
    found = schemas() | {"proposed": contract_schema()}
    return {f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in found.items()}


def main() -> None:
    """Write all files and take away those of models that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for stale in FOLDER.glob("*.json"):
        if stale.name not in texts():
            stale.unlink()
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
