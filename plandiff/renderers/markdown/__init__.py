"""A report in, GitHub Markdown out: counts, turnover, and the changes of each section to fold and unfold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from plandiff.labels.words import Labels
from plandiff.model import FLAGS, KINDS, Item, LeftOut, Plan, Report
from plandiff.renderers import View
from plandiff.renderers.facts import Row, doubt_rows, promise_rows
from plandiff.renderers.groups import Group, groups, path_line
from plandiff.renderers.markdown.cells import escape, row
from plandiff.renderers.markdown.changes import listed, table_of, unchanged_counted, unchanged_of
from plandiff.renderers.markdown.shorten import Parts, Section, shortened, whole
from plandiff.summary import SECTION_DEPTH, Counts, PlaceKey, count, headings_of, items_of, section_of, sections

_Unchanged = Callable[[Group, Labels], Iterator[str]]


def render(report: Report, view: View) -> str:
    """The report as one Markdown document whose tables no plan text can break; shortened where the view has a limit."""
    parts = _parts(report, view)
    return whole(parts) if view.max_length is None else shortened(parts, view.max_length, view.words)


def _parts(report: Report, view: View) -> Parts:
    words = view.words
    promised, doubtful = promise_rows(report, words), doubt_rows(report, words)
    left_out = [(side, left) for side, plan in _sides(report, words) for left in plan.left_out]
    lists = (
        (words.promises, len(promised), _to_check(words.promises, promised, words)),
        (words.doubts, len(doubtful), _to_check(words.doubts, doubtful, words)),
        (words.left_out, len(left_out), _left_out(left_out, words)),
    )
    return Parts(
        _lines(_head(report, words)),
        _lines(_summary(report, words)),
        _lines(_turnover(report, words)),
        _lines(_changes_head(report, words)),
        list(_sections(report, view)),
        "".join(_lines(lines) for _, _, lines in lists),
        _lines(f"- {title}: {n}" for title, n, _ in lists if n),
    )


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _sides(report: Report, words: Labels) -> tuple[tuple[str, Plan], tuple[str, Plan]]:
    return (words.old, report.old), (words.new, report.new)


# ---- before the changes


def _head(report: Report, words: Labels) -> Iterator[str]:
    yield f"# {words.title}"
    yield ""
    yield from (f"- {side}: {_plan_line(plan, words)}" for side, plan in _sides(report, words))
    yield from (f"\n> **{words.warnings}**: {escape(warning)}" for warning in report.warnings)
    yield ""


def _plan_line(plan: Plan, words: Labels) -> str:
    size, coverage = words.size.format(n=len(plan.items)), words.coverage.format(share=f"{plan.coverage:.1%}")
    return f"{escape(plan.name)} {words.comma.join((words.fiscal_year(plan.fiscal_year), size, coverage))}"


def _summary(report: Report, words: Labels) -> Iterator[str]:
    yield f"## {words.summary}"
    yield ""
    yield from _table([(words.headings, count(headings_of(report))), (words.items, count(items_of(report)))], words)


def _turnover(report: Report, words: Labels) -> Iterator[str]:
    yield f"## {words.turnover}"
    yield ""
    yield from _table([(_name(section.path, words), section.counts) for section in sections(report)], words)


def _table(rows: Sequence[tuple[str, Counts]], words: Labels) -> Iterator[str]:
    columns = [words.kind[kind] for kind in KINDS] + [words.flag[flag] for flag in FLAGS]
    yield row((words.section, *columns))
    yield "|---|" + "---:|" * len(columns)
    for name, counts in rows:
        yield row((name, *(str(figure) for figure in (*counts.kinds.values(), *counts.flags.values()))))
    yield ""


def _name(path: tuple[Item, ...], words: Labels) -> str:
    return escape(path_line(path)) or words.no_section


# ---- the changes


def _changes_head(report: Report, words: Labels) -> Iterator[str]:
    yield f"## {words.changes}"
    yield ""
    if not any(group.changed for group in groups(report)):
        yield words.no_changes
        yield ""


def _sections(report: Report, view: View) -> Iterator[Section]:
    """The groups by section, each to fold; unfolded where something changed."""
    words = view.words
    found: dict[PlaceKey, list[Group]] = {}
    for group in groups(report):
        if group.changed or (group.unchanged and not view.changes_only):
            found.setdefault(section_of(group.key), []).append(group)
    for inner in found.values():
        changes = [change for group in inner for change in group.changed]
        title = words.section_folded.format(section=_name(inner[0].path[:SECTION_DEPTH], words), n=len(changes))
        yield Section(
            f"<details{' open' if changes else ''}>\n<summary>{title}</summary>\n\n",
            _lines(_groups(report, inner, words, None if view.changes_only else unchanged_of)),
            _lines(_groups(report, inner, words, None if view.changes_only else unchanged_counted)),
            tuple(f"{listed(change, words)}\n" for change in changes),
            "</details>\n\n",
        )


def _groups(report: Report, inner: Sequence[Group], words: Labels, unchanged: _Unchanged | None) -> Iterator[str]:
    """Each under the headings that it has below those of its section."""
    for group in inner:
        below = group.path[SECTION_DEPTH:]
        if below:
            yield f"### {_name(below, words)}"
            yield ""
        yield from table_of(report, group, words)
        yield from unchanged(group, words) if unchanged else ()


# ---- beside the changes


def _to_check(title: str, rows: Sequence[Row], words: Labels) -> Iterator[str]:
    """What a reader should look at: where it stands, the words of both sides, and why."""
    if rows:
        yield f"## {title}"
        yield ""
        yield row((words.place, words.old, words.new, words.remarks))
        yield "|---|---|---|---|"
        yield from (row(map(escape, found)) for found in rows)
        yield ""


def _left_out(entries: Sequence[tuple[str, LeftOut]], words: Labels) -> Iterator[str]:
    if entries:
        yield f"## {words.left_out}"
        yield ""
    for side, left in entries:
        line = words.line_of.format(side=side, n=left.line)
        yield "- " + words.left_out_line.format(line=line, text=escape(left.text), reason=words.reason[left.reason])
