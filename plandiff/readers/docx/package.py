"""Bytes of an Office file in, its XML parts out, parsed without entities, network or limitless expansion."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS, MEGABYTE, WORD_DEPTH, Limits, too_deep

Element = Any  # lxml's elements have no types of their own

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL_MAIN = "word/document.xml"
# A part of more than so many bytes may be so many times as large as its packed form.
_SMALL, _RATIO = MEGABYTE, 200
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    "xl/": "Excel ブック",
    "ppt/": "PowerPoint 文書",
    "content.xml": "OpenDocument 文書",
    "META-INF/container.xml": "EPUB",
}


class Package:
    """The parts of a Word file by name; `document` is the root of the main one."""

    def __init__(self, file: ZipFile, name: str, limits: Limits) -> None:
        self._file = file
        self._name = name
        self._limits = limits
        self._left = limits.expanded
        self._main = next((part for _, part in self._targets("", "officeDocument")), _USUAL_MAIN)
        root = self._part(self._main)
        if root is None or root.tag != f"{W}document":
            raise _no_document(file, name)
        self.document = root

    def related(self, kind: str) -> Iterator[Element]:
        """The roots of the parts of a kind (`styles`, `header` …) that go with the document, in the order of their ids;
        where its relations name none, those with the usual names. Raises `ReadError`."""
        folder = re.escape(posixpath.dirname(self._main))
        usual = re.compile(rf"{folder}/{kind}\d*\.xml")
        named = [part for _, part in self._targets(self._main, kind)]
        for name in named or sorted(filter(usual.fullmatch, self._file.NameToInfo)):
            root = self._part(name)
            if root is not None:
                yield root

    def target(self, key: str) -> str:
        """The name of the part that the document has a relation of this id to, or the id where it has none."""
        return dict(self._targets(self._main, "")).get(key, key)

    def _targets(self, source: str, kind: str) -> list[tuple[str, str]]:
        """The ids and names of the parts that a part (the package itself: `""`) has relations of a kind to."""
        folder, base = posixpath.split(source)
        root = self._part(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [
            (relation.get("Id", ""), posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:])
            for relation in (root.iter(_RELATION) if root is not None else ())
            if relation.get("TargetMode") != "External"
            and relation.get("Type", "").endswith(f"/{kind}" if kind else "")
        ]

    def _part(self, name: str) -> Element | None:
        """The root of a part, or None where the file has none of that name."""
        if name not in self._file.NameToInfo:
            return None
        data = self._expand(name).replace(_STRICT, W.strip("{}").encode())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._unparsed(name, error) from None
        if root.getroottree().docinfo.doctype:
            raise self._broken(f"{name} に DTD があります")
        if _is_deeper(root, self._limits.depth):
            raise too_deep(self._name, self._limits.depth)
        return root

    def _unparsed(self, name: str, error: etree.XMLSyntaxError) -> ReadError:
        """The error for a part that is no XML, or of which the parser has had enough."""
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT and "depth" in error.msg:
            return too_deep(self._name, min(WORD_DEPTH, self._limits.depth))
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            return self._broken(f"{name} に 10 MB より長い文字列があります")
        return self._broken(f"{name} を読めません（{' '.join(error.msg.split())}）")

    def _expand(self, name: str) -> bytes:
        info = self._file.NameToInfo[name]
        most = min(self._left, max(_SMALL, info.compress_size * _RATIO))
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._broken(f"{name} の圧縮方式が Word のものではありません")
        try:
            with self._file.open(name) as stream:
                data = stream.read(most + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
            raise self._broken(f"{name} が壊れています") from None
        if len(data) > most:
            limits = f"全体で {self._limits.expanded / MEGABYTE:g} MB（--max-expanded）、圧縮率で {_RATIO} 倍まで"
            raise self._broken(f"{name} を展開すると大きすぎます。{limits}")
        self._left -= len(data)
        return data

    def _broken(self, cause: str) -> ReadError:
        return ReadError(self._name, f"Word 文書として読めません（{cause}）。", "Word で開いて保存し直してください。")


def _is_deeper(root: Element, depth: int) -> bool:
    """Whether elements lie deeper in each other; where the parser itself stops earlier, there is nothing to count."""
    steps = etree.iterwalk(root, events=("start", "end")) if depth < WORD_DEPTH else ()
    return any(at > depth for at in accumulate(1 if event == "start" else -1 for event, _ in steps))


def open_package(data: bytes, name: str, limits: Limits = DEFAULTS) -> Package:
    """The parts of a Word file. Raises `ReadError` for one that is broken, locked, of another kind or with macros."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        cause = "パスワードで保護されています。" if locked else "旧形式の Office 文書（.doc など）か一太郎の文書です。"
        raise ReadError(name, cause, "元のソフトで開き、保護のない .docx で保存してください。")
    try:
        file = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        cause = "zip が壊れています。" if data.startswith(b"PK") else "Word 文書ではありません。"
        raise ReadError(name, cause, "Word で開いて .docx で保存し直してください。") from None
    if any(part.endswith("vbaProject.bin") for part in file.namelist()):
        raise ReadError(name, "マクロを含む Word 文書です。", "マクロのない .docx で保存し直してください。")
    if any(info.flag_bits & 1 for info in file.infolist()):
        raise ReadError(name, "パスワードで保護されています。", "保護を解いて保存し直してください。")
    return Package(file, name, limits)


def _no_document(file: ZipFile, place: str) -> ReadError:
    """The error for a file without a document, which says what it is instead."""
    kinds = (what for part, what in _OTHERS.items() if any(name.startswith(part) for name in file.namelist()))
    what = next(kinds, "本文のない zip")
    return ReadError(place, f"Word 文書ではありません（{what}）。", "Word 文書（.docx）かテキストで保存してください。")
