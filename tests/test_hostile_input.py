"""Inputs made to hang, to leak, to fill the memory or to break: each has an outcome, and nothing else is read for it."""

from __future__ import annotations

import os
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
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfs import make_pdf, text
from test_read_docx import W, level, lists, numbered, p, packed

from plandiff import Plan, PlandiffError, compare, render
from plandiff.api import parse_plan, read_plan
from plandiff.limits import Limits
from plandiff.normalise import WHITE
from plandiff.tokenise import Tokeniser

PLAN = "１．海を測る。\n２．空を測る。\n"
DEEP = 10_000
TOO_DEEP = "入れ子が深すぎます"


def read(data: bytes | str, format: str, limits: Limits | None = None) -> Plan:
    return parse_plan(data.encode() if isinstance(data, str) else data, "計画", None, format, limits or Limits())


def outcome_of(data: bytes, format: str) -> Plan | str:
    """The plan, or the error."""
    try:
        return read(data, format)
    except PlandiffError as error:
        return str(error)


def run(folder: Path, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = ["-c", code] if code else ["-m", "plandiff"]
    return subprocess.run(
        [sys.executable, *command, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


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


# ---- what is long

LONG = 10_000_000
LINES: dict[str, tuple[str, str]] = {
    "letters": ("text", "a" * LONG),
    "digits": ("text", "1" * LONG),
    "blanks between two words": ("text", "海" + " " * LONG + "空"),
    "kanji": ("text", "海" * (LONG // 3)),
    "brackets": ("text", "（" * (LONG // 3)),
    "a page of letters": ("html", "<p>" + "a" * LONG),
    "a paragraph of letters": ("markdown", "a" * LONG),
}


@pytest.mark.parametrize(("format", "line"), LINES.values(), ids=LINES.keys())
def test_a_line_of_ten_megabytes_is_read_whole(format: str, line: str) -> None:
    plan = read(line, format)
    assert "".join(item.text for item in plan.items) == (line.removeprefix("<p>"))


def test_a_line_of_ten_megabytes_is_compared(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("海を測る。" + "a" * LONG, encoding="utf-8")
    (tmp_path / "new.txt").write_text(PLAN, encoding="utf-8")
    done = run(tmp_path, "compare", "old.txt", "new.txt", "-o", "report.md")
    assert done.returncode == 0, done.stderr
    assert "a" * LONG in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_text_of_ten_megabytes_in_word_is_refused() -> None:
    with pytest.raises(PlandiffError, match="10 MB より長い文字列"):
        read(packed(document=p("a" * (LONG + 1))), "docx")


# Runs that a pattern could try from every character: 200,000 characters take seconds then, else hardly any time.
RUNS = {"blanks": " ", "wide blanks": "　", "tabs": "\t", "stops": "。", "commas": "，", "brackets": "（", "digits": "1", "kanji numbers": "一",
        "dashes": "-", "dots": "…", "years": "令和６年度", "amounts": "1億2万", "units": "か月", "periods": "から", "quotes": "「」"}  # fmt: skip


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
def test_a_run_of_one_character_costs_no_square(run: str) -> None:
    line = run * (60_000 // len(run))
    plans = [parse_plan(f"１．海を{verb}{line}海。\n".encode(), "p") for verb in ("測る", "調べる")]
    started = time.process_time()
    compare(*plans)
    assert time.process_time() - started < 10


# What a pattern or a search could begin anew at every character or line: 80,000 characters would take minutes then.
AGAIN = {"rules of a table": "|", "numbers of pages": "1\n", "pages": "- 1 -\n\f", "figures of a table": "１ ２ ３\n", "cells": "1,000　", "headings": "第１章\n",
         "contents": "第１節　海……1\n", "units": "(単位：円)\n", "entries": "（1）", "letters": "a b c\n", "pages of a line": "海\f"}  # fmt: skip


@pytest.mark.parametrize("again", AGAIN.values(), ids=AGAIN.keys())
def test_a_text_of_the_same_again_and_again_costs_no_square(again: str) -> None:
    started = time.process_time()
    outcome_of(again.encode() * (80_000 // len(again.encode())), "text")
    assert time.process_time() - started < 10


# ---- SudachiPy takes 49,149 bytes, and 65,535 once its characters are taken apart


EDGES = {"ASCII": "a", "two bytes": "é", "kanji": "海", "four bytes": "𠮷", "six from one": "㌖", "eighteen from one": "\ufdfa",
         "four from one": "㍿", "a mark that combines": "か\u3099", "joined emoji": "👨‍👩‍👧"}  # fmt: skip


@pytest.mark.parametrize("character", EDGES.values(), ids=EDGES.keys())
@pytest.mark.parametrize("size", [49_148, 49_149, 49_150, 150_000])
def test_words_of_a_text_at_the_limit_of_sudachipy(tokenise: Tokeniser, character: str, size: int) -> None:
    written = (character * size).encode()[:size].decode("utf-8", "ignore") + "。海を測る。"
    pieces = tokenise.pieces(written, 0, len(written))
    assert "".join(pieces) == written
    assert pieces[-3:] == ["測る", "。"] or pieces[-1] == "。"
    words = Tokeniser()(written)
    assert words.starts == sorted(words.starts)
    assert words.norms[-3:] == ["を", "測る", "。"]


def test_a_long_item_is_compared_word_by_word() -> None:
    lines = ["㌖の海を測る。" * 20_000 + end for end in ("了。", "終。")]
    (change,) = compare(*(parse_plan(line.encode(), "p") for line in lines)).changes
    assert change.kind == "reworded"
    assert [edit.text for edit in change.redline if edit.op != "equal"] == ["了", "終"]


# ---- characters


def decoded(data: bytes, format: str) -> list[str]:
    """The texts of the items, or what is wrong with the file."""
    found = outcome_of(data, format)
    return [re.split("[（。]", found)[0]] if isinstance(found, str) else [item.text for item in found.items]


CHARACTERS: dict[str, tuple[str, bytes, list[str]]] = {
    "NUL in a text": ("text", "海\0を測る。".encode(), ["計画: 文字コードを判別できません"]),
    "only NUL": ("text", b"\0" * 99, ["計画: 文字コードを判別できません"]),
    "NUL in Markdown": ("markdown", "海\0を測る。".encode(), ["計画: 文字コードを判別できません"]),
    "NUL in Word": ("docx", packed(document=p("海&#0;")), ["計画: Word 文書として読めません"]),
    "a lone surrogate in UTF-8": ("text", "海".encode() + b"\xed\xa0\x80", ["計画: 文字コードを判別できません"]),
    "a lone surrogate in UTF-16": ("text", "\ufeff海".encode("utf-16-le") + b"\x00\xd8", ["計画: 4 バイト目が UTF-16 として読めません"]),
    "private-use characters": ("text", "１．\ue000海を測る。\uf8ff\U000f0000".encode(), ["\ue000海を測る。\uf8ff\U000f0000"]),
    "combining characters": ("text", "１．か\u3099くe\u0301\u0301\u0301。".encode(), ["か\u3099くe\u0301\u0301\u0301。"]),
    "right to left": ("text", "１．海\u202eを測る\u202c。שלום\u200f。".encode(), ["海\u202eを測る\u202c。שלום\u200f。"]),
    "ends of lines by CR": ("text", "１．海を測る。\r２．空を測る。\r".encode(), ["海を測る。", "空を測る。"]),
    "ends of lines by CR in Markdown": ("markdown", "1. 海を測る。\r2. 空を測る。\r".encode(), ["海を測る。", "空を測る。"]),
    "ends of lines by NEL and LS": ("text", "１．海を測る。\u0085２．空を測る。\u2028３．川".encode(), ["海を測る。", "空を測る。", "川"]),
    "a byte order mark within": ("text", "１．海\ufeffを測る。".encode(), ["海\ufeffを測る。"]),
    "no characters": ("text", "\ufffe\uffff１．海".encode(), ["\ufffe\uffff１．海"]),
}  # fmt: skip


@pytest.mark.parametrize(("format", "data", "expected"), CHARACTERS.values(), ids=CHARACTERS.keys())
def test_characters(format: str, data: bytes, expected: list[str]) -> None:
    assert decoded(data, format) == expected


def test_ends_of_lines_change_nothing() -> None:
    plans = [parse_plan(PLAN.replace("\n", end).encode(), "p") for end in ("\n", "\r", "\r\n")]
    assert plans[0].items == plans[1].items == plans[2].items


def test_names_of_files_that_are_no_text_or_hold_line_ends(tmp_path: Path) -> None:
    """They are named in one line, and written into reports in characters that every format can hold."""
    odd = os.fsdecode(b"\xff\xfe\n\x1b[2J.txt")
    (tmp_path / odd).write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty\n.txt").touch()
    for name in ("text", "markdown", "html", "json", "csv", "docx", "xlsx"):
        assert run(tmp_path, "compare", odd, odd, "-o", "r", "-f", name).returncode == 0
    done = run(tmp_path, "compare", "empty\n.txt", odd)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "plandiff: empty .txt: ファイルが空です。 計画の本文を含むファイルを指定してください。"
    ]


# ---- properties


ODD = st.text(
    st.sampled_from("1２．.()（）アⅠ①・ 　\t\n\r\f海を測る。、令和7年度|*_<&>`#=-")
    | st.characters(codec="utf-8", exclude_characters="\0"),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["text", "html", "markdown", "docx", "pdf"]))
def test_any_bytes_are_a_plan_or_an_error_of_one_line(data: bytes, format: str) -> None:
    start = {"docx": b"PK\x03\x04", "pdf": b"%PDF-1.7\n"}.get(format, b"")
    found = outcome_of(start + data, format)
    assert isinstance(found, Plan) or len(found.splitlines()) == 1


@settings(max_examples=100, deadline=None)
@given(ODD)
def test_no_visible_character_of_a_text_is_lost(written: str) -> None:
    try:
        plan = read("１．海を測る。\n" + written, "text")
    except PlandiffError:
        return
    kept = "".join(item.marker + item.text for item in plan.items) + "".join(left.text for left in plan.left_out)
    assert sorted(WHITE.sub("", "１．海を測る。" + written)) == sorted(WHITE.sub("", kept))


@settings(max_examples=40, deadline=None)
@given(ODD, ODD)
def test_any_two_texts_are_compared_in_every_format(old: str, new: str) -> None:
    plans = [parse_plan(("１．海を測る。\n" + side).encode(), "p") for side in (old, new)]
    report = compare(*plans)
    for name in ("text", "markdown", "html", "json", "csv", "xlsx"):
        rendered = render(report, name)
        assert rendered == render(report, name)
        assert isinstance(rendered, bytes) or rendered.encode()
