"""A report in, one self-contained HTML file out: built as a tree by lxml, so that no plan text can become markup."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from lxml.html import tostring

from plandiff.labels import language_of
from plandiff.model import Report
from plandiff.renderers import View
from plandiff.renderers.html.changes import changes
from plandiff.renderers.html.comparative import comparative
from plandiff.renderers.html.controls import contents, controls, others
from plandiff.renderers.html.elements import Element, el
from plandiff.renderers.html.overview import header, left_out, queues, summary, turnover
from plandiff.renderers.html.page import Page, page_of

# What holds words of the plans, which may be in another language than those of the page.
_CLASSES = frozenset("text name above cells printed contents".split())
_TAGS = frozenset(("h3", "ins", "del"))


def render(report: Report, view: View) -> str:
    """The report as a page that needs nothing but itself, and lets nothing else in."""
    page = page_of(report, view)
    style, script = (files(__name__).joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    html = el("html", _head(page, style, script), _body(page, script), lang=page.words.language)
    spoken = language_of(item.text for plan in (report.new, report.old) for item in plan.items)
    if spoken != page.words.language:
        for element in html.iter():
            if element.tag in _TAGS or not _CLASSES.isdisjoint(element.get("class", "").split()):
                element.set("lang", spoken)
    return f"<!DOCTYPE html>\n{tostring(html, encoding='unicode')}\n"


def _head(page: Page, style: str, script: str) -> Element:
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    report, words = page.report, page.words
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{words.title}: {report.old.name} → {report.new.name}"),
        el("style", style),
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _body(page: Page, script: str) -> Element:
    listed, before, after = changes(page), queues(page), left_out(page)
    return el(
        "body",
        el("a", page.own.skip, cls="skip", href="#changes"),
        header(page),
        controls(page),
        el(
            "nav",
            el("h2", page.words.contents),
            others([*before, *after]),
            contents(page),
            aria_label=page.words.contents,
        ),
        el("main", summary(page), turnover(page), *before, listed, comparative(page), *after),
        el("script", script),
    )
