"""Inputs of long lines, of one thing again and again, of odd characters, and of any: they are read whole, in time."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hostile import PLAN, outcome_of, read, run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read_docx import p, packed

from plandiff import Plan, PlandiffError, compare, render
from plandiff.api import parse_plan
from plandiff.normalise import WHITE
from plandiff.tokenise import Tokeniser

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
