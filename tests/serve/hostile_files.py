"""Files made to break whoever opens them: small ones, made when they are asked for."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(*parts: bytes, repeated: int = 1) -> bytes:
    """A docx whose document is these parts, the middle one over and over."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", TYPES)
        z.writestr("_rels/.rels", RELATIONS)
        with z.open("word/document.xml", "w", force_zip64=True) as f:
            first, middle, last = parts
            f.write(first)
            for _ in range(repeated):
                f.write(middle)
            f.write(last)
    return out.getvalue()


def paragraph(text: bytes, before: bytes = b"") -> tuple[bytes, bytes, bytes]:
    """A document of one paragraph, in the parts that `docx` takes."""
    return (
        b'<?xml version="1.0"?>' + before + b"<w:document " + W.encode() + b"><w:body><w:p><w:r><w:t>",
        text,
        b"</w:t></w:r></w:p></w:body></w:document>",
    )


def bomb() -> bytes:
    """A few hundred kilobytes that unpack to 400 megabytes."""
    return docx(*paragraph(b"A" * 2**20), repeated=400)


def many_paragraphs() -> bytes:
    """A document of more short paragraphs than a text may have characters."""
    first, _, last = paragraph(b"")
    return docx(first, b"1,234,567,890</w:t></w:r></w:p><w:p><w:r><w:t>" * 10_000, last, repeated=3)


def external_entity() -> bytes:
    """A document that wants a file of the server read into it."""
    return docx(*paragraph(b"Anhui&leak;", b'<!DOCTYPE d [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'))


def billion_laughs() -> bytes:
    """A document whose entities are made of entities."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 11))
    return docx(*paragraph(b"&l10;", b'<!DOCTYPE d [<!ENTITY l0 "ha">' + entities + b"]>"))


def escaping_zip() -> bytes:
    """An archive whose entry lies outside of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("../../../../tmp/escaped", "x")
    return out.getvalue()


PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 60


def pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R/Size 9>>") -> bytes:
    """A PDF of numbered objects, with a table of where they are."""
    out, places = b"%PDF-1.7\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, one)
    at = len(out)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, trailer, at)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def page_loop() -> bytes:
    """Pages that are their own children."""
    return pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def form_loop() -> bytes:
    """A page with a drawing that draws itself."""
    content, form = b"/F Do", b"/F Do"
    return pdf(
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length %d>>stream\n%s\nendstream" % (len(form), form),
    )  # fmt: skip


def previous_loop() -> bytes:
    """A table of objects that goes on in itself."""
    made = pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>")
    return made.replace(b"/Size 9>>", b"/Size 9/Prev %d>>" % made.rindex(b"xref\n0"))


def filter_bomb() -> bytes:
    """A page whose few bytes unpack to hundreds of megabytes, twice packed."""
    import zlib

    packed = zlib.compress(zlib.compress(b"\0" * 300_000_000, 9), 9)
    return pdf(
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed),
    )  # fmt: skip


def encrypted() -> bytes:
    """A PDF that asks for a password."""
    keys = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<" + b"28" * 32 + b">/U<" + b"31" * 32 + b">>>"
    return pdf(
        CATALOG,
        b"<</Type/Pages/Kids[]/Count 0>>",
        keys,
        trailer=b"<</Root 1 0 R/Size 9/Encrypt 3 0 R/ID[<" + b"00" * 16 + b"><" + b"00" * 16 + b">]>>",
    )


def broken_table() -> bytes:
    """A PDF that says that its table is where nothing is."""
    return b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\nstartxref\n999999999\n%%EOF"


def deep_arrays() -> bytes:
    """Brackets within brackets."""
    return pdf(CATALOG, b"<</Type/Pages/Kids" + b"[" * 50_000 + b"]" * 50_000 + b"/Count 1>>")
