"""Reading Word files: automatic numbers as a reader sees them, changes accepted, and what is left out named."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import archive

from plandiff import read_plan
from plandiff.errors import ReadError
from plandiff.limits import Limits
from plandiff.model import Block, Source
from plandiff.parse import parse
from plandiff.readers.docx import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def packed(**parts: str) -> bytes:
    """A Word file of these parts of its `word` folder; `document` is the body's content."""
    body = parts.pop("document", "")
    contents = {f"word/{name}.xml": text for name, text in parts.items()}
    contents["word/document.xml"] = f"<w:document {W} {OTHERS}><w:body>{body}</w:body></w:document>"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name, text in contents.items():
            opened.writestr(name, text)
    return file.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def shown(block: Block) -> str:
    return f"{block.form}{block.level or block.depth or ''} {block.marker} {block.text}".replace("  ", " ").strip()


def blocks(document: str, **parts: str) -> list[str]:
    return [shown(block) for block in read(packed(document=document, **parts), "plan.docx").blocks]


# ---- automatic numbers


def level(depth: int, format: str, text: str, more: str = "") -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{shape}</w:lvl>'


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = "") -> str:
    kind = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f"<w:numbering {W}>{kind}{more}{nums}</w:numbering>"


FORMATS = {
    "decimal": "1 2 3", "decimalZero": "01 02 03", "decimalFullWidth": "１ ２ ３", "decimalFullWidth2": "１ ２ ３",
    "decimalEnclosedCircle": "① ② ③", "decimalEnclosedParen": "⑴ ⑵ ⑶", "decimalEnclosedFullstop": "⒈ ⒉ ⒊",
    "numberInDash": "- 1 - - 2 - - 3 -", "japaneseCounting": "一 二 三", "ideographDigital": "一 二 三",
    "japaneseDigitalTenThousand": "一 二 三", "aiueo": "ｱ ｲ ｳ", "aiueoFullWidth": "ア イ ウ", "iroha": "ｲ ﾛ ﾊ",
    "irohaFullWidth": "イ ロ ハ", "upperRoman": "I II III", "lowerRoman": "i ii iii", "upperLetter": "A B C",
    "lowerLetter": "a b c", "unheardOf": "1 2 3",
}  # fmt: skip


@pytest.mark.parametrize(("format", "expected"), FORMATS.items(), ids=FORMATS.keys())
def test_number_formats(format: str, expected: str) -> None:
    source = read(packed(document=numbered("海") * 3, numbering=lists(level(0, format, "%1"))), "plan.docx")
    assert " ".join(block.marker for block in source.blocks) == expected


HIGH = {
    "kanji": ("japaneseCounting", 12, "十二"),
    "kanji past a hundred": ("japaneseCounting", 103, "百三"),
    "kanji past a thousand": ("japaneseCounting", 1000, "一〇〇〇"),
    "kanji digits": ("ideographDigital", 10, "一〇"),
    "circles past twenty": ("decimalEnclosedCircle", 21, "㉑"),
    "circles past fifty": ("decimalEnclosedCircle", 51, "51"),
    "letters past z": ("lowerLetter", 28, "bb"),
    "stems": ("ideographTraditional", 3, "丙"),
    "past the stems": ("ideographTraditional", 11, "11"),
    "branches": ("ideographZodiac", 12, "亥"),
    "circled kanji": ("ideographEnclosedCircle", 10, "㊉"),
    "letter nought": ("lowerLetter", 0, "0"),
    "Roman": ("upperRoman", 49, "XLIX"),
    "Roman nought": ("lowerRoman", 0, "0"),
}


@pytest.mark.parametrize(("format", "start", "expected"), HIGH.values(), ids=HIGH.keys())
def test_high_numbers(format: str, start: int, expected: str) -> None:
    kind = level(0, format, "%1").replace('start w:val="1"', f'start w:val="{start}"')
    assert blocks(numbered("海"), numbering=lists(kind)) == [f"paragraph {expected} 海"]


CHAPTERS = (level(0, "decimalFullWidth", "第%1章"), level(1, "decimal", "（%2）"), level(2, "decimal", "%1.%2.%3"))
COUNTING: dict[str, tuple[str, str, list[str]]] = {
    "deeper levels begin anew": (
        numbered("海") + numbered("水温", 1) + numbered("塩分", 1) + numbered("空") + numbered("風", 1),
        lists(*CHAPTERS),
        ["第１章 海", "（1） 水温", "（2） 塩分", "第２章 空", "（1） 風"],
    ),
    "a level that is skipped shows its first number": (
        numbered("海") + numbered("水温", 2), lists(*CHAPTERS), ["第１章 海", "１.1.1 水温"],
    ),
    "plain numbers of a legal level": (
        numbered("海") + numbered("水温", 1),
        lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1-%2", "<w:isLgl/>")),
        ["I. 海", "1-1 水温"],
    ),
    "a level that never begins anew": (
        numbered("海") + numbered("水温", 1) + numbered("空") + numbered("風", 1),
        lists(level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')),
        ["1. 海", "(1) 水温", "2. 空", "(2) 風"],
    ),
    "text between does not end a list": (
        numbered("海") + p("間の文") + numbered("空"), lists(level(0, "decimal", "%1.")), ["1. 海", "間の文", "2. 空"],
    ),
    "lists of one kind count on": (
        numbered("海") + numbered("空", number=2),
        lists(level(0, "decimal", "%1."), nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'),
        ["1. 海", "2. 空"],
    ),
    "a list with a start of its own": (
        numbered("海") + numbered("空", number=2),
        lists(level(0, "decimal", "%1."), nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'),
        ["1. 海", "7. 空"],
    ),
    "a list with a level of its own": (
        numbered("海"),
        lists(level(0, "decimal", "%1."), nums=f'<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "aiueoFullWidth", "%1）")}</w:lvlOverride></w:num>'),
        ["ア） 海"],
    ),
    "no list": (numbered("海", number=0), lists(level(0, "decimal", "%1.")), ["海"]),
    "a level that there is not": (numbered("海", 5), lists(level(0, "decimal", "%1.")), ["海"]),
    "a kind that there is not": (numbered("海"), lists(nums='<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'), ["海"]),
    "a list without a kind": (numbered("海"), lists(nums='<w:num w:numId="1"/>'), ["海"]),
    "no numeral": (numbered("海"), lists(level(0, "none", "%1")), ["海"]),
    "an empty paragraph counts": (
        numbered("海") + numbered("") + numbered("空"), lists(level(0, "decimal", "%1.")), ["1. 海", "3. 空"],
    ),
    "a deleted or hidden one does not": (
        numbered("海")
        + "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>川</w:delText></w:r></w:del></w:p>"
        + "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>川</w:t></w:r></w:p>"
        + numbered("空"),
        lists(level(0, "decimal", "%1.")), ["1. 海", "2. 空"],
    ),
    "a deeper level with a start of its own": (
        numbered("海", number=2) + numbered("水温", 1, 2) + numbered("空", number=2) + numbered("風", 1, 2),
        lists(level(0, "decimal", "%1."), level(1, "decimal", "(%2)"), nums='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'),
        ["1. 海", "(5) 水温", "2. 空", "(5) 風"],
    ),
    "a level that no list has": (numbered("海", 12), lists(level(12, "decimal", "%1.")), ["海"]),
    "a level that is no number": (numbered("海"), lists(level(0, "decimal", "%1.").replace('ilvl="0"', 'ilvl="x"')), ["海"]),
    "a bullet among the places": (
        numbered("海", 1), lists(level(0, "bullet", "・"), level(1, "decimal", "%1%2.")), ["1. 海"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "numbering", "expected"), COUNTING.values(), ids=COUNTING.keys())
def test_counting(document: str, numbering: str, expected: list[str]) -> None:
    assert [line.removeprefix("paragraph ") for line in blocks(document, numbering=numbering)] == expected


def indented(format: str, text: str, left: int, fonts: str = "") -> str:
    place = f'<w:pPr><w:ind w:left="{left}" w:hanging="420"/></w:pPr>'
    return level(0, format, text).replace("</w:lvl>", f"{place}{fonts}</w:lvl>")


def kinds(*levels: str) -> str:
    """Lists 1, 2 … of one level each."""
    found = (f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(levels, 1))
    nums = (f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(levels) + 1))
    return f"<w:numbering {W}>{''.join(found)}{''.join(nums)}</w:numbering>"


WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
TWO = kinds(indented("bullet", "○", 420), indented("bullet", "・", 840))
ENTRIES: dict[str, tuple[str, str, list[str]]] = {
    "bullets by level": (
        numbered("海") + numbered("水温", 1),
        lists(level(0, "bullet", "\uf0b7"), level(1, "bullet", "○")),
        ["entry1 \uf0b7 海", "entry2 ○ 水温"],
    ),
    "bullets of two lists by indent": (
        numbered("海") + numbered("水温", number=2) + numbered("空"), TWO, ["entry1 ○ 海", "entry2 ・ 水温", "entry1 ○ 空"],
    ),
    "a paragraph ends them": (
        numbered("海") + p("間の文。") + numbered("水温", number=2), TWO, ["entry1 ○ 海", "paragraph 間の文。", "entry1 ・ 水温"],
    ),
    "the paragraph's own indent": (
        numbered("海") + p("空", '<w:ind w:leftChars="400"/><w:numPr><w:numId w:val="1"/></w:numPr>'),
        TWO, ["entry1 ○ 海", "entry2 ○ 空"],
    ),
    "a bullet of a symbol font": (numbered("海"), kinds(indented("bullet", "l", 0, WINGDINGS)), ["entry1 \uf06c 海"]),
    "a letter as a bullet": (numbered("海"), kinds(indented("bullet", "l", 0)), ["entry1 l 海"]),
    "numbers below numbers that look alike": (
        numbered("海") + numbered("水温", 1), lists(level(0, "decimal", "%1."), level(1, "decimal", "%2.")),
        ["paragraph 1. 海", "entry1 1. 水温"],
    ),
    "numbers below a bullet": (
        numbered("海") + numbered("水温", number=2), kinds(indented("bullet", "○", 420), indented("decimal", "(%1)", 840)),
        ["entry1 ○ 海", "entry2 (1) 水温"],
    ),
    "numbers that go on outside": (
        numbered("海", number=2) + numbered("水温") + numbered("空", number=2),
        kinds(indented("bullet", "○", 420), indented("decimal", "(%1)", 840)),
        ["paragraph (1) 海", "entry1 ○ 水温", "paragraph (2) 空"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "numbering", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_what_is_an_entry_of_a_list(document: str, numbering: str, expected: list[str]) -> None:
    assert blocks(document, numbering=numbering) == expected


@pytest.mark.parametrize(
    "format", ["aiueo", "iroha", "lowerLetter", "lowerRoman", "upperRoman", "japaneseCounting", "ideographTraditional"]
)
@pytest.mark.parametrize("text", ["%1", "%1)", "その%1"])
def test_numbers_of_one_list_stand_side_by_side(format: str, text: str) -> None:
    """Whatever they look like, and where a text could not tell (the numeral I is a letter, too)."""
    document = "".join(numbered("海を測る。") for _ in range(30))
    plan = parse(read(packed(document=document, numbering=lists(level(0, format, text))), "plan"), "plan")
    assert {item.level for item in plan.items} == {0}


INDENTS = {
    "none": ("（１）海", "", 0),
    "of the paragraph": ("（１）海", '<w:ind w:left="420"/>', 4),
    "hanging": ("（１）海", '<w:ind w:left="420" w:hanging="210"/>', 2),
    "of the first line": ("（１）海", '<w:ind w:left="420" w:firstLine="210"/>', 6),
    "in characters, which come first": ("（１）海", '<w:ind w:leftChars="100" w:left="999"/>', 2),
    "typed": ("　（１）海", '<w:ind w:left="210"/>', 4),
    "left of the margin": ("（１）海", '<w:ind w:left="-420"/>', 0),
    "no number": ("（１）海", '<w:ind w:left="x"/>', 0),
}


@pytest.mark.parametrize(("text", "properties", "column"), INDENTS.values(), ids=INDENTS.keys())
def test_indents(text: str, properties: str, column: int) -> None:
    (block,) = read(packed(document=p(text, properties)), "plan.docx").blocks
    assert block.span == (column, column + 8)


def test_an_indented_number_begins_a_list_inside_that_of_the_same_shape() -> None:
    document = (
        p("１．海の観測")
        + p("１．水温", '<w:ind w:left="420"/>')
        + p("２．塩分", '<w:ind w:left="420"/>')
        + p("２．空")
    )
    plan = parse(read(packed(document=document), "plan"), "plan")
    assert [(item.level, item.text) for item in plan.items] == [(0, "海の観測"), (1, "水温"), (1, "塩分"), (0, "空")]


# ---- styles


def style(key: str, name: str, properties: str = "", based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr></w:style>'


STYLES = {
    "Heading 1": (style("a", "heading 1"), "heading2 海"),
    "Heading 1 in Japanese": (style("a", "見出し 1"), "heading2 海"),
    "Heading 2 by an own style": (style("b", "heading 2") + style("a", "章題", based="b"), "heading3 海"),
    "an own style with an outline level": (style("a", "章題", '<w:outlineLvl w:val="2"/>'), "heading4 海"),
    "the title": (style("a", "表題"), "heading1 海"),
    "body text": (style("a", "本文", '<w:outlineLvl w:val="9"/>'), "paragraph 海"),
    "a style by its id alone": ("", "heading2 海"),
    "the title in another word": (style("a", "タイトル"), "heading1 海"),
    "styles in a circle": (style("a", "甲", based="b") + style("b", "乙", based="a"), "paragraph 海"),
    "a style that there is not": ("", "paragraph 海"),
    "a style without a name": ('<w:style w:styleId="a"/>', "paragraph 海"),
}


@pytest.mark.parametrize(("styles", "expected"), STYLES.values(), ids=STYLES.keys())
def test_styles(styles: str, expected: str) -> None:
    document = p("海", f'<w:pStyle w:val="{"a" if styles else "Heading1" if "heading" in expected else "x"}"/>')
    assert blocks(document, styles=f"<w:styles {W}>{styles}</w:styles>") == [expected]


def test_an_outline_level_of_the_paragraph() -> None:
    assert blocks(p("海", '<w:outlineLvl w:val="0"/>') + p("空", '<w:outlineLvl w:val="9"/>')) == [
        "heading2 海",
        "paragraph 空",
    ]


def test_headings_numbered_by_their_styles() -> None:
    link = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("1", "heading 1", link) + style("2", "heading 2", link)
    kinds = tuple(
        kind.replace("<w:lvlText", f'<w:pStyle w:val="{n}"/><w:lvlText') for n, kind in enumerate(CHAPTERS, 1)
    )
    document = p("海", '<w:pStyle w:val="1"/>') + p("水温", '<w:pStyle w:val="2"/>') + p("空", '<w:pStyle w:val="1"/>')
    assert blocks(document, styles=f"<w:styles {W}>{styles}</w:styles>", numbering=lists(*kinds)) == [
        "heading2 第１章 海",
        "heading3 （1） 水温",
        "heading2 第２章 空",
    ]


def test_a_kind_by_a_numbering_style() -> None:
    styles = f'<w:styles {W}><w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>'
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="n"/></w:abstractNum>'
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert blocks(
        numbered("海"), styles=styles, numbering=lists(level(0, "decimal", "%1）"), more=linked, nums=nums)
    ) == ["paragraph 1） 海"]


def test_kinds_by_numbering_styles_in_a_circle() -> None:
    one = '<w:style w:type="numbering" w:styleId="{}"><w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr></w:style>'
    kind = '<w:abstractNum w:abstractNumId="{0}"><w:numStyleLink w:val="{0}"/></w:abstractNum>'
    num = '<w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/></w:num>'
    numbering = f"<w:numbering {W}>{kind.format(1)}{kind.format(2)}{num.format(1)}{num.format(2)}</w:numbering>"
    styles = f"<w:styles {W}>{one.format(1, 2)}{one.format(2, 1)}</w:styles>"
    assert blocks(numbered("海"), styles=styles, numbering=numbering) == ["paragraph 海"]


# ---- what a paragraph shows

FIELD = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{}</w:instrText>{}<w:fldChar w:fldCharType="end"/></w:r>'

BOX = "<w:txbxContent><w:p><w:r><w:t>囲み</w:t></w:r></w:p></w:txbxContent>"
RUNS: dict[str, tuple[str, list[str]]] = {
    "runs": ("<w:r><w:t>海を</w:t></w:r><w:r><w:t>測る。</w:t></w:r>", ["海を測る。"]),
    "a typed number and a tab": ("<w:r><w:t>１．</w:t><w:tab/><w:t>海</w:t></w:r>", ["１． 海"]),
    "a soft break": ("<w:r><w:t>海を</w:t><w:br/><w:t>測る。</w:t></w:r>", ["海を測る。"]),
    "soft breaks between numbers": ("<w:r><w:t>（１）海</w:t><w:br/><w:t>（２）空</w:t></w:r>", ["（１）海", "（２）空", ""]),
    "a page break": ('<w:r><w:t>海を</w:t><w:br w:type="page"/><w:t>測る。</w:t></w:r>', ["海を測る。"]),
    "a link": ("<w:hyperlink><w:r><w:t>海</w:t></w:r></w:hyperlink>", ["海"]),
    "a simple field": ('<w:fldSimple w:instr="PAGE"><w:r><w:t>12</w:t></w:r></w:fldSimple>', ["12"]),
    "a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:t>符号</w:t><w:fldChar w:fldCharType="separate"/>'
        '<w:t>第３条</w:t><w:fldChar w:fldCharType="end"/><w:t>の海</w:t></w:r>',
        ["第３条の海"],
    ),
    "an enclosed number": (FIELD.format("eq \\o\\ac(○,21)", ""), ["㉑"]),
    "an enclosed character": (FIELD.format("eq \\o\\ac(○,秘)", ""), ["秘"]),
    "a reading as a field": (FIELD.format('EQ \\* jc2 \\* "Font:明朝" \\* hps10 \\o\\ad(\\s\\up 9(うみ),海)', ""), ["海"]),
    "a field that never ends": ('<w:r><w:fldChar w:fldCharType="begin"/><w:t>x</w:t></w:r></w:p><w:p><w:r><w:t>海</w:t></w:r>', ["海"]),
    "ends of fields that never began": ('<w:r><w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/><w:t>海</w:t></w:r>', ["海"]),
    "a symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0B7"/><w:t>海</w:t></w:r>', ["\uf0b7海"]),
    "a symbol by its letter": ('<w:r><w:sym w:font="Wingdings" w:char="6C"/><w:t>海</w:t></w:r>', ["\uf06c海"]),
    "a line end": ("<w:r><w:t>（１）海</w:t><w:cr/><w:t>（２）空</w:t></w:r>", ["（１）海", "（２）空", ""]),
    "a symbol that is none": ('<w:r><w:sym w:char="zz"/><w:t>海</w:t></w:r>', ["海"]),
    "a reading": ("<w:r><w:ruby><w:rt><w:r><w:t>うみ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>海</w:t></w:r></w:rubyBase></w:ruby></w:r>", ["海"]),
    "a hyphen": ("<w:r><w:t>JT</w:t><w:noBreakHyphen/><w:t>60</w:t></w:r>", ["JT-60"]),
    "a formula": ("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>", ["E=mc"]),
    "inserted text": ("<w:ins><w:r><w:t>海</w:t></w:r></w:ins>", ["海"]),
    "a text box, once": (f"<w:r><w:t>海</w:t><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>", ["海", "囲み"]),
    "a content control": ("<w:sdt><w:sdtContent><w:r><w:t>海</w:t></w:r></w:sdtContent></w:sdt>", ["海"]),
    "a comment in a sentence": ("<w:r><w:t>海</w:t></w:r><!-- x --><w:r><w:t>空</w:t></w:r>", ["海空"]),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "expected"), RUNS.values(), ids=RUNS.keys())
def test_what_a_paragraph_shows(runs: str, expected: list[str]) -> None:
    assert [block.text for block in read(packed(document=f"<w:p>{runs}</w:p>"), "plan.docx").blocks] == expected


def test_notes_follow_their_paragraph() -> None:
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>表層の海水。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    refer = '<w:p><w:r><w:t>海水を測る。</w:t><w:footnoteReference w:id="2"/><w:endnoteReference w:id="3"/></w:r></w:p>'
    assert blocks(refer + p("空"), footnotes=note) == [
        "paragraph 海水を測る。",
        "entry1 注1 表層の海水。",
        "paragraph 空",
    ]


def test_notes_are_counted_and_of_tables_too() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in ((7, "海の注。"), (3, "表の注。")))
    refer = '<w:p><w:r><w:t>{}</w:t><w:footnoteReference w:id="{}"/></w:r></w:p>'
    inside = refer.format("空", 3)
    document = refer.format("海", 7) + f"<w:tbl>{row(f'<w:tc>{inside}</w:tc>', '1')}</w:tbl>"
    assert blocks(document, footnotes=f"<w:footnotes {W}>{notes}</w:footnotes>") == [
        "paragraph 海",
        "entry1 注1 海の注。",
        "table 空 1",
        "entry1 注2 表の注。",
    ]


def test_a_note_holds_nothing_that_follows() -> None:
    notes = f'<w:endnotes {W}><w:endnote w:id="1">{p("表層の海水")}</w:endnote></w:endnotes>'
    refer = "<w:p><w:r><w:t>１．海の観測</w:t><w:endnoteReference w:id='1'/></w:r></w:p>"
    document = refer + p("（１）水温を測る。") + p("海を測る。") + p("２．空の観測") + p("（１）風を測る。")
    plan = parse(read(packed(document=document, endnotes=notes), "plan"), "plan")
    assert [(item.level, item.marker) for item in plan.items] == [
        (0, "１．"), (1, "文末注1"), (1, "（１）"), (1, ""), (0, "２．"), (1, "（１）"),
    ]  # fmt: skip


ENDLESS = "<w:rPr><w:del/></w:rPr>"
JOINED = {
    "a deleted paragraph end": (p("海を", ENDLESS) + p("測る。"), ["paragraph 海を測る。"]),
    "two of them": (p("海を", ENDLESS) + p("よく", ENDLESS) + p("測る。"), ["paragraph 海をよく測る。"]),
    "one before a table": (p("海", ENDLESS) + f"<w:tbl>{'{}'}</w:tbl>", ["paragraph 海", "table 空 1"]),
    "one at the end": (p("海") + p("空", ENDLESS), ["paragraph 海", "paragraph 空"]),
    "with a text box in it": (f"<w:p><w:pPr>{ENDLESS}</w:pPr><w:r><w:t>海を</w:t>{'<w:txbxContent>' + p('囲み') + '</w:txbxContent>'}</w:r></w:p>" + p("測る。"), ["paragraph 海を測る。", "paragraph 囲み"]),
}  # fmt: skip


@pytest.mark.parametrize(("document", "expected"), JOINED.values(), ids=JOINED.keys())
def test_a_deleted_paragraph_end_joins_paragraphs(document: str, expected: list[str]) -> None:
    assert blocks(document.replace("{}", row("空", "1"))) == expected


def test_paragraphs_in_controls_and_changes() -> None:
    control = "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    either = f"<mc:AlternateContent><!-- --><mc:Choice>{p('川')}</mc:Choice><mc:Fallback>{p('川')}</mc:Fallback></mc:AlternateContent>"
    assert blocks(f"{control.format(p('海'))}<w:ins>{p('空')}</w:ins>{either}") == [
        "paragraph 海",
        "paragraph 空",
        "paragraph 川",
    ]


LEFT_OUT = {
    "deleted text": ("<w:p><w:r><w:t>海</w:t></w:r><w:del><w:r><w:delText>川</w:delText></w:r></w:del></w:p>", {}, ("deleted", "川")),
    "text moved away": ("<w:p><w:r><w:t>海</w:t></w:r><w:moveFrom><w:r><w:t>川</w:t></w:r></w:moveFrom></w:p>", {}, ("deleted", "川")),
    "hidden text": (p("海") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r></w:p>", {}, ("hidden", "秘密")),
    "text hidden by a style": (
        p("海") + "<w:p><w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>秘密</w:t></w:r></w:p>", {"styles": f"<w:styles {W}><w:style w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"}, ("hidden", "秘密"),
    ),
    "a paragraph hidden by its style": (
        "<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr><w:r><w:t>秘密</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>海</w:t></w:r></w:p>", {"styles": f"<w:styles {W}><w:style w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"}, ("hidden", "秘密"),
    ),
    "a generated table of contents": (
        f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{p('海……1')}</w:sdtContent></w:sdt>" + p("海"), {}, ("contents", "海……1"),
    ),
    "a simple field of contents": ("<w:p><w:fldSimple w:instr=' TOC '><w:r><w:t>海……1</w:t></w:r></w:fldSimple></w:p>" + p("海"), {}, ("contents", "海……1")),
    "an equation field": ("<w:p>" + FIELD.format("EQ \\f(1,2)", "") + "<w:r><w:t>海</w:t></w:r></w:p>", {}, ("formula", "EQ \\f(1,2)")),
    "a diagram": (p("海"), {"diagramData1": '<a:x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>組織図</a:t></a:x>'}, ("diagram", "組織図")),
    "a contents line": (
        p("海") + p("海……1", '<w:pStyle w:val="t"/>'), {"styles": f"<w:styles {W}>{style('t', 'toc 1')}</w:styles>"}, ("contents", "海……1"),
    ),
    "a running head": (p("海"), {"header1": f"<w:hdr {W}>{p('令和８年度計画')}</w:hdr>", "header2": f"<w:hdr {W}>{p('令和８年度計画')}</w:hdr>"}, ("running-head", "令和８年度計画")),
    "a comment": (p("海"), {"comments": f"<w:comments {W}><w:comment>{p('要確認')}</w:comment></w:comments>"}, ("comment", "要確認")),
    "a sheet of another program": (
        p("海") + '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>', {}, ("embedded", "Excel.Sheet.12"),
    ),
    "a picture": (p("海") + '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="海の図"/></wp:inline></w:drawing></w:r></w:p>', {}, ("picture", "海の図")),
}  # fmt: skip


@pytest.mark.parametrize(("document", "parts", "expected"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_is_left_out_is_named(document: str, parts: dict[str, str], expected: tuple[str, str]) -> None:
    source = read(packed(document=document, **parts), "plan.docx")
    assert [(left.reason, left.text) for left in source.left_out] == [expected]
    assert [block.text for block in source.blocks] == ["海"]


def test_a_table_of_contents_over_paragraphs() -> None:
    begin = '<w:p><w:r><w:t>目次</w:t><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lines = "<w:r><w:t>海……1</w:t></w:r></w:p><w:p><w:hyperlink><w:r><w:t>空……2</w:t></w:r></w:hyperlink></w:p>"
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>海</w:t></w:r></w:p>'
    source = read(packed(document=begin + lines + end), "plan.docx")
    assert [block.text for block in source.blocks] == ["目次", "海"]
    assert [(left.line, left.text) for left in source.left_out] == [(1, "海……1"), (2, "空……2")]


def test_a_file_held_by_another_is_named() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/aFChunk" Target="held.html"/></Relationships>'
    document = f"<w:document {W} xmlns:r='{space}'><w:body>{p('海')}<w:altChunk r:id='r1'/></w:body></w:document>"
    data = archive(word__document_xml=document.encode(), **{"word___rels__document.xml.rels": relations.encode()})
    assert [(left.reason, left.text) for left in read(data, "plan.docx").left_out] == [("embedded", "word/held.html")]


# ---- tables


def row(*cells: str, properties: str = "") -> str:
    filled = (cell if cell.startswith("<w:tc>") else f"<w:tc>{p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{properties}{''.join(filled)}</w:tr>"


def cell(text: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


HEADER = "<w:trPr><w:tblHeader/></w:trPr>"
CELLS = {
    "a header": (row("区分", "額", properties=HEADER) + row("海", "12"), [["区分", "額"], ["海", "12"]], 1),
    "no header": (row("海", "12") + row("空", "3"), [["海", "12"], ["空", "3"]], 0),
    "a cell over two columns": (row(cell("額", '<w:gridSpan w:val="2"/>')) + row("海", "12"), [["額", ""], ["海", "12"]], 0),
    "a cell over two rows": (row(cell("海", '<w:vMerge w:val="restart"/>'), "1") + row(cell("", "<w:vMerge/>"), "2"), [["海", "1"], ["", "2"]], 0),
    "rows of unequal length": (row("海", "12") + row("空"), [["海", "12"], ["空", ""]], 0),
    "paragraphs in a cell": (row(f"<w:tc>{p('海洋')}{p('観測')}</w:tc>", "1"), [["海洋観測", "1"]], 0),
    "columns before": (row("1", properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>') + row("海", "2"), [["", "1"], ["海", "2"]], 0),
    "cells and rows in content controls": (
        f"<w:tr><w:tc>{p('海')}</w:tc><w:sdt><w:sdtContent><w:tc>{p('12')}</w:tc></w:sdtContent></w:sdt></w:tr><w:sdt><w:sdtContent>{row('空', '3')}</w:sdtContent></w:sdt>",
        [["海", "12"], ["空", "3"]], 0,
    ),
    "a deleted cell": (row("海", cell("9", "<w:cellDel/>"), "12"), [["海", "12"]], 0),
    "numbers of a list": (row(f"<w:tc>{numbered('海')}</w:tc>", "12") + row(f"<w:tc>{numbered('空')}</w:tc>", "3"), [["1.　海", "12"], ["2.　空", "3"]], 0),
    "a deleted row": (row("海", "12") + row("空", "3", properties="<w:trPr><w:del/></w:trPr>"), [["海", "12"]], 0),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cells", "header"), CELLS.values(), ids=CELLS.keys())
def test_cells(rows: str, cells: list[list[str]], header: int) -> None:
    numbering = lists(level(0, "decimal", "%1."))
    (block,) = read(packed(document=f"<w:tbl>{rows}</w:tbl>", numbering=numbering), "plan.docx").blocks
    assert block.table is not None
    assert ([list(found) for found in block.table.rows], block.table.header) == (cells, header)


def test_what_a_cell_holds_besides_text_follows_the_table() -> None:
    inner = f"<w:tc>{p('枠')}<w:tbl>{row('空', '3')}</w:tbl></w:tc>"
    boxed = f"<w:tc><w:p><w:r><w:t>1</w:t><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p></w:tc>"
    assert blocks(f"<w:tbl>{row(inner, boxed)}</w:tbl>") == ["table 枠 1", "table 空 3", "paragraph 囲み"]


def test_text_under_a_merged_cell_is_named() -> None:
    rows = row(cell("海", '<w:vMerge w:val="restart"/>'), "1") + row(cell("隠れた文", "<w:vMerge/>"), "2")
    source = read(packed(document=f"<w:tbl>{rows}</w:tbl>"), "plan.docx")
    assert [(left.reason, left.text) for left in source.left_out] == [("hidden", "隠れた文")]


def test_a_table_of_one_column_only_frames() -> None:
    assert blocks(f"<w:tbl>{row('海を測る。')}{row('空を測る。')}</w:tbl>") == [
        "paragraph 海を測る。",
        "paragraph 空を測る。",
    ]


def test_an_empty_table() -> None:
    assert blocks(f"{p('海')}<w:tbl>{row('', '')}</w:tbl>") == ["paragraph 海"]


# ---- files that cannot be read, and files of others


def locked() -> bytes:
    data = bytearray(packed(document=p("海")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BOMB = b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 1000 + b'">]><a>&x;</a>'
BROKEN = {
    "cut short": (packed(document=p("海"))[:200], "zip が壊れています"),
    "damaged inside": (archive(word__document_xml=b"<a/>" * 999).replace(b"\x4b\x4c", b"\0\0", 1)[:60] + b"\0" * 60, "zip が壊れています"),
    "protected by a password": (locked(), "パスワード"),
    "an Excel book": (archive(xl__workbook_xml=b"<a/>"), "Excel"),
    "an OpenDocument text": (archive(content_xml=b"<a/>"), "OpenDocument"),
    "a plain zip": (archive(a_xml=b"<a/>"), "zip"),
    "no XML": (archive(word__document_xml=b"plan"), "word/document.xml を読めません"),
    "entities": (archive(word__document_xml=BOMB), "DTD"),
    "no text": (packed(), "読める文がありません"),
    "no body": (archive(word__document_xml=f"<w:document {W}/>".encode()), "読める文がありません"),
    "another root": (archive(word__document_xml=b"<a/>"), "Word 文書ではありません"),
    "an empty zip": (b"PK\x05\x06" + b"\0" * 18, "Word 文書ではありません（本文のない zip）"),
    "encrypted by Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "旧形式"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "cause"), BROKEN.values(), ids=BROKEN.keys())
def test_unreadable(tmp_path: Path, data: bytes, cause: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=cause) as caught:
        read_plan(path)
    assert "\n" not in str(caught.value)


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(ReadError, match="展開すると"):
        read(archive(word__document_xml=b" " * 1_000_000), "plan.docx", Limits(expanded=10_000))


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("秘密の文", encoding="utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{canary.as_uri()}">]><w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(ReadError, match="DTD"):
        read(archive(word__document_xml=entity.encode()), "plan.docx")


def test_a_word_file_by_another_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(packed(document=p("１．海洋の観測を行う。")))
    assert read_plan(path).items[0].text == "海洋の観測を行う。"
    assert read_plan(path).counts == "paragraph"


def test_the_document_where_the_package_says_it_is() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="http://x/styles" Target="y.xml"/>'
        '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("_rels/.rels", relations)
        opened.writestr("word/document2.xml", f"<w:document {W}><w:body>{p('海')}</w:body></w:document>")
    source: Source = read(file.getvalue(), "plan.docx")
    assert [block.text for block in source.blocks] == ["海"]


def test_where_headings_are_marked_up_lines_in_brackets_are_none() -> None:
    headings = "".join(p(name, '<w:outlineLvl w:val="0"/>') + p("測る。") for name in ("海", "空", "陸"))
    document = headings + p("【必須項目】") + p("記録する。")
    plan = parse(read(packed(document=document), "plan.docx"), "plan.docx")
    assert [item.text for item in plan.items if item.type == "heading"] == ["海", "空", "陸"]
