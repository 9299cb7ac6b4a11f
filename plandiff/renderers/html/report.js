// The page reads whole without this: what follows narrows it down and steps through it.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  const bar = one(".controls");
  new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const entryOf = (element, kind, tags) => ({
    element, kind, tags, section: element.closest(".group").dataset.section, text: null,
  });
  const changes = all(".change").map((e) => entryOf(e, e.dataset.kind, e.dataset.tags.split(" ")));
  const unchanged = all(".unchanged li").map((e) => entryOf(e, "continued", []));
  const groups = all(".group"), folds = all(".unchanged");
  const named = new Map(changes.map(({ element }) => [element.id, element]));
  const lines = all(".comparative-table tbody tr"), cells = lines.filter((line) => line.matches(".cell"));
  const rows = lines.filter((line) => named.has(line.dataset.of));
  const contents = all(".contents li");
  const search = one("#search"), section = one("#section"), shown = one("#shown"), keys = one("#keys");
  const checked = (name) => all(`input[name=${name}]:checked`).map((box) => box.value);

  function fits(entry, wanted) {
    if (!wanted.kinds.includes(entry.kind)) return false;
    if (wanted.section && entry.section !== wanted.section) return false;
    if (wanted.tags.length && !wanted.tags.some((tag) => entry.tags.includes(tag))) return false;
    if (!wanted.text) return true;
    entry.text ??= plain(entry.element.textContent);
    return entry.text.includes(wanted.text);
  }

  function narrow() {
    const wanted = { kinds: checked("kind"), tags: checked("tag"), section: section.value, text: plain(search.value.trim()) };
    const whole = wanted.kinds.length === 4 && !wanted.tags.length && !wanted.section && !wanted.text;
    let number = 0;
    for (const entry of [...changes, ...unchanged]) entry.element.hidden = !fits(entry, wanted);
    for (const { element } of changes) if (!element.hidden) number += 1;
    prune(lines, (line) => line.matches(".heading"), (line) => whole || named.get(line.dataset.of)?.hidden === false);
    for (const cell of cells) cell.hidden = cell.previousElementSibling.hidden;
    for (const fold of folds) fold.hidden = !fold.querySelector("li:not([hidden])");
    for (const group of groups) {
      group.hidden = !whole && !group.querySelector(".change:not([hidden]), .unchanged:not([hidden])");
    }
    const left = new Set(groups.filter((group) => !group.hidden).map((group) => group.id));
    prune(contents, () => true, (entry) => left.has(entry.querySelector("a")?.hash.slice(1)));
    shown.textContent = shown.dataset.template.replace("{n}", number).replace("{total}", changes.length);
  }

  // A heading stays while something below it does.
  function prune(elements, isHeading, fits) {
    let below = -1;
    for (let n = elements.length - 1; n >= 0; n -= 1) {
      const element = elements[n], depth = Number(element.dataset.depth);
      element.hidden = !fits(element) && !(isHeading(element) && below > depth);
      if (!element.hidden) below = depth;
    }
  }

  function reset() {
    for (const box of all("input[name=kind]")) box.checked = true;
    for (const box of all("input[name=tag]")) box.checked = false;
    search.value = section.value = "";
    narrow();
  }

  const visible = () =>
    one("#view-comparative").checked ? rows.filter((row) => !row.hidden)
      : changes.map(({ element }) => element).filter((element) => !element.hidden);
  let current = null;
  function step(by) {
    const places = visible();
    const at = places.indexOf(current);
    const next = places[Math.min(Math.max(at + by, 0), places.length - 1)];
    if (!next) return;
    current = next;
    current.tabIndex = -1;
    current.scrollIntoView({ block: "start" });
    current.focus({ preventScroll: true });
    if (current.id) history.replaceState(null, "", `#${current.id}`);
  }

  // A link to a change must find it, whatever the view and the filters.
  function open() {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    if (place.closest(".by-section")) {
      if (one("#view-comparative").checked) one("#view-side").checked = true;
      if (place.closest("[hidden]")) reset();
    }
    if (place.closest("details")) place.closest("details").open = true;
    if (place.matches(".change")) current = place;
    place.scrollIntoView({ block: "start" });
    if (place.matches(".change")) place.focus({ preventScroll: true });
  }

  const choose = (name) => { one(`#view-${name}`).checked = true; };
  const commands = {
    j: () => step(1), k: () => step(-1), "/": () => search.focus(), Escape: reset,
    1: () => choose("side"), 2: () => choose("inline"), 3: () => choose("comparative"),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search], select");
    const command = commands[event.key];
    if (!keys.checked || !command || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing && event.key !== "Escape") return;
    event.preventDefault();
    if (typing) event.target.blur();
    command();
  });
  bar.addEventListener("submit", (event) => event.preventDefault());
  bar.addEventListener("input", (event) => {
    if (event.target.id === "unchanged") for (const fold of folds) fold.open = event.target.checked;
    else if (event.target.name !== "view" && event.target.id !== "keys") narrow();
  });
  one("#next").addEventListener("click", () => step(1));
  one("#previous").addEventListener("click", () => step(-1));
  one("#reset").addEventListener("click", reset);
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", () => { for (const queue of all(".queues > details")) queue.open = true; });
  narrow();
  open();
})();
