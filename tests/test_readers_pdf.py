"""Reading PDF: lines in order by their places, what is left out, tables, and files that cannot be read."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest
from pdfs import lines, make_pdf, rule, text
from test_formats import Node, tree

from plandiff import read_plan
from plandiff.errors import ReadError, StuckError
from plandiff.parse import parse
from plandiff.readers.pdf import read
from plandiff.readers.pdf.patience import in_time, is_stuck

LONG = "海底に置いた観測装置の記録を読み出すために船を出し、採水を行"  # 30 characters: a line of 300 points


def texts(*pages: list[str]) -> list[str]:
    """The text of each block."""
    return [block.text for block in read(make_pdf(pages), "plan.pdf").blocks]


ORDER: dict[str, tuple[list[str], list[str]]] = {
    "down the page, whatever the order of drawing": (
        [text(60, 700, "二行目"), text(60, 720, "一行目")],
        ["一行目", "二行目"],
    ),
    "letters spaced by justification have no spaces": (
        [text(60 + 14 * n, 700, char) for n, char in enumerate("海洋の観測")],
        ["海洋の観測"],
    ),
    "a wide gap between ideographs is one of theirs": (
        [text(60, 700, "１"), text(80, 700, "観測")],
        ["１　観測"],
    ),
    "a narrow gap beside Latin is no space where the file has spaces": (
        [text(60, 700, "open data"), text(107.5, 700, "観測")],
        ["open data観測"],
    ),
    "a narrow gap beside Latin is a space where the file has none": (
        [text(60, 700, "opendata"), text(102.5, 700, "観測"), text(60, 680, "data観測data")],
        ["opendata 観測", "data観測data"],
    ),
    "a narrow gap beside all Latin is the typesetter's": (
        [text(60, 700, "opendata"), text(102.5, 700, "観測")],
        ["opendata観測"],
    ),
    "Latin words keep their space": (
        [text(60, 700, "open"), text(83, 700, "data")],
        ["open data"],
    ),
    "a superscript stands in its line": (
        [text(60, 700, "毎秒10"), text(90, 704, "9", 6), text(93.2, 700, "回")],
        ["毎秒109回"],
    ),
    "radicals are read as the ideographs they show": (
        [text(60, 700, "⽇本の⻑期計画と江⼾")],
        ["日本の長期計画と江戸"],
    ),
    "a bullet of a symbol font is kept": (
        [text(60, 700, "\uf0b7 海洋を測る。")],
        ["\uf0b7 海洋を測る。"],
    ),
    "a bullet that the font has no code for": (
        [text(60, 700, "\ufffd 海洋を測る。")],
        ["\ufffd 海洋を測る。"],
    ),
    "two columns one after the other": (
        [*lines(60, 700, ["左の段の文章を続けて書く"] * 5), *lines(220, 700, ["右の段の文章を続けて書く"] * 5)],
        [*["左の段の文章を続けて書く"] * 5, *["右の段の文章を続けて書く"] * 5],
    ),
    "a line set sideways is not lost": (
        [text(60, 700, "一行目の文章"), text(40, 600, "縦の見出し", turn="0 1 -1 0"), text(60, 680, "二行目の文章")],
        ["一行目の文章", "二行目の文章", "縦の見出し"],
    ),
    "a page of vertical lines is read from right to left": (
        [
            *(text(300, 700 - 10 * n, char) for n, char in enumerate("海を測る。")),
            *(text(280, 700 - 10 * n, char) for n, char in enumerate("空を測る。")),
        ],
        ["海を測る。", "空を測る。"],
    ),
}


@pytest.mark.parametrize(("drawn", "expected"), ORDER.values(), ids=ORDER.keys())
def test_order_and_text(drawn: list[str], expected: list[str]) -> None:
    assert texts(drawn) == expected


def test_a_page_turned_as_a_whole() -> None:
    turned = [text(100, 60, "海を測る。", turn="0 1 -1 0"), text(120, 60, "空を測る。", turn="0 1 -1 0")]
    assert texts(turned) == ["海を測る。", "空を測る。"]


def page(number: int, body: list[str]) -> list[str]:
    return [text(60, 800, "ある機構の計画"), *lines(60, 740, body), text(290, 40, f"- {number} -")]


def test_running_heads_and_page_numbers_are_left_out_of_two_pages() -> None:
    pages = [page(1, ["海を測る。", "空を測る。"]), page(2, ["公開する。", "保存する。"])]
    source = read(make_pdf(pages), "plan.pdf")
    assert [block.text for block in source.blocks] == ["海を測る。", "空を測る。", "公開する。", "保存する。"]
    assert [(left.text, left.reason) for left in source.left_out] == [
        ("ある機構の計画", "running-head"), ("- 1 -", "page-number"), ("ある機構の計画", "running-head"), ("- 2 -", "page-number")
    ]  # fmt: skip


def test_a_heading_that_now_and_then_begins_a_page_is_no_running_head() -> None:
    """The same words stand clear of the text at the top of every fifth page."""
    pages = [
        [text(60, 780, "評価の観点" if n % 5 == 0 else "海" * (n + 1)), *lines(60, 740, ["海を測る。"] * 3)]
        for n in range(16)
    ]
    source = read(make_pdf(pages), "plan.pdf")
    assert [block.text for block in source.blocks].count("評価の観点") == 4
    assert not source.left_out


def test_lines_at_the_edges_of_pages_are_no_running_heads() -> None:
    pages = [lines(60, 740, ["事業の目的", f"第{n}の海を測る。", "事業の概要"]) for n in range(6)]
    assert not parse(read(make_pdf(pages), "plan.pdf"), "plan.pdf").left_out


def test_first_lines_at_the_same_height_are_no_running_heads() -> None:
    assert texts(lines(60, 740, ["以下同じ", "海を測る。"]), lines(60, 740, ["以下同じ", "空を測る。"])) == [
        "以下同じ", "海を測る。", "以下同じ", "空を測る。"
    ]  # fmt: skip


def test_ruby_is_left_out_by_name() -> None:
    source = read(make_pdf([[text(60, 700, "観測の記録"), text(60, 711, "かんそく", 5)]]), "plan.pdf")
    assert [block.text for block in source.blocks] == ["観測の記録"]
    assert [(left.text, left.reason) for left in source.left_out] == [("かんそく", "ruby")]


def test_a_footnote_waits_for_the_end_of_the_sentence() -> None:
    first = [*lines(60, 700, ["海を測る。", LONG]), text(60, 100, "※ 船は毎月出す。", 8)]
    assert texts(first, lines(60, 700, ["う。", "空を測る。"])) == [
        "海を測る。",
        LONG,
        "う。",
        "※ 船は毎月出す。",
        "空を測る。",
    ]


def grid(x0: float, x1: float, x2: float, ys: list[float]) -> list[str]:
    return [*(rule(x0, y, x2, y) for y in ys), *(rule(x, ys[-1], x, ys[0]) for x in (x0, x1, x2))]


def test_a_ruled_table_has_cells() -> None:
    cells = [text(70, 706, "区分"), text(170, 706, "金額"), text(70, 686, "人件費"), text(170, 686, "1,200")]
    (block,) = read(make_pdf([[*grid(60, 160, 260, [720, 700, 680]), *cells]]), "plan.pdf").blocks
    assert block.table is not None
    assert (block.form, block.text, block.table.rows) == (
        "table", "区分 金額\n人件費 1,200", (("区分", "金額"), ("人件費", "1,200"))
    )  # fmt: skip


def test_a_table_goes_on_on_the_next_page() -> None:
    def sheet(label: str, amount: str) -> list[str]:
        cells = [text(70, 706, "区分"), text(170, 706, "金額"), text(70, 686, label), text(170, 686, amount)]
        return [*grid(60, 160, 260, [720, 700, 680]), *cells]

    source = read(make_pdf([sheet("人件費", "1,200"), sheet("業務費", "800")]), "plan.pdf")
    assert [block.table and block.table.rows for block in source.blocks] == [
        (("区分", "金額"), ("人件費", "1,200"), ("業務費", "800"))
    ]
    assert [(left.text, left.reason) for left in source.left_out] == [("区分 金額", "repeated-header")]


def row(y: float, label: str, *figures: str) -> list[str]:
    """A label and figures that end below each other, 100 points apart."""
    ends = range(200, 600, 100)
    return [text(60, y, label), *(text(x - 5 * len(f), y, f) for x, f in zip(ends, figures, strict=False))]


PLAIN_ROWS = [
    *row(700, "区分"), text(150, 709, "前年度"), text(150, 691, "予算額"), text(260, 700, "本年度"),
    *row(670, "収入"), *row(650, "交付金", "1,200", "1,300"), *row(630, "補助金", "80", "△5"), *row(610, "計", "1,280", "1,295"),
]  # fmt: skip


def test_figures_that_end_below_each_other_are_a_table() -> None:
    drawn = [text(60, 740, "予算は次のとおりとする。"), *PLAIN_ROWS, text(60, 580, "以上を毎月確かめる。")]
    before, table, after = read(make_pdf([drawn]), "plan.pdf").blocks
    assert (before.text, after.text) == ("予算は次のとおりとする。", "以上を毎月確かめる。")
    assert table.table is not None
    assert table.table.rows == (
        ("区分", "前年度予算額", "本年度"),
        ("収入", "", ""),
        ("交付金", "1,200", "1,300"),
        ("補助金", "80", "△5"),
        ("計", "1,280", "1,295"),
    )


NO_TABLE: dict[str, list[str]] = {
    "labels that wrap around their figures": [
        *row(706, "国から受け"), *row(700, "", "1,200", "1,300"), *row(694, "る交付金"),
        *row(670, "補助金", "80", "5"), *row(650, "受託", "10", "20"), *row(630, "計", "1,290", "1,325"),
    ],
    "two figures in one column": [
        *row(700, "交付金", "1,200", "1,300"), *row(680, "補助金", "80", "5"), text(201, 680, "-"), *row(660, "計", "9", "8"),
    ],
    "figures in running text": lines(60, 700, ["第 3 期 12", "第 4 期 13", "第 5 期 14"]),
    "two rows": [*row(700, "交付金", "1,200", "1,300"), *row(680, "補助金", "80", "5")],
}  # fmt: skip


@pytest.mark.parametrize("drawn", NO_TABLE.values(), ids=NO_TABLE.keys())
def test_what_has_no_certain_place_stays_lines(drawn: list[str]) -> None:
    assert {block.form for block in read(make_pdf([drawn]), "plan.pdf").blocks} == {"line"}


def test_a_frame_around_text_is_no_table() -> None:
    frame = [rule(50, 720, 300, 720), rule(50, 650, 300, 650), rule(50, 650, 50, 720), rule(300, 650, 300, 720)]
    assert texts([*frame, *lines(60, 700, ["海を測る。", "空を測る。"])]) == ["海を測る。", "空を測る。"]


GOOD = make_pdf([lines(60, 700, ["海を測る。"])])
LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -4 >> /ID [<00> <00>]" % (b"41" * 32, b"42" * 32)
REFUSED = {
    "no PDF": (b"plan", "PDF ではありません"),
    "password": (make_pdf([["0 0 m"]], LOCK), "パスワード"),
    "unknown encryption": (make_pdf([["0 0 m"]], LOCK.replace(b"/Standard", b"/Other")), "暗号化"),
    "broken": (b"%PDF-1.7\nnothing here\n%%EOF\n", "壊れた PDF"),
    "cut off": (GOOD[: len(GOOD) // 2], "途中で切れて"),
    "cut off in the last lines": (GOOD[:-8], "途中で切れて"),
    "scan": (make_pdf([["10 10 100 100 re f"], ["10 10 100 100 re f"]]), "全 2 ページのうち、文字のあるページは 0"),
    "no pages": (make_pdf([], tree=b"<< /Type /Pages /Kids [] /Count 0 >>"), "ページ"),
    "page tree in a circle": (make_pdf([], tree=b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>"), "PDF"),
    "a million pages": (make_pdf([], tree=b"<< /Type /Pages /Kids [] /Count 1000000 >>"), "PDF"),
}


@pytest.mark.parametrize(("data", "cause"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(data: bytes, cause: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read(data, "plan.pdf")
    assert str(caught.value).startswith("plan.pdf: ")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_pages_without_text_are_named() -> None:
    box = ["10 10 100 100 re f"]
    source = read(make_pdf([lines(60, 700, ["海を測る。"]), box, [], box, box]), "plan.pdf")
    assert source.warnings == ("文字の情報がないページがあり、読めていません: 2、4-5 ページ（全 5 ページ）。",)


def test_characters_without_a_code_are_counted() -> None:
    source = read(make_pdf([[text(60, 700, "海を\ue000測る"), text(60, 680, "一\ufffd二")]]), "plan.pdf")
    assert [block.text for block in source.blocks] == ["海を\ue000測る", "一\ufffd二"]
    assert "1 字" in source.warnings[0]


def test_text_printed_askew_is_a_watermark() -> None:
    source = read(make_pdf([[text(60, 700, "海を測る。"), text(200, 300, "案", 90, turn=".7 .7 -.7 .7")]]), "plan.pdf")
    assert [block.text for block in source.blocks] == ["海を測る。"]
    assert [(left.text, left.reason) for left in source.left_out] == [("案", "watermark")]


PRINTED = Path(__file__).parent / "printed"


@pytest.mark.parametrize("printer", ["chromium", "libreoffice"])
def test_a_page_as_printed_by(printer: str) -> None:
    """`plan.html` with a running head and page numbers on A5 (Chromium), and without, by way of ODT (LibreOffice)."""
    page, printed = read_plan(PRINTED / "plan.html"), read_plan(PRINTED / f"{printer}.pdf")
    captions = {item.table.caption for item in page.items if item.table}
    assert unspaced(tree(printed, captions)) == unspaced(tree(page, captions))
    furniture = {"running-head", "page-number", "repeated-header"} if printer == "chromium" else set()
    assert {left.reason for left in printed.left_out} == furniture


def unspaced(nodes: list[Node]) -> list[tuple[str, ...]]:
    """Both printers put a little space between Latin and Japanese letters, as wide as that of a space bar."""
    return [tuple(str(part).replace(" ", "") for part in node) for node in nodes]


def test_the_margins_of_left_and_right_pages_are_mirrored() -> None:
    pages = [lines(left, 700, [LONG, "う。", LONG, "う。", LONG, "う。"]) for left in (40, 80)]
    assert [block.span for block in read(make_pdf(pages), "plan.pdf").blocks] == [(0, 60), (0, 4)] * 6


def test_pages_without_outer_lines_are_not_mirrored() -> None:
    """Only where the right edges are as far apart as the left ones."""
    pages = [lines(60, 700, [LONG] * 6), lines(80, 700, [LONG[:28]] * 6)]
    assert {block.span for block in read(make_pdf(pages), "plan.pdf").blocks} == {(0, 60), (4, 60)}


def test_columns_end_where_most_of_their_lines_do() -> None:
    """A comma hangs over the edge of the left one; the right one has none."""
    body = ["左の段の文章を続けて書く"] * 6
    page = [*lines(60, 700, [*body[:3], f"{body[0]}、", f"{body[0]}、", body[0]]), *lines(220, 700, body)]
    spans = [block.span for block in read(make_pdf([page]), "plan.pdf").blocks]
    assert spans == [(0, 24)] * 3 + [(0, 26)] * 2 + [(0, 24)] * 7


def test_a_ruled_line_alone_is_no_table() -> None:
    boxed = [*grid(60, 100, 260, [720, 700]), text(70, 706, "１"), text(110, 706, "観測")]
    (block,) = read(make_pdf([boxed]), "plan.pdf").blocks
    assert (block.form, block.text) == ("line", "１ 観測")


JOINED: dict[str, tuple[list[tuple[int, str]], list[str]]] = {
    "a full line goes on": ([(60, LONG), (60, "う。")], [f"{LONG}う。"]),
    "a line with room left ends a paragraph": (
        [(60, LONG), (60, LONG[:18]), (60, "空を測る。")],
        [LONG + LONG[:18], "空を測る。"],
    ),
    "a line that ends before a long word is full": (
        [(60, LONG), (60, LONG[:26]), (60, "oceanography を学ぶ。")],
        [f"{LONG}{LONG[:26]}oceanography を学ぶ。"],
    ),
    "after a full line that ends a sentence, an indent begins a paragraph": (
        [(70, LONG[:29]), (60, LONG), (60, f"{LONG[:29]}。"), (70, "空を測る。")],
        [f"{LONG[:29]}{LONG}{LONG[:29]}。", "空を測る。"],
    ),
    "after a full line that ends a sentence, no indent goes on": (
        [(70, LONG[:29]), (60, LONG), (60, f"{LONG[:29]}。"), (60, "空を測る。")],
        [f"{LONG[:29]}{LONG}{LONG[:29]}。空を測る。"],
    ),
    "after a full line without full stop, an indent begins a paragraph": (
        [(70, LONG[:29]), (60, LONG), (60, LONG), (60, f"{LONG[:29]}。"), (70, f"{LONG[:27]}記録"), (70, "空を測る。")],
        [f"{LONG[:29]}{LONG}{LONG}{LONG[:29]}。", f"{LONG[:27]}記録", "空を測る。"],
    ),
    "after a full line that ends open, no indent does": (
        [(70, LONG[:29]), (60, LONG), (60, LONG), (60, f"{LONG[:29]}。"), (70, f"{LONG[:28]}と"), (70, "空を測る。")],
        [f"{LONG[:29]}{LONG}{LONG}{LONG[:29]}。", f"{LONG[:28]}と空を測る。"],
    ),
    "a bullet after a full line": (
        [(60, f"１．{LONG[:28]}"), (70, "・　海を測る。"), (70, "・　空を測る。")],
        [LONG[:28], "海を測る。", "空を測る。"],
    ),
    "bullets that the font has no code for": (
        [(60, "\ufffd 海を測る。"), (60, "\ufffd「空」を測る。")], ["海を測る。", "「空」を測る。"],
    ),
    "a number that closes a bracket is no marker": (
        [(60, f"{LONG[:26]}（イタリ"), (60, "ア）に送る。"), (60, LONG), (60, "う。")],
        [f"{LONG[:26]}（イタリア）に送る。", f"{LONG}う。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "expected"), JOINED.values(), ids=JOINED.keys())
def test_lines_are_joined_by_their_places(drawn: list[tuple[int, str]], expected: list[str]) -> None:
    page = [text(x, 700 - 18 * n, words) for n, (x, words) in enumerate(drawn)]
    items = parse(read(make_pdf([page]), "plan.pdf"), "plan.pdf").items
    assert [item.text for item in items] == expected


ODD: dict[str, list[str]] = {
    "text of no size beside it": [text(60, 680, "空", size=0)],
    "text far away": [text(1e9, 700, "空"), text(-1e9, 1e12, "を")],
    "text upside down and inside out": [text(60, 600, "空", size=-10, turn="-1 0 0 -1")],
    "ruby upon ruby": [text(60, 711, "うみ", 5), text(60, 717, "う", 2)],
}


@pytest.mark.parametrize("drawn", ODD.values(), ids=ODD.keys())
def test_oddities_of_broken_files_do_no_harm(drawn: list[str]) -> None:
    assert "海を測る。" in texts([text(60, 700, "海を測る。"), *drawn])


def test_a_drawing_of_many_rules_is_no_table() -> None:
    drawing = [rule(10 * n % 500, n % 700, 10 * n % 500 + 9, n % 700) for n in range(5001)]
    assert texts([*drawing, text(60, 700, "海を測る。")]) == ["海を測る。"]


def in_font(name: bytes, codes: bytes) -> bytes:
    """A file with a line in a font that is not in it, and text after it."""
    widths = b" ".join([b"500"] * 256)
    shape = b"<< /Type /FontDescriptor /FontName /%b /Flags 4 /FontBBox [0 -120 1000 880] >>" % name
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /%b /FirstChar 0 /LastChar 255 /Widths [%b]" % (name, widths)
    font += b" /FontDescriptor %b >>" % shape
    page = [f"BT /W 10 Tf 60 700 Td <{codes.hex()}> Tj ET", text(80, 700, "海を測る。")]
    return make_pdf([page]).replace(b"/F 3 0 R", b"/F 3 0 R /W " + font)


PICTURES = {
    "a disc of Wingdings": (b"ABCDEF+Wingdings-Regular", b"l", "\uf06c　海を測る。"),
    "an arrow of Wingdings": (b"Wingdings", b"\xd8", "\uf0d8　海を測る。"),
    "a byte that Windows has as a letter": (b"Wingdings2", b"\x9f", "\uf09f　海を測る。"),
    "a bullet of Symbol": (b"SymbolMT", b"\xb7", "\uf0b7　海を測る。"),
    "a letter of another font": (b"Arial", b"l", "l 海を測る。"),
}


@pytest.mark.parametrize(("font", "codes", "expected"), PICTURES.values(), ids=PICTURES.keys())
def test_bullets_of_symbol_fonts_are_no_letters(font: bytes, codes: bytes, expected: str) -> None:
    (block,) = read(in_font(font, codes), "plan.pdf").blocks
    assert block.text == expected


def sized(*lines: tuple[float, str]) -> list[str]:
    """Lines of these sizes down a page."""
    return [text(60, 780 - 24 * n, words, size) for n, (size, words) in enumerate(lines)]


BODY = [(10, f"{LONG[:28]}。")] * 4
SIZES: dict[str, tuple[list[list[str]], list[str]]] = {
    "by their sizes": (
        [
            sized((14, "海の観測"), (12, "水温"), *BODY, (12, "塩分"), *BODY),
            sized((14, "空の観測"), (12, "風"), *BODY, (14, "記録"), *BODY),
        ],
        ["1 海の観測", "2 水温", "2 塩分", "1 空の観測", "2 風", "1 記録"],
    ),
    "over two lines": (
        [
            sized((14, LONG[:21]), (14, "の観測"), *BODY),
            sized((14, "空の観測"), (14, "風の観測"), *BODY, (14, "記録"), *BODY),
        ],
        [f"1 {LONG[:21]}の観測", "1 空の観測", "1 風の観測", "1 記録"],
    ),
    "of one numbering": (
        [sized((14, "１．海"), *BODY, (14, "２．空"), *BODY), sized((14, "３．記録"), *BODY)],
        ["1 １．海", "1 ２．空", "1 ３．記録"],
    ),
}  # fmt: skip
UNSIZED: dict[str, list[list[str]]] = {
    "where their numbers tell more": [sized((14, "１．海"), (14, "（１）水温"), *BODY), sized((14, "２．空"), *BODY)],
    "on a cover only": [sized((24, "計画"), (24, "機構"), (24, "令和七年三月")), sized(*BODY, *BODY)],
    "of hardly any line": [sized((14, "海"), *BODY), sized((14, "空"), *BODY)],
    "of sentences": [sized((14, "海を測る。"), (14, "空を測る。"), *BODY), sized((14, "風を測る。"), *BODY)],
    "of most lines": [
        sized((12, "海"), (12, "空"), (10, "１２３４５６７８９")),
        sized((12, "風"), (10, "１２３４５６７８９")),
    ],
}


@pytest.mark.parametrize(("pages", "expected"), SIZES.values(), ids=SIZES.keys())
def test_headings_are_told_by_their_size(pages: list[list[str]], expected: list[str]) -> None:
    blocks = read(make_pdf(pages), "plan.pdf").blocks
    assert [f"{block.level} {block.text}" for block in blocks if block.form == "heading"] == expected


@pytest.mark.parametrize("pages", UNSIZED.values(), ids=UNSIZED.keys())
def test_sizes_that_tell_no_headings(pages: list[list[str]]) -> None:
    assert not any(block.form == "heading" for block in read(make_pdf(pages), "plan.pdf").blocks)


def test_a_raised_mark_hardly_smaller_stands_in_its_line() -> None:
    assert texts([text(60, 700, "倫理指針", 12), text(108, 704, "※２", 10), text(128, 700, "を守る。", 12)]) == [
        "倫理指針※２を守る。"
    ]


def test_lines_in_brackets_are_headings_beside_those_told_by_their_size() -> None:
    pages = [
        sized((14, "海の観測"), (10, "【水温】"), *BODY),
        sized((14, "空の観測"), *BODY, (14, "記録"), (10, "【公開】"), *BODY),
    ]
    plan = parse(read(make_pdf(pages), "plan.pdf"), "plan.pdf")
    found = [(item.level, item.text) for item in plan.items if item.type == "heading"]
    assert found == [(0, "海の観測"), (1, "【水温】"), (0, "空の観測"), (0, "記録"), (1, "【公開】")]


def test_work_that_does_not_end_is_given_up_and_remembered() -> None:
    release = Event()
    with pytest.raises(StuckError, match=r"p: 3 ページ目が 0\.01 秒で読み終わりません"):
        in_time(release.wait, "p", 3, 0.01)
    assert is_stuck()
    with pytest.raises(StuckError, match="前の PDF をまだ読んでいます"):
        read(GOOD, "plan.pdf")
    release.set()
    while is_stuck():
        time.sleep(0.001)
    assert read(GOOD, "plan.pdf").blocks


def test_work_that_fails_says_why() -> None:
    with pytest.raises(ZeroDivisionError):
        in_time(lambda: 1 // 0, "p", 1, 10)
