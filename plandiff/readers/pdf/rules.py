"""An opened PDF page in, the rules that are drawn on it out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_THIN = 2.5  # points: a filled box no thicker is a rule
_SHORT = 4.0  # points: a stroke no longer frames nothing
_DEPTH = 4  # forms within forms
_RULED = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM)


class Rule(NamedTuple):
    """A straight line, level or upright, by its ends in points."""

    x0: float
    y0: float
    x1: float
    y1: float


class _Matrix(NamedTuple):
    """An affine map of the page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def over(self, inner: Any) -> _Matrix:
        """The map that does an inner one first."""
        return _Matrix(
            inner.a * self.a + inner.b * self.c,
            inner.a * self.b + inner.b * self.d,
            inner.c * self.a + inner.d * self.c,
            inner.c * self.b + inner.d * self.d,
            inner.e * self.a + inner.f * self.c + self.e,
            inner.e * self.b + inner.f * self.d + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


_ASIS = _Matrix(1, 0, 0, 1, 0, 0)


def page_rules(page: Any) -> Iterator[Rule]:
    """The rules of a page. Most of the objects on it, up to one for each character, are text and cost one look."""
    get_object, get_type = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for n in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = get_object(page, n)
        kind = get_type(drawn)
        if kind in _RULED:
            yield from _rules(drawn, kind, _ASIS, 0)


def _rules(drawn: Any, kind: int, outer: _Matrix, depth: int) -> Iterator[Rule]:
    """The rules of a drawn object, and of those in it."""
    inner = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, inner)
    matrix = outer.over(inner)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        for points in _subpaths(drawn, matrix):
            yield from _straight(points)
    elif depth < _DEPTH:
        for n in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            held = pdfium.FPDFFormObj_GetObject(drawn, n)
            held_kind = pdfium.FPDFPageObj_GetType(held)
            if held_kind in _RULED:
                yield from _rules(held, held_kind, matrix, depth + 1)


def _subpaths(path: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a part with a curve has none."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for n in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, n)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(matrix.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _straight(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """The rules that a part of a path draws: a thin box is one rule, of any other every straight side."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if right - left <= _THIN and high - low >= _SHORT:
        yield Rule((left + right) / 2, low, (left + right) / 2, high)
    elif high - low <= _THIN and right - left >= _SHORT:
        yield Rule(left, (low + high) / 2, right, (low + high) / 2)
    elif right - left > _THIN and high - low > _THIN:
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            if (x0 == x1 or abs(x1 - x0) < 0.5) != (abs(y1 - y0) < 0.5):
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
