"""Reading HTML and Markdown: what a browser shows is read, what it does not is left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandiff import read_plan
from plandiff.errors import ReadError
from plandiff.model import Block
from plandiff.readers import reader_for, sniff
from plandiff.readers.html import read
from plandiff.readers.markdown import read as read_markdown


def shown(block: Block) -> str:
    level = f"{block.level or block.depth or ''}"
    return f"{block.form}{level} {block.marker} {block.text}".replace("  ", " ").strip()


HTML: dict[str, tuple[str, list[str]]] = {
    "headings": ("<h2>１．観測</h2><h3>海洋</h3>", ["heading2 １．観測", "heading3 海洋"]),
    "a heading by its role": ('<div role="heading" aria-level="3">海洋</div>', ["heading3 海洋"]),
    "a heading of a role without level": ('<div role="heading">海洋</div>', ["heading2 海洋"]),
    "an empty heading": ("<h2> </h2><p>測る。</p>", ["paragraph 測る。"]),
    "paragraphs and inline elements": ("<p>海を<b>測</b>る。</p><p>空。</p>", ["paragraph 海を測る。", "paragraph 空。"]),
    "text without any paragraph": ("<div>海を測る。<div>空を測る。</div>雲。</div>", ["paragraph 海を測る。", "paragraph 空を測る。", "paragraph 雲。"]),
    "white space": ("<p> 海を\n  測る  と\tNew\n York </p>", ["paragraph 海を測る と New York"]),
    "preformatted lines": ("<pre>１．観測\n２．公開</pre>", ["line １．観測", "line ２．公開", "line"]),
    "preformatted lines without numbers": ("<pre>\n海を測る。\n\n　空を測る。\n</pre>", ["line 海を測る。", "line", "line 　空を測る。", "line"]),
    "a line break is a wrap": ("<p>海を<br>測る。</p>", ["paragraph 海を測る。"]),
    "lines of one numbering": ("<div>（１）海<br>（２）空</div>", ["line （１）海", "line （２）空", "line"]),
    "one number among lines is none": ("<p>指針<br>第５ 試料<br>（１）責任者は、</p>", ["paragraph 指針第５ 試料（１）責任者は、"]),
    "bare numbers in a row": ("<div>１　海<br>　測る。<br>２　期間</div>", ["line １　海", "line 　測る。", "line ２　期間", "line"]),
    "bare numbers not in a row": ("<p>１ 海<br>３ 空</p>", ["paragraph １ 海３ 空"]),
    "two line breaks": ("<p>海を測る。<br><br>空を測る。</p>", ["paragraph 海を測る。", "paragraph 空を測る。"]),
    "two line breaks in a heading": ("<h2>海の<br><br>観測</h2>", ["heading2 海の観測"]),
    "two line breaks in an entry": ("<ol><li>海<br><br>空</li></ol>", ["entry1 1. 海", "paragraph1 空"]),
    "indented pieces": ("<p>　海を測る。<br>　空を測る。<br>雲も測る。</p>", ["paragraph 海を測る。", "paragraph 空を測る。雲も測る。"]),
    "an unordered list": ("<ul><li>海</li><li>空</li></ul>", ["entry1 ・ 海", "entry1 ・ 空"]),
    "an ordered list": ("<ol><li>海</li><li>空</li></ol>", ["entry1 1. 海", "entry1 2. 空"]),
    "a start and a value": ('<ol start="3"><li>海</li><li value="7">空</li><li>陸</li></ol>', ["entry1 3. 海", "entry1 7. 空", "entry1 8. 陸"]),
    "a reversed list": ("<ol reversed><li>海</li><li>空</li></ol>", ["entry1 2. 海", "entry1 1. 空"]),
    "letters": ('<ol type="a"><li>海</li><li>空</li></ol>', ["entry1 a. 海", "entry1 b. 空"]),
    "letters after z": ('<ol type="A" start="27"><li>海</li></ol>', ["entry1 AA. 海"]),
    "Roman numerals": ('<ol type="i" start="4"><li>海</li></ol>', ["entry1 iv. 海"]),
    "large Roman numerals": ('<ol type="I" start="9"><li>海</li></ol>', ["entry1 IX. 海"]),
    "kana": ('<ol style="list-style-type: katakana"><li>海</li><li>空</li></ol>', ["entry1 ア、 海", "entry1 イ、 空"]),
    "iroha": ('<ol style="list-style: katakana-iroha"><li>海</li></ol>', ["entry1 イ、 海"]),
    "kanji": ('<ol start="12" style="list-style-type:cjk-ideographic"><li>海</li></ol>', ["entry1 十二、 海"]),
    "kanji past ninety-nine": ('<ol start="100" style="list-style-type:cjk-decimal"><li>海</li></ol>', ["entry1 一〇〇、 海"]),
    "a list without markers": ('<ol style="list-style: none"><li>海</li></ol>', ["entry1 海"]),
    "a typed number in a bullet": ("<ul><li>(1) 海</li></ul>", ["entry1 (1) 海"]),
    "typed numbers that the list counts as well": ("<ol><li>（１）海</li><li>２　空</li></ol>", ["entry1 （１）海", "entry1 ２　空"]),
    "typed numbers that the list does not count": ("<ol><li>第５ 海</li><li>（１）空</li></ol>", ["entry1 1. 第５ 海", "entry1 2. （１）空"]),
    "a number in an element of its own": ("<div>(1)</div><div>海を測る。</div><h3>２．</h3><h3>空</h3>", ["paragraph (1)　海を測る。", "heading3 ２．", "heading3 空"]),
    "a number before a heading": ("<div>(1)</div><h3>海</h3>", ["heading3 (1)　海"]),
    "a number before a numbered text": ("<p>(1)</p><p>(2) 海</p>", ["paragraph (1)", "paragraph (2) 海"]),
    "numbers as terms": ("<dl><dt>①</dt><dd>海</dd><dt>②</dt><dd>空</dd></dl>", ["paragraph ①　海", "paragraph ②　空"]),
    "what a heading in an entry heads ends in it": ("<ol><li>海<div><h4>例</h4><p>水</p></div><p>後</p></li><li>空</li></ol>", ["entry1 1. 海", "heading4 例", "paragraph2 水", "paragraph1 後", "entry1 2. 空"]),
    "a heading alone in its part of an entry": ("<ul><li><div><h4>例</h4></div><p>水</p></li></ul>", ["heading4 例", "entry1 ・ 水"]),
    "nested lists": ("<ol><li>海<ul><li>水温</li></ul></li><li>空</li></ol>", ["entry1 1. 海", "entry2 ・ 水温", "entry1 2. 空"]),
    "an entry of paragraphs": ("<ul><li><p>海</p><p>空</p></li></ul>", ["entry1 ・ 海", "paragraph1 空"]),
    "a list straight in a list": ("<ul><li>海</li><ul><li>水温</li></ul></ul>", ["entry1 ・ 海", "entry2 ・ 水温"]),
    "a heading in an entry": ("<ol><li>海<h4>例</h4></li></ol>", ["entry1 1. 海", "heading4 例"]),
    "an entry without list": ("<li>海</li>", ["paragraph 海"]),
    "definitions": ("<dl><dt>海</dt><dd>水</dd></dl>", ["paragraph 海", "paragraph 水"]),
    "a reading": ("<p><ruby>海<rp>（</rp><rt>うみ</rt><rp>）</rp></ruby>を測る。</p>", ["paragraph 海を測る。"]),
    "a table that lays out": ("<table><tr><td>海を測る。</td></tr></table>", ["paragraph 海を測る。"]),
    "a table with lists in it": ("<table><tr><td><h3>海</h3><ul><li>水</li></ul></td><td>空</td></tr><tr><td>一</td><td>二</td></tr></table>", ["heading3 海", "entry1 ・ 水", "paragraph 空", "paragraph 一", "paragraph 二"]),
    "a table that only numbers": ("<table><tr><td>１</td><td>海を測る。</td></tr><tr><td>２</td><td>空を測る。</td></tr></table>", ["paragraph １　海を測る。", "paragraph ２　空を測る。"]),
    "a table of ranks": ("<table><tr><td>1</td><td>120</td></tr><tr><td>2</td><td>90</td></tr></table>", ["table 1 120\n2 90"]),
    "a table of data": ("<table><tr><th>区分</th><th>額</th></tr><tr><td>海</td><td>12</td></tr></table>", ["table 区分 額\n海 12"]),
    "a table without text": ("<p>海</p><table><tr><th></th></tr></table>", ["paragraph 海"]),
    "a form": ("<p>海<input value='x'></p><button>送信</button>", ["paragraph 海"]),
    "scripts and styles": ("<style>p{}</style><p>海<script>x()</script>空</p>", ["paragraph 海空"]),
    "an entity": ("<p>海&nbsp;&amp;&nbsp;空</p>", ["paragraph 海\xa0&\xa0空"]),
    "a comment in a sentence": ("<p>海<!-- 済 -->を測る。</p>", ["paragraph 海を測る。"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), HTML.values(), ids=HTML.keys())
def test_html(page: str, expected: list[str]) -> None:
    assert [shown(block) for block in read(page.encode(), "page.html").blocks] == expected


LEFT_OUT = {
    "navigation": ("<nav>目次</nav>", "navigation", "目次"),
    "header of the page": ("<header>市役所</header>", "navigation", "市役所"),
    "footer of the page": ("<footer>市役所</footer>", "navigation", "市役所"),
    "frame by its name": ('<div id="breadcrumb">市役所 > 計画</div>', "navigation", "市役所 > 計画"),
    "beside the main part": ("<div>広報</div><main>海を毎月測り、記録を公開する。</main>", "navigation", "広報"),
    "hidden by attribute": ("<p hidden>秘密</p>", "hidden", "秘密"),
    "hidden by style": ('<ul style="display: none"><li>秘密</li></ul>', "hidden", "秘密"),
    "beside what is called the main part": (
        '<div>広報</div><div id="contents"><script>x</script>海を毎月測り、記録を公開する。</div>',
        "navigation",
        "広報",
    ),
    "beside a main part in a part of that name": (
        '<div id="contents"><div>広報</div><div role="main">海を毎月測り、記録を公開する。</div></div>',
        "navigation",
        "広報",
    ),
    "frame by its role": ('<div role="banner">市役所</div>', "navigation", "市役所"),
    "frame by its class": ('<div class="area topicpath">市役所 > 計画</div>', "navigation", "市役所 > 計画"),
    "list of links to the page itself": (
        '<ul><li><a href="#a">海</a></li><li><a href="#b">空</a></li></ul>',
        "contents",
        "海空",
    ),
    "a way back to the top": (
        '<p><a href="#top">▲このページの先頭へ戻る</a></p>',
        "navigation",
        "▲このページの先頭へ戻る",
    ),
    "a way past the navigation": ('<a href="#contents">本文へスキップします</a>', "navigation", "本文へスキップします"),
    "struck text": ("<p><s>見る。</s></p>", "deleted", "見る。"),
    "struck text in a cell": ("<table><tr><th><del>川</del></th></tr></table>", "deleted", "川"),
    "picture": ('<img alt="海の図">', "picture", "海の図"),
    "drawing": ("<svg><title>海の図</title></svg>", "picture", "海の図"),
    "control": ("<button>送信</button>", "control", "送信"),
}


@pytest.mark.parametrize(("part", "reason", "text"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_is_left_out_is_named(part: str, reason: str, text: str) -> None:
    source = read(f"<body>{part}<p>海を測る。</p><ul><li>空</li></ul></body>".encode(), "page.html")
    assert [(left.reason, left.text) for left in source.left_out if left.text == text] == [(reason, text)]
    if "毎月" not in part:
        assert [shown(block) for block in source.blocks] == ["paragraph 海を測る。", "entry1 ・ 空"]


@pytest.mark.parametrize("part", ["header", "footer"])
def test_the_head_of_a_section_is_text(part: str) -> None:
    page = f"<article><{part}>海の計画</{part}><p>測る。</p></article>"
    assert [block.text for block in read(page.encode(), "page.html").blocks] == ["海の計画", "測る。"]


@pytest.mark.parametrize(
    "page",
    [
        '<ul><li><a href="#a">海</a>を見る</li><li><a href="#b">空</a></li></ul>',
        '<ul><li><a href="sea.html">海</a></li><li><a href="sky.html">空</a></li></ul>',
        '<ul><li><a href="#a">海</a></li></ul>',
        "<div>広報</div><main>海</main><main>空</main>",
        f"<p>海</p>{'<div id=main></div>' * 30}",
        '<article><div class="sidebar">海</div></article>',
        '<p><a href="#sea">本文の海</a></p>',
        '<p><a href="sea.html">本文へ</a></p>',
    ],
)
def test_what_only_looks_like_an_aside_is_text(page: str) -> None:
    assert not read(page.encode(), "page.html").left_out


def test_a_small_main_leaves_the_rest_in() -> None:
    assert len(read("<main>海</main><p>空を毎月測り、記録を公開する。</p>".encode(), "page.html").blocks) == 2


CELLS = {
    "a header": ("<tr><th>区分<th>額<tr><td>海<td>12", [["区分", "額"], ["海", "12"]], 1),
    "a cell over two columns": ("<tr><th colspan=2>額<tr><td>海<td>12", [["額", ""], ["海", "12"]], 1),
    "a cell over two rows": ("<tr><th rowspan=2>海<td>水<td>1<tr><td>塩<td>2", [["海", "水", "1"], ["", "塩", "2"]], 0),
    "a cell over all rows left": ("<tr><th rowspan=9>海<td>1<tr><td>2", [["海", "1"], ["", "2"]], 0),
    "rows of unequal length": ("<tr><th>区分<th>額<tr><td>海", [["区分", "額"], ["海", ""]], 1),
    "head and foot": ("<tfoot><tr><td>計</td><td>3</td></tr></tfoot><thead><tr><td>区</td><td>額</td></tr></thead><tbody><tr><td>海</td><td>3</td></tr></tbody>", [["区", "額"], ["海", "3"], ["計", "3"]], 1),
    "a span that is no number": ("<tr><th colspan=all>区<th>額", [["区", "額"]], 1),
    "lines and entries in a cell": ("<tr><th>海<br>空<td>New<br>York<ul><li>水<li>塩</ul>", [["海空", "New York 水 塩"]], 0),
    "a table in a cell": ("<tr><th>海<td><table><tr><td>水<td>1<tr><td>塩<td>2</table>", [["海", "水 1 塩 2"]], 0),
    "a reading": ("<tr><th><ruby>海<rt>うみ</ruby><td>1", [["海", "1"]], 0),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cells", "header"), CELLS.values(), ids=CELLS.keys())
def test_cells(rows: str, cells: list[list[str]], header: int) -> None:
    (block,) = read(f"<table><caption>予算（単位：千円）</caption>{rows}</table>".encode(), "page.html").blocks
    assert block.table is not None
    assert [list(row) for row in block.table.rows] == cells
    assert (block.table.header, block.table.unit) == (header, "千円")


ENCODINGS = {
    "UTF-8 without a word": ("utf-8", ""),
    "named in a meta element": ("cp932", '<meta charset="Shift_JIS">'),
    "named by the old meta element": ("euc_jp", '<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">'),
    "named in the XML declaration": ("euc_jp", '<?xml version="1.0" encoding="EUC-JP"?>'),
    "named wrongly": ("utf-8", '<meta charset="Shift_JIS">'),
    "a name that there is not": ("utf-8", '<meta charset="none">'),
    "with a byte order mark": ("utf-8-sig", '<meta charset="Shift_JIS">'),
}


@pytest.mark.parametrize(("encoding", "head"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings(encoding: str, head: str) -> None:
    data = f"{head}<p>海洋の水温を測り、記録を公開する。</p>".encode(encoding)
    assert [block.text for block in read(data, "page.html").blocks] == ["海洋の水温を測り、記録を公開する。"]


ARCHIVE = """From: <Saved by a browser>
Subject: plan
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="b"

--b
Content-Type: {type}
Content-Transfer-Encoding: quoted-printable

=8AC=82=F0=91=AA=82=E9=81B{page}
--b--
"""


def test_a_web_archive_is_its_page(tmp_path: Path) -> None:
    (tmp_path / "plan.mhtml").write_text(ARCHIVE.format(type="text/html; charset=Shift_JIS", page="<p>x</p>"))
    plan = read_plan(tmp_path / "plan.mhtml")
    assert [item.text for item in plan.items] == ["海を測る。", "x"]


def test_a_web_archive_without_a_page() -> None:
    with pytest.raises(ReadError, match="ページがありません"):
        read(ARCHIVE.format(type="image/png", page="").encode(), "plan.mht")


def test_lines_are_those_of_the_source() -> None:
    page = "<p>海</p>\n\n<ul>\n<li>水温</li></ul>\n<div>（１）空<br>\n（２）陸</div>"
    assert [block.line for block in read(page.encode(), "page.html").blocks if block.text] == [1, 4, 5, 6]


# ---- Markdown

MARKDOWN: dict[str, tuple[str, list[str]]] = {
    "headings": ("# 計画\n\n観測\n---\n", ["heading1 計画", "heading2 観測"]),
    "a soft break is a wrap": ("海を\n測る。", ["paragraph 海を測る。"]),
    "typed numbers on lines": ("（１）海\n（２）空", ["line （１）海", "line （２）空", "line"]),
    "indented lines are no code": ("観測\n\n    ・海\n    ・空", ["paragraph 観測", "line ・海", "line ・空", "line"]),
    "bullets": ("- 海\n  - 水温\n* 空", ["entry1 ・ 海", "entry2 ・ 水温", "entry1 ・ 空"]),
    "numbers as written": ("3. 海\n4. 空", ["entry1 3. 海", "entry1 4. 空"]),
    "numbers with brackets": ("1) 海\n2) 空", ["entry1 1) 海", "entry1 2) 空"]),
    "emphasis and links": ("海を**測**り、[記録](http://example.jp)を出す。", ["paragraph 海を測り、記録を出す。"]),
    "code is text": ("`JT-1` を測る。\n\n```\n海\n空\n```", ["paragraph JT-1 を測る。", "line 海", "line 空", "line"]),
    "a table": ("| 区分 | 額 |\n|---|--:|\n| 海 | 12 |", ["table 区分 額\n海 12"]),
    "a quotation": ("> 海を測る。", ["paragraph 海を測る。"]),
    "HTML in it": ("<div>海を測る。</div>", ["paragraph 海を測る。"]),
    "escaped marks": (r"1\. 海 \* 空", ["paragraph 1. 海 * 空"]),
    "a note": ("海を測る[^1]。\n\n[^1]: 表層の水。", ["paragraph 海を測る[^1]。", "paragraph [^1]: 表層の水。"]),
    "struck text": ("海を~~見る~~測る。", ["paragraph 海を測る。"]),
    "typed kana in a list": (
        "- （１）海\n  - ア　水温\n  - イ　塩分",
        ["entry1 （１）海", "entry2 ア　水温", "entry2 イ　塩分"],
    ),
    "indented paragraphs": (
        "　海を測る。\n　空を測る。\n記録も出す。",
        ["paragraph 海を測る。", "paragraph 空を測る。記録も出す。"],
    ),
    "an indent in mid-sentence": ("海を\n　測る。", ["paragraph 海を測る。"]),
    "a rule is no front matter": ("海\n\n---\n\n空", ["paragraph 海", "paragraph 空"]),
}


@pytest.mark.parametrize(("text", "expected"), MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown(text: str, expected: list[str]) -> None:
    assert [shown(block) for block in read_markdown(text.encode(), "plan.md").blocks] == expected


def test_front_matter_is_left_out_and_lines_stay() -> None:
    source = read_markdown("---\ntitle: 計画\n---\n\n海\n\n（１）空\n（２）陸\n".encode(), "plan.md")
    assert [(left.line, left.text, left.reason) for left in source.left_out] == [(1, "title: 計画", "front-matter")]
    assert [(block.text, block.line) for block in source.blocks if block.text] == [
        ("海", 5),
        ("（１）空", 7),
        ("（２）陸", 8),
    ]


# ---- which reader, and what cannot be read

SNIFFED = {
    "by suffix": (b"", "plan.md", "markdown"),
    "by content": (b"<!DOCTYPE html><p>x", "plan.txt", "html"),
    "by content after a comment": (b"<!-- saved -->\n<html>", "plan", "html"),
    "by content after an XML declaration": (b'<?xml version="1.0"?>\n<html>', "plan.txt", "html"),
    "a web archive by content": (ARCHIVE.encode(), "plan.txt", "html"),
    "Markdown that begins with HTML": (b"<div>x</div>", "plan.md", "markdown"),
    "plain text": ("<海>を測る。".encode(), "plan.txt", "text"),
}


@pytest.mark.parametrize(("data", "name", "format"), SNIFFED.values(), ids=SNIFFED.keys())
def test_which_reader(data: bytes, name: str, format: str) -> None:
    assert sniff(data, name) == format


def test_a_named_format_goes_over_all() -> None:
    assert reader_for(b"<p>x</p>", "plan.html", "text").__module__ == "plandiff.readers.text"


UNREADABLE = {
    "nothing": ("page.html", b"<p> </p>", "読める文がありません"),
    "only a comment": ("page.html", b"<!-- x -->", "読める文がありません"),
    "elements too deep": ("page.html", b"<div>" * 10_000 + b"x", "入れ子が深すぎます"),
    "a picture": ("page.html", b"\x89PNG\r\n\x1a\n" * 9, "画像"),
    "noise": ("page.html", bytes(range(256)) * 9, "文字コード"),
    "Markdown without text": ("plan.md", b"---\na: b\n---\n", "読める文がありません"),
    "binary Markdown": ("plan.md", bytes(range(256)) * 9, "文字コード"),
    "XML": ("plan.txt", b'<?xml version="1.0"?><plan/>', "XML"),
}


@pytest.mark.parametrize(("name", "data", "cause"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable(tmp_path: Path, name: str, data: bytes, cause: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=cause) as caught:
        read_plan(path)
    assert "\n" not in str(caught.value)


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("秘密の文", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{canary.as_uri()}">]><p>海を測る。&x;</p><iframe src="{canary.as_uri()}">枠</iframe>'
    source = read(page.encode(), "page.html")
    assert "秘密" not in "".join(block.text for block in source.blocks) + "".join(left.text for left in source.left_out)


def test_a_long_line() -> None:
    (block,) = read(("<p>" + "海を測る。" * 700_000 + "</p>").encode(), "page.html").blocks
    assert len(block.text) == 3_500_000
