"""The stages joined: read a plan, compare two, render the report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plandiff.errors import FormatError, ReadError
from plandiff.labels import Language
from plandiff.limits import DEFAULTS, Limits, too_large
from plandiff.model import Plan, Report
from plandiff.renderers import Columns, Unchanged
from plandiff.revisions import read_revision, split_revision

if TYPE_CHECKING:
    from plandiff.align import Pins
    from plandiff.classify import Each

DICTIONARY = "small"
Input = tuple[bytes, str, int | None, str | None, Limits]  # the arguments of `parse_plan`


def read_plan(
    path: str | Path, fiscal_year: int | None = None, format: str | None = None, limits: Limits = DEFAULTS
) -> Plan:
    """Read a plan from a file, from standard input for `-`, or from git for `REVISION:PATH`.

    `fiscal_year` (western) overrides the year found in the title or preamble; `format`, one of
    `plandiff.readers.FORMATS`, what the content and the suffix of the file say; `limits`, what it may ask for. Raises
    `ReadError`, and `FormatError` for a format that there is not.
    """
    return parse_plan(*read_bytes(path, limits=limits), fiscal_year, format, limits)


def parse_plan(
    data: bytes, name: str, fiscal_year: int | None = None, format: str | None = None, limits: Limits = DEFAULTS
) -> Plan:
    """Read a plan from the bytes of a file of a name, as `read_plan` does."""
    from plandiff.parse import parse
    from plandiff.readers import reader_for

    if not data.strip():
        raise ReadError(name, "ファイルが空です。", "計画の本文を含むファイルを指定してください。")
    return parse(reader_for(data, name, format)(data, name, limits), name, fiscal_year)


def read_bytes(path: str | Path, place: str = "", limits: Limits = DEFAULTS) -> tuple[bytes, str]:
    """What a path of `read_plan` holds, and the name it goes by; errors name it as `place`, by default the path."""
    place = place or str(path)
    if str(path) == "-":
        name, data = "標準入力", sys.stdin.buffer.read(limits.size + 1)
    elif revision := split_revision(str(path)):
        name, data = Path(revision[1]).name, read_revision(*revision)
    else:
        name, data = Path(path).name, _read_file(Path(path), place, limits)
    if len(data) > limits.size:
        raise too_large(place if str(path) != "-" else name, limits)
    return data, name


def _read_file(path: Path, place: str, limits: Limits) -> bytes:
    """The bytes of a file, no more than one too many: a device or a pipe may have no end."""
    try:
        with path.open("rb") as file:
            return file.read(limits.size + 1)
    except FileNotFoundError:
        raise ReadError(place, "ファイルがありません。", "パスを確かめてください。") from None
    except IsADirectoryError:
        raise ReadError(place, "フォルダーです。", "ファイルを指定してください。") from None
    except OSError as error:
        raise ReadError(place, f"開けません（{error.strerror}）。", "権限を確かめてください。") from None


def compare(
    old: Plan,
    new: Plan,
    dictionary: str = DICTIONARY,
    *,
    pins: Pins | None = None,
    aliases: Iterable[tuple[str, str]] = (),
    each: Each = map,
) -> Report:
    """Compare two plans. `dictionary` is a Sudachi dictionary: small, core or full. Raises `FormatError` without it.

    `pins` are pairs of items that are decided; of one that cannot be used the report warns. `aliases` are pairs of
    terms that mean the same, so that items are found again in other words; what is reworded stays reworded. `each` may
    share out what is to be found of the links, as `plandiff.sharing.in_two` does.
    """
    from plandiff.changed import changed_texts
    from plandiff.dictionary import versions
    from plandiff.tokenise import Tokeniser

    tokenise = Tokeniser(dictionary, aliases)
    tokenise.prepare(changed_texts(old, new))
    from plandiff.align import align, settle  # while texts are split in the background
    from plandiff.classify import classify

    settled, unused = settle(pins, old, new)
    changes = classify(old, new, align(old, new, tokenise, settled), tokenise, each)
    return Report(old, new, changes, (*_warnings(old, new), *unused), versions(dictionary))


def _warnings(old: Plan, new: Plan) -> Sequence[str]:
    found = [f"{side}「{plan.name}」: {text}" for side, plan in (("旧", old), ("新", new)) for text in plan.warnings]
    if _texts(old) == _texts(new):
        found.append("二つの計画は同じ内容です。ファイルの指定を確かめてください。")
    elif old.fiscal_year is not None and old.fiscal_year == new.fiscal_year:
        found.append("二つの計画の年度が同じです。")
    elif old.fiscal_year is not None and new.fiscal_year is not None and old.fiscal_year > new.fiscal_year:
        found.append("旧のほうが新しい年度です。旧と新の順を確かめてください。")
    return found


def _texts(plan: Plan) -> list[tuple[str, str]]:
    return [(item.marker, item.text) for item in plan.items]


def render(
    report: Report,
    format: str = "text",
    *,
    lang: Language | None = None,
    unchanged: Unchanged = "abridged",
    columns: Columns = "new-old",
    statute: bool = False,
    max_length: int | None = None,
    color: bool = False,
) -> str | bytes:
    """The report in a format of `plandiff.renderers.RENDERERS`. Raises `FormatError` for any other.

    `lang` is the language of its own words, by default that of the plans. `max_length` (characters) is for Markdown,
    which can be shortened; the other options are those of `plandiff.renderers.View`. docx and xlsx give bytes.
    """
    from plandiff.labels import language_of
    from plandiff.renderers import RENDERERS, WORDLESS, View

    if format not in RENDERERS:
        raise FormatError(format, "この出力形式はありません。", f"{'、'.join(RENDERERS)} から選んでください。")
    if max_length is not None and format != "markdown":
        raise FormatError(format, "最大の長さを指定できるのは markdown だけです。", "指定を外してください。")
    texts = (item.text for plan in (report.new, report.old) for item in plan.items)
    language = lang or ("ja" if format in WORDLESS else language_of(texts))
    return RENDERERS[format](report, View(unchanged, color, language, columns, statute, max_length))
