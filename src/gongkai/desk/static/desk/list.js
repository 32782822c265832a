// Keys of a list: j and k move, Enter opens, x ticks, a ticks all. Everything works without it.
"use strict";

(() => {
  const table = document.querySelector("table[data-keys]");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const help = document.querySelector("[data-keys-help]");
  if (help) help.hidden = false;

  const link = (row) => row.querySelector("a.gk-row-link");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (to) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    link(row).focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const counted = document.querySelector("[data-ticked]");
  const count = () => {
    const n = table.querySelectorAll("input[name=case]:checked").length;
    for (const row of rows) {
      const box = row.querySelector("input[name=case]");
      row.classList.toggle("gk-ticked", Boolean(box && box.checked));
    }
    if (counted) counted.textContent = counted.dataset.ticked.replace("{n}", n);
  };
  table.addEventListener("change", count);
  count();

  const tick = (boxes, on) => {
    for (const box of boxes) box.checked = on;
    count();
  };
  const boxes = () => [...table.querySelectorAll("input[name=case]")];

  const all = document.querySelector("[data-tick-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => tick(boxes(), boxes().some((box) => !box.checked)));
  }

  const keys = {
    j: () => go(here() + 1),
    k: () => go(here() < 0 ? 0 : here() - 1),
    x: () => {
      const box = here() < 0 ? null : rows[here()].querySelector("input[name=case]");
      if (box) tick([box], !box.checked);
    },
    a: () => tick(boxes(), boxes().some((box) => !box.checked)),
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const typing = at.matches("textarea, select, [contenteditable], input:not([type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
