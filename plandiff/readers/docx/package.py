"""Bytes of an Office file in, its XML parts out, parsed without entities, network or limitless expansion."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from plandiff.errors import ReadError

Element = Any  # lxml's elements have no types of their own

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST = 200 * 1024 * 1024  # bytes of a part when expanded
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    "xl/workbook.xml": "Excel ブック",
    "ppt/presentation.xml": "PowerPoint 文書",
    "content.xml": "OpenDocument 文書",
    "META-INF/container.xml": "EPUB",
}


@dataclass(frozen=True)
class Package:
    """The parts of a Word file, by name; `main` is the name of the document's own."""

    file: ZipFile
    name: str
    main: str

    def part(self, name: str) -> Element | None:
        """The root of a part, or None where the file has none of that name. Raises `ReadError`."""
        if name not in self.file.NameToInfo:
            return None
        data = self._expand(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data.replace(_STRICT.encode(), W.strip("{}").encode()), parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"{name} を読めません（{error.msg}）") from None
        if root.getroottree().docinfo.doctype:
            raise self._broken(f"{name} に DTD があります")
        return root

    def beside(self, kind: str) -> Element | None:
        """The root of the part of a kind (`styles`, `numbering`, `footnotes` …) that goes with the document."""
        return self.part(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def all_beside(self, kind: str) -> Iterator[Element]:
        """The roots of the numbered parts of a kind (`header1`, `header2` …), in order."""
        pattern = re.compile(rf"{re.escape(posixpath.dirname(self.main))}/{kind}\d*\.xml")
        for name in sorted(filter(pattern.fullmatch, self.file.NameToInfo)):
            yield self.part(name)

    def _expand(self, name: str) -> bytes:
        try:
            with self.file.open(name) as stream:
                data = stream.read(_LARGEST + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
            raise self._broken(f"{name} が壊れています") from None
        if len(data) > _LARGEST:
            raise self._broken(f"{name} を展開すると {_LARGEST // 2**20} MB を超えます")
        return data

    def _broken(self, cause: str) -> ReadError:
        return ReadError(self.name, f"Word 文書として読めません（{cause}）。", "Word で開いて保存し直してください。")


def open_package(data: bytes, name: str) -> Package:
    """The package of a Word file. Raises `ReadError` for one that is broken, encrypted or of another program."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        cause = "パスワードで保護されています。" if locked else "旧形式の Office 文書（.doc など）です。"
        raise ReadError(name, cause, "Word で開き、保護のない .docx で保存してください。")
    try:
        file = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise ReadError(name, "zip が壊れています。", "Word で開いて保存し直してください。") from None
    if any(info.flag_bits & 1 for info in file.infolist()):
        raise ReadError(name, "パスワードで保護されています。", "保護を解いて保存し直してください。")
    main = _main(Package(file, name, "word/document.xml"))
    if main not in file.NameToInfo:
        what = next((other for part, other in _OTHERS.items() if part in file.NameToInfo), "zip")
        raise ReadError(
            name, f"Word 文書ではありません（{what}）。", "Word 文書（.docx）かテキストで保存してください。"
        )
    return Package(file, name, main)


def _main(package: Package) -> str:
    """The name of the document's part, as the relations of the package say."""
    relations = package.part("_rels/.rels")
    for relation in relations.iter(_RELATIONS) if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(posixpath.normpath(relation.get("Target", "").lstrip("/")))
    return package.main
