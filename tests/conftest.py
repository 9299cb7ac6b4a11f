"""The flag that rewrites the golden files, and what many tests share."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from plandiff import Plan
from plandiff.parse import parse
from plandiff.readers.text import read
from plandiff.tokenise import Tokeniser

sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the golden files beside the samples anew")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def tokenise() -> Tokeniser:
    return Tokeniser()


def plan(text: str, year: int | None = None, name: str = "plan.txt") -> Plan:
    """A plan read from a text."""
    return parse(read(text.encode(), name), name, year)


Shape = list[tuple[int, str, str, str]]


def shape(text: str) -> Shape:
    """(depth under headings, type, marker, text) of every item of a text."""
    parsed = plan(text)
    return [(len(parsed.path(item)), item.type, item.marker, item.text) for item in parsed.items]


def archive(**parts: bytes) -> bytes:
    """A zip of these parts: `word__document_xml` is word/document.xml."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in parts.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()
