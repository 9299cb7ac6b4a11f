"""The HTML report in a real browser: views, filters, keys, links, print, no script; skipped where there is no Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from conftest import plan
from lxml.html import fromstring
from test_facts_report import NEW, OLD

from plandiff import compare, read_plan, render
from plandiff.renderers.groups import groups
from plandiff.summary import count

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
SAMPLES = Path(__file__).parents[1] / "samples"
# Chromium refuses to run as root in its sandbox; the page is ours.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def report_of(pair: str) -> Any:
    body, old, new = pair.split("/")
    return compare(read_plan(SAMPLES / body / f"{old}.txt"), read_plan(SAMPLES / body / f"{new}.txt"))


REPORT = report_of("agency/r05/r06")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(str(render(REPORT, "html")), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, url: str) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(url)
    yield page
    assert faults == []
    page.close()


def shown(page: Any, selector: str = ".change") -> int:
    return int(page.locator(f"{selector}:visible").count())


CHANGED = [change for group in groups(REPORT) for change in group.changed]
KIND_CASES = [(kind, number) for kind, number in count(CHANGED).kinds.items() if kind != "continued"]


@pytest.mark.parametrize(("kind", "number"), KIND_CASES)
def test_a_kind_can_be_hidden(page: Any, kind: str, number: int) -> None:
    page.uncheck(f"input[name=kind][value={kind}]")
    assert shown(page, f".change.{kind}") == 0
    assert shown(page) == len(CHANGED) - number
    assert str(len(CHANGED) - number) in page.inner_text("#shown")
    page.click("#reset")
    assert shown(page) == len(CHANGED)


def test_filters_name_as_many_as_the_report_has(page: Any) -> None:
    counts = count(REPORT.changes)
    for name, number in {**counts.kinds, **counts.flags, **counts.notes}.items():
        box = page.locator(f".box.{name} .number")
        assert box.all_text_contents() == ([str(number)] if number or name in counts.kinds else [])


def test_contents_name_as_many_as_are_listed(page: Any) -> None:
    badges = page.locator("nav .badge").all_text_contents()
    assert sum(int(badge[1:]) for badge in badges) == len(CHANGED) == page.locator(".change").count()


def test_flags_narrow_down(page: Any) -> None:
    page.click(".tags summary")
    page.check("input[name=tag][value=moved]")
    assert shown(page) == count(CHANGED).flags["moved"] > 0
    page.keyboard.press("Escape")
    assert shown(page) == len(CHANGED)


def test_words_narrow_down_whatever_their_width(page: Any) -> None:
    text = next(change for change in CHANGED if change.kind == "new").new[0].text[:8]
    page.fill("#search", text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789abc"}))
    assert 1 <= shown(page) < len(CHANGED)
    page.fill("#search", "どこにもない語句")
    assert shown(page) == shown(page, ".group") == 0


def test_a_section_narrows_down(page: Any) -> None:
    page.select_option("#section", index=2)
    assert 0 < shown(page) < len(CHANGED)
    assert shown(page, ".group") < page.locator(".group").count()


@pytest.mark.parametrize(
    ("key", "seen", "unseen"),
    [
        ("1", ".pair", ".inline"),
        ("2", ".inline", ".reworded:has(.inline) > .pair"),
        ("3", ".comparative-table", ".change"),
    ],
)
def test_views_by_key(page: Any, key: str, seen: str, unseen: str) -> None:
    page.keyboard.press(key)
    assert shown(page, seen) > 0
    assert shown(page, unseen) == 0


def test_filters_hold_in_the_comparative_table(page: Any) -> None:
    page.keyboard.press("3")
    page.uncheck("input[name=kind][value=new]")
    assert page.locator(".comparative-table tr:visible", has_text="（新設）").count() == 0
    assert page.locator(".comparative-table tr:visible", has_text="（削除）").count() > 0


def test_only_headings_of_what_is_left_stay(page: Any) -> None:
    entries, heading = shown(page, "nav li"), ".comparative-table tr.heading"
    page.keyboard.press("3")
    headings = shown(page, heading)
    for kind in ("reworded", "continued", "dropped"):
        page.uncheck(f"input[name=kind][value={kind}]")
    left = count(CHANGED).kinds["new"]
    assert shown(page, ".comparative-table tr.item") <= left
    assert 0 < shown(page, heading) < headings
    page.keyboard.press("1")
    assert 0 < shown(page, "nav li") < entries
    page.click("#reset")
    assert shown(page, "nav li") == entries


def test_the_contents_name_what_stands_beside_the_changes(page: Any) -> None:
    targets = page.locator("nav ul a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert targets == [
        f"#{part}" for part in page.locator(".queues, #left-out").evaluate_all("all => all.map(one => one.id)")
    ]


@pytest.mark.parametrize(("lang", "spoken"), [("ja", None), ("en", "ja")])
def test_words_of_the_plans_are_in_their_language(lang: Any, spoken: str | None) -> None:
    page = fromstring(str(render(REPORT, "html", lang=lang)))
    assert page.get("lang") == lang
    assert {element.get("lang") for element in page.xpath("//h3 | //ins | //del | //td[@class='text']")} == {spoken}


def test_steps_in_the_comparative_table_stop_at_changes(page: Any) -> None:
    page.keyboard.press("3")
    names = set(page.locator(".change").evaluate_all("all => all.map(one => one.id)"))
    for _ in range(5):
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.dataset.of") in names


def test_doubtful_links_lead_to_the_queue_and_back(browser: Any, tmp_path: Path) -> None:
    plans = [plan(OLD), plan(NEW)]
    path = tmp_path / "report.html"
    path.write_text(str(render(compare(*plans), "html")), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.click(".title a.tag")
    row = page.locator("#to-check tr:target")
    assert row.is_visible()
    row.locator("a").click()
    page.wait_for_function("document.activeElement.matches('.change')")
    page.close()


def test_inline_says_where_both_sides_stand(page: Any) -> None:
    page.keyboard.press("2")
    assert page.locator(".inline:visible").first.locator(".where").count() == 2


def test_contents_name_headings_of_one_side(browser: Any, tmp_path: Path) -> None:
    plans = [
        plan("令和７年度計画\n１．観測\n・水温を測る。\n２．展示\n・図を並べる。\n"),
        plan("令和８年度計画\n１．観測\n・水温を測る。\n２．研修\n・船員を育てる。\n"),
    ]
    path = tmp_path / "report.html"
    path.write_text(str(render(compare(*plans), "html")), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator("nav .tag").all_text_contents() == ["削除", "新設"]
    page.close()


def test_keys_step_through_what_is_shown(page: Any) -> None:
    page.uncheck("input[name=kind][value=reworded]")
    names = page.locator(".change:visible").evaluate_all("all => all.map(one => one.id)")
    focused = "document.activeElement.id"
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert page.evaluate(focused) == names[at]
    assert page.url.endswith(f"#{names[1]}")


def test_keys_can_be_switched_off_and_do_not_disturb_typing(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("j3k")
    assert page.input_value("#search") == "j3k"
    page.keyboard.press("Escape")
    page.uncheck("#keys")
    page.keyboard.press("3")
    assert shown(page, ".comparative-table") == 0


def test_a_deep_link_shows_its_change(browser: Any, url: str) -> None:
    page = browser.new_page()
    page.goto(url)
    name = page.locator(".change").last.get_attribute("id")
    again = render(report_of("agency/r05/r06"), "html")
    assert f'id="{name}"' in str(again)
    page.keyboard.press("3")
    page.evaluate(f"location.hash = '{name}'")
    page.wait_for_function(f"document.activeElement.id === '{name}'")
    assert page.locator(f"#{name}").is_visible()
    page.close()


def test_every_link_leads_somewhere(page: Any) -> None:
    dangling = "[...document.querySelectorAll('a')].filter(a => !document.getElementById(a.getAttribute('href').slice(1)) && a.getAttribute('href') !== '#').length"
    assert page.evaluate(dangling) == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_moved_items_are_linked_both_ways(page: Any) -> None:
    away = page.locator(".departed")
    assert away.count() == count(CHANGED).flags["moved"] > 0
    for name in away.evaluate_all("all => all.map(one => one.id)"):
        target = page.locator(f"#{name} a").get_attribute("href")
        assert page.locator(f"{target} .from a").get_attribute("href") == f"#{name}"


def test_a_print_is_a4_landscape(page: Any) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "絞り込み" not in text
    for change in REPORT.of("new"):
        assert change.new[0].text[:6] in text.replace("\r\n", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["side", "inline", "comparative"])
def test_axe_finds_nothing(browser: Any, url: str, scheme: str, view: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_page(color_scheme=scheme)
    page.goto(url)
    page.check(f"#view-{view}")
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in axe.Axe().run(page).response["violations"]] == []
    page.close()


def test_a_long_table_is_one_to_read_and_to_axe(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    monkeypatch.setattr(import_module("plandiff.renderers.html.comparative"), "_LONG", 1)
    path = tmp_path / "report.html"
    path.write_text(str(render(REPORT, "html")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(path.as_uri())
    page.check("#view-comparative")
    assert axe.Axe().run(page).response["violations"] == []
    columns = "row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().left))"
    head, line = (page.locator(f".long {part} tr").nth(0).evaluate(columns) for part in ("thead", "tbody"))
    assert head == line == sorted(head)
    page.close()


def test_without_a_script_all_text_is_there(browser: Any, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    for change in page.locator(".change").all():
        assert change.is_visible()
    assert not page.locator(".scripted").is_visible()
    text = page.text_content("main")
    struck_out = "[...document.querySelectorAll('li:has(del)')].map(li => { const old = li.cloneNode(true); old.querySelectorAll('ins').forEach(e => e.remove()); li.querySelectorAll('del').forEach(e => e.remove()); return old.textContent + li.textContent })"
    text += "".join(page.evaluate(struck_out))
    for item in (*REPORT.old.items, *REPORT.new.items):
        if item.type == "item":
            assert item.text in text
    page.check("#view-comparative")
    assert page.locator(".comparative-table").is_visible()
    context.close()


def test_nothing_is_fetched(browser: Any, url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.keyboard.press("3")
    page.pdf()
    assert asked == [url]
    assert page.evaluate("fetch('data:,x').then(() => 'fetched', () => 'refused')") == "refused"
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_page_does_not_scroll_sideways(browser: Any, url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(url)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.check("#view-comparative")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.locator(".keys").is_visible()
    page.close()
