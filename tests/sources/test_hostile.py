"""Files that mean harm or are merely broken: each gets one sentence, or a quarantine, and bounded memory; nothing is half stored."""

from __future__ import annotations

import gzip
import io
import os
import socket
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError, Options

Make = Callable[[Path], Path]

TIDY = "region,period,value,unit,source\nCN-AH,2025,1,CNY_100M,s\n"
QUERY = '"数据年月","贸易伙伴编码","贸易伙伴名称","商品编码","商品名称","第一数量","第一计量单位","第二数量","第二计量单位","人民币",\n'
ROW = '"202401","402","阿根廷","12019019","大豆","159525200","千克","0","?","639,240,426",\n'
TABLE_8 = "收发货人所在地,进出口,进出口,出口,出口,进口,进口,累计比去年同期±％,累计比去年同期±％.1,累计比去年同期±％.2\n"


def text(name: str, content: str, encoding: str = "utf-8") -> Make:
    return binary(name, content.encode(encoding, "surrogatepass"))


def binary(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def zipped(name: str, members: dict[str, bytes]) -> Make:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
        for member, content in members.items():
            z.writestr(member, content)
    return binary(name, buffer.getvalue())


def workbook(name: str, sheet: str, shared: str = "", entities: str = "") -> Make:
    """A minimal xlsx whose one sheet holds the given XML."""
    head = f'<?xml version="1.0"?>{entities}'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        name,
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": (
                b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                b'Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<?xml version="1.0"?><workbook {space} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
                b'Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/sharedStrings.xml": f"{head}<sst {space}>{shared}</sst>".encode(),
            "xl/worksheets/sheet1.xml": f"{head}<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>".encode(),
        },
    )


LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{'&' + chr(97 + i) + ';'}{('&' + chr(97 + i) + ';') * 9}'>" for i in range(8))
    + "]>"
)


def folder(path: Path) -> Path:
    made = path / "a.csv"
    made.mkdir()
    return made


def missing(path: Path) -> Path:
    return path / "nothing.csv"


def dangling(path: Path) -> Path:
    made = path / "link.csv"
    made.symlink_to(path / "nowhere.csv")
    return made


def loop(path: Path) -> Path:
    made = path / "loop.csv"
    made.symlink_to(made)
    return made


def fifo(path: Path) -> Path:
    made = path / "pipe.csv"
    os.mkfifo(made)
    return made


def sock(path: Path) -> Path:
    made = path / "s.csv"
    os.chdir(path)
    with socket.socket(socket.AF_UNIX) as s, suppress(OSError):
        s.bind("s.csv")
    return made


def commas(path: Path) -> Path:
    """A gigabyte of commas that takes no room on the disk: a hole, then commas."""
    made = path / "commas.csv"
    with made.open("wb") as f:
        f.write(b"region,period,unit,value" + b"," * 4_000_000 + b"\n")
        f.truncate(1_000_000_000)
    return made


def long_line(path: Path) -> Path:
    made = path / "long.csv"
    made.write_bytes(TIDY.encode() + b"CN-AH,2025," + b"9" * 3_000_000 + b",CNY,s\n")
    return made


HOSTILE: dict[str, Make] = {
    "empty": binary("a.csv", b""),
    "one newline": binary("a.csv", b"\n"),
    "only a mark of order": binary("a.csv", b"\xef\xbb\xbf"),
    "blanks": binary("a.csv", b"   \t \r\n  "),
    "NUL bytes": binary("a.csv", b"region,period\0value,unit\n" + b"\0" * 500),
    "a NUL in a cell": text("a.csv", TIDY + "CN-AH\0,2025,1,CNY,s\n"),
    "random bytes": binary("a.csv", bytes(range(256)) * 40),
    "a picture": binary("a.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
    "half a UTF-16": binary("a.csv", b"\xff\xfe" + TIDY.encode("utf-16-le")[:-1]),
    "UTF-16 without its mark": binary("a.csv", TIDY.encode("utf-16-le")),
    "UTF-32": binary("a.csv", TIDY.encode("utf-32")),
    "Latin-1": binary("a.csv", TIDY.replace("CN-AH", "São Paulo").encode("latin-1")),
    "cut inside a character": binary("a.csv", (TIDY + "安徽,2025,1,亿元,s\n").encode()[:-8]),
    "lone surrogate": text("a.csv", TIDY + "\ud800,2025,1,CNY,s\n"),
    "a zip called xls": zipped("a.xls", {"a.txt": b"hello"}),
    "a zip called xlsx": zipped("a.xlsx", {"a.txt": b"hello"}),
    "an xlsx cut short": binary("a.xlsx", b"PK\x03\x04" + b"\0" * 60),
    "text called xlsx": text("a.xlsx", TIDY),
    "text called parquet": text("a.parquet", TIDY),
    "parquet cut short": binary("a.parquet", b"PAR1" + b"\0" * 40 + b"PAR1"),
    "parquet with a false footer": binary("a.parquet", b"PAR1" + b"\0" * 40 + struct.pack("<I", 2**31 - 1) + b"PAR1"),
    "an OLE header alone": binary("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "gzip called csv": binary("a.csv", gzip.compress(TIDY.encode())),
    "billion laughs in shared strings": workbook("a.xlsx", "<row r='1'><c r='A1' t='s'><v>0</v></c></row>", "<si><t>&i;</t></si>", LAUGHS),
    "billion laughs in a sheet": workbook("a.xlsx", "<row r='1'><c r='A1' t='str'><v>&i;</v></c></row>", "", LAUGHS),
    "an outside entity": workbook(
        "a.xlsx", "<row r='1'><c r='A1' t='str'><v>&x;</v></c></row>", "", "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    ),
    "a cell at the end of the world": workbook("a.xlsx", "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    "formula cells": workbook("a.xlsx", "<row r='1'><c r='A1'><f>1+1</f></c><c r='B1' t='e'><v>#REF!</v></c></row>"),
    "a zip bomb": zipped("a.xlsx", {"xl/worksheets/sheet1.xml": b"0" * 30_000_000}),
    "HTML without a table": text("a.html", "<html><body><p>2025年7月 外贸</p></body></html>"),
    "HTML never closed": text("a.html", "<html><table><tr><td>" * 2000),
    "HTML with a wild colspan": text("a.html", "<table><tr><td colspan=1000000000 rowspan=1000000000>总值</td></tr></table>"),
    "script for a page": text("a.html", "<script>location='http://example.org'</script>"),
    "deep JSON": text("a.json", "[" * 100_000),
    "JSON of another kind": text("a.json", '{"returndata": 5}'),
    "JSON cut short": text("a.json", '{"returndata": {"datanodes": ['),
    "JSON with NaN": text("a.json", '{"data": [{"primaryValue": NaN}]}'),
    "a tidy header alone": text("a.csv", TIDY.splitlines()[0] + "\n"),
    "a column missing": text("a.csv", "region,value,unit,source\nCN-AH,1,CNY,s\n"),
    "a column twice": text("a.csv", "region,period,value,value,unit,source\nCN-AH,2025,1,2,CNY,s\n"),
    "a column nobody knows": text("a.csv", "region,period,value,unit,source,colour\nCN-AH,2025,1,CNY,s,red\n"),
    "a quote never closed": text("a.csv", TIDY + '"CN-AH,2025,1,CNY,s\n'),
    "a cell too many": text("a.csv", TIDY + "CN-AH,2025,1,CNY_100M,s,,,7\n"),
    "a decimal comma": text("a.csv", TIDY + 'CN-AH,2025,"1,5",CNY_100M,s\n'),
    "Arabic digits": text("a.csv", TIDY + "CN-AH,2025,١٢٣,CNY_100M,s\n"),
    "infinity": text("a.csv", TIDY + "CN-AH,2025,inf,CNY_100M,s\n"),
    "not a number": text("a.csv", TIDY + "CN-AH,2025,nan,CNY_100M,s\n"),
    "more than can be held": text("a.csv", TIDY + "CN-AH,2025,1e60,CNY_100M,s\n"),
    "a number with an exponent of a billion": text("a.csv", TIDY + "CN-AH,2025,1e1000000000,CNY_100M,s\n"),
    "a region nobody knows": text("a.csv", TIDY + "Atlantis,2025,1,CNY_100M,s\n"),
    "Shanxxi": text("a.csv", TIDY + "Shanxxi,2025,1,CNY_100M,s\n"),
    "a thirteenth month": text("a.csv", TIDY + "CN-AH,2025-13,1,CNY_100M,s\n"),
    "a period that runs backwards": text("a.csv", TIDY + "CN-AH,2025-11/2025-01,1,CNY_100M,s\n"),
    "a source nobody named": text("a.csv", "region,period,value,unit\nCN-AH,2025,1,CNY_100M\n"),
    "SQL for a source": text("a.csv", "region,period,value,unit,source\nCN-AH,2025,1,CNY_100M,'; DROP TABLE observations; --\n"),
    "a query export that states no flow": text("soybean_2024.csv", QUERY + ROW, "gb18030"),
    "a query export with a wrong partner code": text("x_2024in.csv", QUERY + ROW.replace("402", "4x2"), "gb18030"),
    "a query export with Excel's month": text("x_2024in.csv", QUERY + ROW.replace("202401", "2.02401E+05x"), "gb18030"),
    "a query export with letters for money": text("x_2024in.csv", QUERY + ROW.replace("639,240,426", "6e4l"), "gb18030"),
    "a query export cut inside a row": binary("x_2024in.csv", (QUERY + ROW).encode("gb18030")[:-30]),
    "a query export of two currencies": text("x_2024in.csv", QUERY.replace('"人民币",', '"人民币","美元",') + ROW, "gb18030"),
    "a query export with a header twice": text("x_2024in.csv", QUERY.replace("商品名称", "商品编码") + ROW, "gb18030"),
    "table 8 with one column more": text("2025-07.csv", TABLE_8.replace("\n", ",更多\n") * 3),
    "table 8 without its total": text("2025-07.csv", TABLE_8 * 2 + "北京市,1,2,3,4,5,6,7,8,9\n"),
    "table 8 with its header moved": text("2025-07.csv", "\n\n北京市,1,2\n" + TABLE_8),
    "table 8 of three provinces": text("2025-07.csv", TABLE_8 * 3 + "总值,6,6,3,3,3,3,1,1,1\n北京市,6,6,3,3,3,3,1,1,1\n"),
    "a folder": folder,
    "nothing": missing,
    "a link to nowhere": dangling,
    "a link to itself": loop,
    "a pipe": fifo,
    "a socket": sock,
    "a gigabyte of commas": commas,
    "a number of three million digits": long_line,
    "a name with a newline": binary("a\nb.csv", b"x,y\n1,2\n"),
    "a name with an escape": binary("a\x1b[31m.csv", b"x,y\n1,2\n"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with Hinterland(tmp_path_factory.mktemp("hostile") / "warehouse", embedded=False) as h:
        yield h


LARGE = "a gigabyte of commas"


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.long] if n == LARGE else []) for n in HOSTILE])
def test_a_hostile_file_gets_a_sentence_or_a_quarantine(
    name: str, desk: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = HOSTILE[name](tmp_path)
    before = desk.state.number
    try:
        report = desk.load([path], options=Options(source="s", publisher="p", title="t"))
    except InputError as e:
        sentence = str(e)
        assert sentence.strip()
        assert "\n" not in sentence.replace(str(path), "").strip()
        assert "Traceback" not in sentence
        assert len(sentence) < 2_000
        assert desk.store.state().number == before, "nothing is stored of a file that was refused"
        return
    told = report.files[0]
    assert told.rows_read == told.rows_stored + told.rows_quarantined
    assert told.rows_quarantined or told.warnings or told.rows_read in (0, 1), "what can't be right is put aside or warned of"


def test_there_are_at_least_sixty() -> None:
    assert len(HOSTILE) >= 60


def test_memory_stays_bounded() -> None:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert peak < 3_000_000, f"{peak / 1e6:.1f} GB"
