"""Writes docs/reference/dependencies.md: every package that requirements.txt pins, with its version, licence and month of release.

Licences come from the packages as they are installed. Months come from a table of columns `name`, `version` and `month`, where one is given (`--months FILE`), and else stay as the page has
them for the same version. Run it after `make lock`.
"""

from __future__ import annotations

import argparse
import csv
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "dependencies.md"
PINS = ROOT / "requirements.txt"

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|0BSD|Unlicense|CC0|Zlib|HPND|CNRI)", re.IGNORECASE
)
"""What the licences of packages that others may build on name."""

ROW = re.compile(r"^\| ([\w.-]+) \| ([\w.+!-]+) \| (.*?) \| (.*?) \|$", re.MULTILINE)

HEAD = """# What it stands on

Every package that an installation with all extras but `[spark]` brings, as `requirements.txt` pins it: each file that is installed must have one of the hashes given
there. A test holds this table against the pins, so that no package and no licence comes in unseen; there is no database of vulnerabilities to be had without a network, so
before a release look these up, the oldest first. What is blank is not installed on the machine that wrote it, or its month isn't known. `scripts/write_dependencies.py` writes
the page.

| package | version | licence | released |
| --- | --- | --- | --- |
"""


Pin = tuple[str, str]
"""A package and its version; some have several, for different versions of Python."""


def pins(path: Path = PINS) -> list[Pin]:
    """The packages that a file of requirements pins, with their versions."""
    return sorted(re.findall(r"^([\w.-]+)==([\w.+!-]+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def rows(page: str) -> dict[Pin, tuple[str, str]]:
    """Licence and month of each pin, as the page has them."""
    return {
        (name, version): (licence, month) for name, version, licence, month in ROW.findall(page) if version != "version" and name.strip("-")
    }


def licence(pin: Pin) -> str:
    """The licence that a package of a version states; nothing where it isn't installed."""
    try:
        told = metadata(pin[0])
    except PackageNotFoundError:
        return ""
    if told["Version"] != pin[1]:
        return ""
    if expression := told.get("License-Expression"):
        return expression
    classified = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier", []) if c.startswith("License ::")]
    stated = (told.get("License") or "").strip().splitlines()[:1]
    return " or ".join(classified) or "".join(stated)[:60]


def main(months: Path | None) -> None:
    """Write the page."""
    known = rows(PAGE.read_text(encoding="utf-8")) if PAGE.is_file() else {}
    released = {pin: month for pin, (_, month) in known.items()}
    if months:
        with months.open(encoding="utf-8", newline="") as f:
            table = csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
            released |= {(r["name"].lower(), r["version"]): r["month"] for r in table}
    lines = []
    for pin in pins():
        stated = licence(pin) or known.get(pin, ("", ""))[0]
        lines.append(f"| {pin[0]} | {pin[1]} | {stated} | {released.get(pin, '')} |\n")
    PAGE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write docs/reference/dependencies.md.")
    parser.add_argument("--months", type=Path, help="a table of package, version and month of release, separated by tabs")
    main(parser.parse_args().months)
