"""Inputs made to leak, to fill the memory or never to end: each has an outcome, and nothing else is read for it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from hostile import PLAN, outcome_of, read, run
from pdfs import make_pdf, text
from test_read_docx import W, level, lists, numbered, p, packed

from plandiff import PlandiffError, compare, render
from plandiff.api import parse_plan, read_plan
from plandiff.limits import Limits

DEEP = 10_000
TOO_DEEP = "入れ子が深すぎます"


# ---- nothing is fetched, run, or read outside the files that are named


class Canaries(NamedTuple):
    """A file that no run may read, and a server that no run may ask; `asked` are the paths that were asked for."""

    folder: Path
    server: HTTPServer
    asked: list[str]

    def fill(self, pattern: str) -> bytes:
        """A hostile text with the addresses of both."""
        port = self.server.server_address[1]
        values = {"FILE": (self.folder / "secret.txt").as_uri(), "HTTP": f"http://127.0.0.1:{port}/x", "W": W}
        for name, value in values.items():
            pattern = pattern.replace(f"@{name}@", value)
        return pattern.encode()


@pytest.fixture
def canaries(tmp_path: Path) -> Iterator[Canaries]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write("ひみつ".encode())

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    (tmp_path / "secret.txt").write_text("ひみつの文。", encoding="utf-8")
    (tmp_path / "secret.xml").write_text("<secret>ひみつの文。</secret>", encoding="utf-8")
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Canaries(tmp_path, server, asked)
        server.shutdown()


def package(document: str, *others: tuple[str, str]) -> Callable[[Canaries], bytes]:
    def make(canaries: Canaries) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, part in (("word/document.xml", document), *others):
                archive.writestr(name, canaries.fill(part))
        return file.getvalue()

    return make


def plain(pattern: str) -> Callable[[Canaries], bytes]:
    return lambda canaries: canaries.fill(pattern)


BODY = "<w:document @W@><w:body><w:p><w:r><w:t>１．海を測る。%s</w:t></w:r></w:p></w:body></w:document>"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/footnotes" Target="../../secret.xml"/>'
    '<Relationship Id="r2" Type="http://x/styles" Target="@FILE@" TargetMode="External"/>'
    '<Relationship Id="r3" Type="http://x/numbering" Target="@HTTP@"/>'
    '<Relationship Id="r4" Type="http://x/header" Target="/../secret.xml"/></Relationships>'
)
REACHING: dict[str, tuple[str, Callable[[Canaries], bytes]]] = {
    "an external entity in HTML": ("html", plain('<!DOCTYPE html [<!ENTITY x SYSTEM "@FILE@"><!ENTITY y SYSTEM "@HTTP@">]><p>１．海を測る。&x;&y;</p>')),
    "a DTD elsewhere in HTML": ("html", plain('<!DOCTYPE html SYSTEM "@HTTP@"><p>１．海を測る。</p>')),
    "frames, scripts and pictures": ("html", plain('<p>１．海を測る。</p><iframe src="@FILE@"></iframe><script src="@HTTP@"></script><img src="@HTTP@"><link rel=stylesheet href="@HTTP@"><object data="@FILE@"></object><base href="@HTTP@">')),
    "an inclusion in HTML": ("html", plain('<p>１．海を測る。<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="@FILE@" parse="text"/></p>')),
    "links and pictures of Markdown": ("markdown", plain("１．海を測る。![x](@HTTP@) [y](@FILE@) <@HTTP@>\n\n<iframe src='@FILE@'></iframe>\n")),
    "an external entity in Word": ("docx", package('<!DOCTYPE a [<!ENTITY x SYSTEM "@FILE@">]>' + BODY % "&x;")),
    "a parameter entity in Word": ("docx", package('<!DOCTYPE a [<!ENTITY % x SYSTEM "@HTTP@"> %x;]>' + BODY % "")),
    "a DTD elsewhere in Word": ("docx", package('<!DOCTYPE a SYSTEM "@HTTP@">' + BODY % "")),
    "an inclusion in Word": ("docx", package((BODY % "").replace("<w:p>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="@FILE@"/><w:p>'))),
    "a style sheet in Word": ("docx", package('<?xml-stylesheet type="text/xsl" href="@HTTP@"?>' + BODY % "")),
    "relations out of a Word file": ("docx", package(BODY % "", ("word/_rels/document.xml.rels", RELATIONS))),
    "names out of a Word file": ("docx", package(BODY % "", ("../evil.xml", "<a/>"), ("/etc/evil.xml", "<a/>"), ("word/../../evil.xml", "<a/>"), ("C:\\evil.xml", "<a/>"))),
    "an address in a PDF": ("pdf", lambda canaries: make_pdf([[text(60, 700, "１．海を測る。")]], canaries.fill("/OpenAction << /S /URI /URI (@HTTP@) >>"))),
    "a program in a PDF": ("pdf", lambda canaries: make_pdf([[text(60, 700, "１．海を測る。")]], b"/OpenAction << /S /Launch /F (touch evil) >> /AA << /WC << /S /JavaScript /JS (app.alert(1)) >> >>")),
}  # fmt: skip

# Compares, and prints what Python opened beyond the given files and its own, or started, or connected to.
_WATCHED = """
import os, sys
own = tuple(os.path.realpath(place) for place in {sys.prefix, sys.base_prefix, *sys.path, "/dev", "/proc", "/etc/localtime", "/usr/share/zoneinfo"} if place)
reached = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        reached.append(event)
    elif event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.fsdecode(arguments[0])
        if os.path.basename(path) not in given and not os.path.basename(path).startswith(".plandiff-") and not os.path.realpath(path).startswith(own):
            reached.append(path)
given = set(sys.argv[3:4] + [os.path.basename(a) for a in sys.argv[2:4]] + ["report.json"])
sys.path = [place for place in sys.path if place]
from plandiff import cli
cli._leave = lambda code: None
sys.addaudithook(watch)
sys.argv[0] = "plandiff"
cli.main()
print(reached)
"""


@pytest.mark.parametrize(("format", "make"), REACHING.values(), ids=REACHING.keys())
def test_nothing_else_is_read_fetched_or_run(
    canaries: Canaries, format: str, make: Callable[[Canaries], bytes]
) -> None:
    folder = canaries.folder
    (folder / "old.bin").write_bytes(make(canaries))
    (folder / "new.txt").write_text(PLAN, encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    arguments = ["compare", "old.bin", "new.txt", "-o", "report.json"]
    if format in ("html", "markdown"):
        arguments += ["--input-format", format]
    done = run(folder, *arguments, code=_WATCHED)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stdout + done.stderr
    report = folder / "report.json"
    assert "ひみつ" not in done.stderr + (report.read_text(encoding="utf-8") if report.exists() else "")
    assert canaries.asked == []
    assert {path.name for path in folder.iterdir()} - before <= {"report.json"}
    assert report.exists() or done.stderr.startswith("plandiff: old.bin: ")


def test_what_a_library_says_stays_on_one_line() -> None:
    """libxml2 ends a line within its message."""
    found = outcome_of(packed(document=p("海\0")), "docx")
    assert isinstance(found, str)
    assert found.startswith("計画: Word 文書として読めません（word/document.xml を読めません（Invalid character")
    assert re.search(r"[\x00-\x1f]", found) is None


# ---- what expands


def entities(use: str) -> bytes:
    """A thousand million laughs, in a text or in an attribute."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "はは">{steps}]><w:document {W}>{use}</w:document>'
    return zipped({"word/document.xml": bomb.encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def padded(size: int) -> bytes:
    """The part of a Word file that packs to little."""
    return f"<w:document {W}><w:body>{p('海を測る。')}</w:body>{'<w:p/>' * (size // 6)}</w:document>".encode()


def lying() -> bytes:
    """A part said to unpack to a few bytes."""
    data = bytearray(zipped({"word/document.xml": padded(3_000_000)}))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    return bytes(data)


EXPANDING: dict[str, tuple[bytes, Limits, str]] = {
    "entities in a text": (entities("<w:body>&e9;</w:body>"), Limits(), "計画: Word 文書として読めません"),
    "entities in an attribute": (entities('<w:body w:x="&e9;"/>'), Limits(), "計画: Word 文書として読めません"),
    "a part that packs to a thousandth": (zipped({"word/document.xml": padded(50_000_000)}), Limits(), "圧縮率で 200 倍まで"),
    "more in all than the limit": (packed(document=p("海を測る。") * 9000, styles=f"<w:styles {W}/>"), Limits(expanded=100_000), "全体で 0.1 MB"),
    "a size that is a lie": (lying(), Limits(), "壊れています"),
    "a method of packing that Word has not": (zipped({"word/document.xml": padded(99)}).replace(b"\x08\0", b"\x0c\0"), Limits(), "圧縮方式"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "limits", "cause"), EXPANDING.values(), ids=EXPANDING.keys())
def test_what_expands_is_refused_before_it_does(data: bytes, limits: Limits, cause: str) -> None:
    started = time.process_time()
    with pytest.raises(PlandiffError, match=cause):
        read(data, "docx", limits)
    assert time.process_time() - started < 5


def test_entities_of_an_html_page_stay_unknown() -> None:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    page = read(f'<!DOCTYPE html [<!ENTITY e0 "はは">{steps}]><p>１．海を測る。&e9;</p>', "html")
    assert sum(len(item.text) for item in page.items) < 1000


def test_a_stream_of_a_pdf_that_unpacks_to_a_hundred_megabytes_is_read() -> None:
    """PDFium stops at 1 GiB; blanks between two words are nothing to it."""
    drawn = text(60, 700, "海を測る。").encode()
    data = zlib.compress(drawn + b" " * 100_000_000)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(data), data)
    plain_stream = b"<< /Length 2 >>\nstream\nq \nendstream"
    found = make_pdf([["q "]])
    assert plain_stream in found
    assert [item.text for item in read(found.replace(plain_stream, stream), "pdf").items] == ["海を測る。"]


# ---- loops in a PDF


def drawn_by(form: str) -> bytes:
    """A page that draws a form, whose operators are given; the form knows itself as /X."""
    page = text(60, 700, "海を測る。") + "\n/X Do"
    data = make_pdf([[page], [form]])
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >> /Length"
    return data.replace(b"/Length", kind).replace(
        b"/Font << /F 3 0 R >>", b"/Font << /F 3 0 R >> /XObject << /X 10 0 R >>"
    )


def looped(old: bytes, new: bytes) -> bytes:
    data = make_pdf([[text(60, 700, "海を測る。")]])
    assert old in data
    return data.replace(old, new)


LOOPS: dict[str, tuple[bytes, str]] = {
    "a form that draws itself": (drawn_by("/X Do"), "海を測る。"),
    "a page that is its own contents": (looped(b"/Contents 8 0 R", b"/Contents 7 0 R"), "文字の情報がない"),
    "contents of contents": (looped(b"/Contents 8 0 R", b"/Contents [[8 0 R] 7 0 R 8 0 R]"), "海を測る。"),
    "a page above itself": (looped(b"/Parent 2 0 R", b"/Parent 7 0 R"), "海を測る。"),
    "resources that are the page": (looped(b"<< /Font << /F 3 0 R >> >>", b"7 0 R"), ""),
    "a font of itself": (looped(b"/DescendantFonts [4 0 R]", b"/DescendantFonts [3 0 R]"), ""),
    "a table of objects before itself": (looped(b"/Size 9", b"/Size 9 /Prev 9"), "海を測る。"),
    "arrays within each other": (looped(b"/Rotate 0", b"/Rotate 0 /X " + b"[" * DEEP + b"]" * DEEP), ""),
    "pages within each other": (
        make_pdf([], tree=b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 3 >>"), "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "outcome"), LOOPS.values(), ids=LOOPS.keys())
def test_loops_in_a_pdf_end(data: bytes, outcome: str) -> None:
    """With the text, or with an error; where it does not matter which, `outcome` is empty."""
    started = time.process_time()
    found = outcome_of(data, "pdf")
    assert outcome in (found if isinstance(found, str) else found.items[0].text)
    assert time.process_time() - started < 5


def drawn_over_and_over(times: int) -> bytes:
    """A page of forms that each draw the next one four times: PDFium would need years for it."""
    forms = [["/X Do " * 4]] * times
    data = make_pdf([[text(60, 700, "海を測る。") + "\n/X Do"], *forms])
    for n in range(times):
        own, following = 10 + 2 * n, 12 + 2 * n
        plain_form = b"%d 0 obj\n<< /Length" % own
        assert plain_form in data
        resources = b"/Resources << /XObject << /X %d 0 R >> >>" % following
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] %b" % resources
        data = data.replace(plain_form, b"%d 0 obj\n<< %b /Length" % (own, kind))
    return data.replace(b"/Font << /F 3 0 R >>", b"/Font << /F 3 0 R >> /XObject << /X 10 0 R >>")


def test_a_page_that_would_take_for_ever_ends_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn_over_and_over(20))
    (tmp_path / "new.txt").write_text(PLAN, encoding="utf-8")
    done = run(tmp_path, "compare", "a.pdf", "new.txt", "--max-seconds", "0.5")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("plandiff: a.pdf: 1 ページ目が 0.5 秒で読み終わりません。")


def test_a_library_that_met_such_a_page_says_so_and_ends(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn_over_and_over(20))
    (tmp_path / "b.pdf").write_bytes(make_pdf([[text(60, 700, "海を測る。")]]))
    code = (
        "import plandiff\nfrom plandiff.limits import Limits\nfor name in ('a.pdf', 'b.pdf'):\n"
        "    try: plandiff.read_plan(name, limits=Limits(seconds=0.5))\n"
        "    except plandiff.PlandiffError as error: print(error)\n"
    )
    done = run(tmp_path, code=code)
    assert done.returncode == 0, done.stderr
    assert [line.split("。")[0] for line in done.stdout.splitlines()] == [
        "a.pdf: 1 ページ目が 0.5 秒で読み終わりません",
        "b.pdf: 前の PDF をまだ読んでいます",
    ]


def test_such_a_page_stops_no_other_pair(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn_over_and_over(20))
    (tmp_path / "b.pdf").write_bytes(make_pdf([[text(60, 700, "海を測る。")]]))
    (tmp_path / "m.csv").write_text("old,new,out\na.pdf,b.pdf,1.md\nb.pdf,b.pdf,2.md\nb.pdf,b.pdf,3.md\n")
    done = run(tmp_path, "batch", "m.csv", "--jobs", "1", "--max-seconds", "0.5")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "失敗: 1.md: 1.md: 比較の途中でプロセスが落ちました。"
    assert done.stderr.splitlines()[1].startswith("報告 2 件（作成 2、更新不要 0）、失敗 1 件。")


# ---- what lies deep


def nested(before: str, after: str, depth: int = DEEP, inner: str = "海を測る。") -> str:
    return before * depth + inner + after * depth


DEPTHS: dict[str, tuple[str, bytes | str, str]] = {
    "divisions": ("html", nested("<div>", "</div>"), TOO_DEEP),
    "inline elements": ("html", "<p>" + nested("<b>", "</b>"), TOO_DEEP),
    "lists": ("html", nested("<ol><li>い", "</ol>"), TOO_DEEP),
    "tables": ("html", nested("<table><tr><td>1<td>2<tr><td>3<td>", "</table>"), TOO_DEEP),
    "divisions as deep as may be": ("html", nested("<div>", "</div>", 490), "海を測る。"),
    "quotations": ("markdown", "> " * DEEP + "海を測る。", TOO_DEEP),
    "list entries": ("markdown", "- " * DEEP + "海を測る。", TOO_DEEP),
    "thirty quotations": ("markdown", "> " * 30 + "海を測る。", "海を測る。"),
    "emphasis": ("markdown", nested("*", "*"), TOO_DEEP),
    "brackets": ("markdown", nested("[", "]"), "海を測る。"),
    "links": ("markdown", nested("[", "](a)"), "海を測る。"),
    "HTML in Markdown": ("markdown", nested("<div>", "</div>"), TOO_DEEP),
    "controls": ("docx", packed(document=nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", inner=p("海"))), TOO_DEEP),
    "tables in Word": ("docx", packed(document=nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", inner=p("海"))), TOO_DEEP),
    "eighty tables in Word": ("docx", packed(document=nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80, p("海"))), "海"),
    "insertions": ("docx", packed(document="<w:p>" + nested("<w:ins>", "</w:ins>", inner="<w:r><w:t>海</w:t></w:r>") + "</w:p>"), TOO_DEEP),
    "levels of a list": ("docx", packed(document="".join(numbered("海", n) for n in range(DEEP)), numbering=lists(*[level(n, "decimal", "%1") for n in range(DEEP)])), "海"),
    "styles based on styles": ("docx", packed(document=p("海を測る。", '<w:pStyle w:val="s0"/>'), styles=f"<w:styles {W}>" + "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(DEEP)) + "</w:styles>"), "海を測る。"),
    "brackets of a text": ("text", nested("（", "）"), "海を測る。"),
    "numbers of a text": ("text", "\n".join(".".join(["1"] * n) + " 海を測る" for n in range(1, 400)), "海を測る"),
    "indents of a text": ("text", "\n".join("　" * n + "ア　海を測る。" for n in range(2000)), "海を測る。"),
}  # fmt: skip


@pytest.mark.parametrize(("format", "data", "outcome"), DEPTHS.values(), ids=DEPTHS.keys())
def test_depth(format: str, data: bytes | str, outcome: str) -> None:
    """What is not refused is compared and rendered too."""
    if outcome == TOO_DEEP:
        with pytest.raises(PlandiffError, match=outcome):
            read(data, format)
        return
    plan = read(data, format)
    assert outcome in plan.items[-1].text
    report = compare(plan, parse_plan(PLAN.encode(), "new.txt"))
    for name in ("text", "json", *(["html", "markdown"] if len(plan.items) < 1000 else [])):
        render(report, name)


def test_no_list_of_markdown_is_lost_for_its_depth() -> None:
    plan = read("\n".join("  " * n + f"- 地点{n}を測る。" for n in range(60)), "markdown")
    assert [item.text for item in plan.items] == [f"地点{n}を測る。" for n in range(60)]


# ---- limits


LIMITS: dict[str, tuple[str, bytes | str, list[str], str]] = {
    "size of a file": ("a.txt", PLAN, ["--max-size", "0.00001"], "a.txt: 大きすぎます（1e-05 MB まで）。"),
    "depth of a page": ("a.html", "<div><div><div><p>海を測る。", ["--max-depth", "5"], "a.html: 入れ子が深すぎます（5 段まで）。"),
    "depth of lists": ("a.md", "- - - - 海を測る。", ["--max-depth", "6"], "a.md: 入れ子が深すぎます（6 段まで）。"),
    "depth of a Word file": ("a.docx", packed(document=p("海を測る。")), ["--max-depth", "4"], "a.docx: 入れ子が深すぎます（4 段まで）。"),
    "what a Word file unpacks to": ("a.docx", packed(document=p("海を測る。")), ["--max-expanded", "0.0001"], "a.docx: Word 文書として読めません（word/document.xml を展開すると大きすぎます。全体で 0.0001 MB"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "options", "message"), LIMITS.values(), ids=LIMITS.keys())
@pytest.mark.parametrize("command", [["outline"], ["compare", "new.txt"], ["check"]], ids=lambda command: command[0])
def test_a_limit_is_one_line_and_exit_code_2(
    tmp_path: Path, command: list[str], name: str, data: bytes | str, options: list[str], message: str
) -> None:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (tmp_path / "new.txt").write_text("海\n", encoding="utf-8")
    done = run(tmp_path, *command, name, *options)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"plandiff: {message}")


def test_a_pair_over_a_limit_is_a_failed_pair(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PLAN * 100, encoding="utf-8")
    (tmp_path / "m.csv").write_text("old,new,out\na.txt,a.txt,1.md\na.txt,b.txt,2.md\n", encoding="utf-8")
    done = run(tmp_path, "batch", "m.csv", "--max-size", "0.001")
    assert done.returncode == 1
    assert "失敗: 2.md: b.txt: 大きすぎます（0.001 MB まで）。" in done.stderr
    assert (tmp_path / "reports" / "1.md").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero")
def test_an_input_without_end_is_not_waited_for() -> None:
    with pytest.raises(PlandiffError, match="大きすぎます"):
        read_plan("/dev/zero", limits=Limits(size=1000))


def test_standard_input_without_end_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(PLAN, encoding="utf-8")
    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "plandiff", "compare", "-", "new.txt", "--max-size", "1"],
            stdin=zeros, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr.split("。")[0]) == (2, "plandiff: 標準入力: 大きすぎます（1 MB まで）")
