"""Write codes/data/subdivisions.csv and codes/data/countries.csv from the Unicode CLDR (Unicode licence) and scripts/demonyms.csv.

    npm pack cldr-core cldr-subdivisions-full cldr-localenames-full, unpack each, then:
    python scripts/write_places.py cldr-core/package cldr-subdivisions-full/package cldr-localenames-full/package

Subdivisions are the first-level regions of all countries but China (ISO 3166-2 codes, English and Chinese names); countries carry their ISO codes, names and demonyms.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "hinterland" / "codes" / "data"


def names(folder: Path, *path: str) -> dict[str, str]:
    """A mapping of codes to names in a CLDR file."""
    found = json.loads(folder.joinpath(*path[:-1]).read_text(encoding="utf-8"))
    for key in path[-1].split("/"):
        found = found[key]
    return dict(found)


def main() -> int:
    """Write both tables."""
    core, subdivisions, local = map(Path, sys.argv[1:4])
    en = names(subdivisions, "subdivisions", "en", "en.json", "subdivisions/localeDisplayNames/subdivisions")
    zh = names(subdivisions, "subdivisions", "zh", "zh.json", "subdivisions/localeDisplayNames/subdivisions")
    rows = []
    for code, name in en.items():
        country, part = code[:2].upper(), code[2:].upper()
        if country != "CN" and "-alt-" not in code:
            rows.append((f"{country}-{part}", country, re.sub(r"\s*\[.*?\]|\s*\(.*?\)", "", name), zh.get(code, "")))
    with (DATA / "subdivisions.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("code", "country", "en", "name"))
        out.writerows(sorted(rows))
    mapping = names(core, "supplemental", "codeMappings.json", "supplemental/codeMappings")
    english = names(local, "main", "en", "territories.json", "main/en/localeDisplayNames/territories")
    chinese = names(local, "main", "zh", "territories.json", "main/zh/localeDisplayNames/territories")
    demonyms = {r["iso2"]: r["demonyms"] for r in csv.DictReader((Path(__file__).parent / "demonyms.csv").open(encoding="utf-8"))}
    with (DATA / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("iso2", "iso3", "en", "name", "demonyms"))
        for iso2, codes in sorted(mapping.items()):
            if len(iso2) == 2 and iso2.isalpha() and "_alpha3" in codes and iso2 in english:
                out.writerow((iso2, codes["_alpha3"], english[iso2], chinese.get(iso2, ""), demonyms.get(iso2, "")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
