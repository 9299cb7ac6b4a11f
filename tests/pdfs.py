"""PDF files by hand, for tests and samples: text at places and rules, in a font that every viewer replaces."""

from __future__ import annotations

from collections.abc import Sequence

A4 = (595, 842)
# One code for one character: UTF-16, half as wide where ASCII.
_RANGES = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256) if not 0xD8 <= high < 0xE0]
_CMAP = "\n".join(
    ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plan def /CMapType 2 def"]
    + ["1 begincodespacerange <0000> <FFFF> endcodespacerange"]
    + [
        "\n".join([f"{len(part)} beginbfrange", *part, "endbfrange"])
        for part in (_RANGES[n : n + 100] for n in range(0, len(_RANGES), 100))
    ]
    + ["endcmap end end"]
)
_FONT = [
    b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R]"
    b" /ToUnicode 5 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe)"
    b" /Ordering (Japan1) /Supplement 5 >> /FontDescriptor 6 0 R /DW 1000 /W [1 94 500] >>",
    b"<< /Length %d >>\nstream\n%b\nendstream" % (len(_CMAP), _CMAP.encode()),
    b"<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880"
    b" /Descent -120 /CapHeight 700 /StemV 80 >>",
]


def text(x: float, y: float, words: str, size: float = 10, turn: str = "1 0 0 1") -> str:
    """Words from a point on; `turn` is the first part of a text matrix."""
    codes = words.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {turn} {x} {y} Tm <{codes}> Tj ET"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked line."""
    return f"{x0} {y0} m {x1} {y1} l S"


def lines(x: float, y: float, words: Sequence[str], pitch: float = 18, size: float = 10) -> list[str]:
    """Lines from a point down."""
    return [text(x, y - pitch * n, line, size) for n, line in enumerate(words)]


def make_pdf(pages: Sequence[Sequence[str]], trailer: bytes = b"", tree: bytes = b"", rotate: int = 0) -> bytes:
    """A file with these pages of operators; `tree` stands in for the page tree, `trailer` is added to the trailer."""
    first = 3 + len(_FONT)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        tree or b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
        *_FONT,
    ]
    for n, page in enumerate(pages):
        drawn = "\n".join(page).encode()
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (*A4, rotate, first + 2 * n + 1),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        ]
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + table + end
