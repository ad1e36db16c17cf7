"""Write language/traditional.csv: traditional characters and the simplified ones they stand for, from OpenCC's table (Apache-2.0).

    pip download --no-deps opencc-python-reimplemented, unpack it; then: python scripts/write_traditional.py PATH/TSCharacters.txt

Only characters with one reading are taken, so that texts are folded one for one and offsets stay.
"""

from __future__ import annotations

import sys
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "src" / "hinterland" / "codes" / "data" / "traditional.csv"


def main() -> int:
    """Write the table."""
    rows = []
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == 1 and len(first) == 1 and traditional != first and ord(traditional) < 0x10000:
            rows.append(f"{traditional},{first}")
    TABLE.write_text("\n".join(["traditional,simplified", *sorted(rows)]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
