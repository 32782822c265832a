/* The public form works without this. With it: published items are offered while one types, what was typed can be kept
   in this browser (only when asked, never the proofs), a second press of the send button does nothing. */
"use strict";
(() => {
  const PAUSE = 600;
  const key = (slug) => `gongkai-apply-${slug}`;

  const storage = (() => {
    try {
      window.localStorage.getItem("gongkai");
      return window.localStorage;
    } catch (_) {
      return null; // a browser that allows no storage: the form goes without a draft
    }
  })();

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  const sent = document.querySelector("[data-sent]");
  if (sent && storage) storage.removeItem(key(sent.dataset.sent));

  const form = document.querySelector("form[data-apply]");
  if (!form) return;

  // --- an error is read out, and the first thing the page says -------------------------------------------------
  const alert = form.querySelector("[role=alert]");
  if (alert) alert.focus();

  // --- published items -------------------------------------------------------------------------------------------
  const words = form.querySelector("[data-suggest]");
  const place = form.querySelector("[data-offered]");
  let waiting = 0;
  let asked = "";
  const offer = async () => {
    const text = words.value.trim();
    if (text === asked) return;
    asked = text;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("description", text);
    try {
      const answer = await fetch(form.dataset.offers, { method: "POST", body });
      if (answer.ok && text === words.value.trim()) place.innerHTML = await answer.text();
    } catch (_) {
      asked = ""; // no connection: the next step shows them
    }
  };
  if (words && place) {
    words.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(offer, PAUSE);
    });
    if (words.value.trim() && !place.querySelector("li")) offer(); // typed before this script was there
  }

  // --- a second press does nothing ---------------------------------------------------------------------------------
  let gone = false;
  form.addEventListener("submit", (event) => {
    const send = event.submitter && "send" in event.submitter.dataset;
    if (send && gone) event.preventDefault();
    gone = gone || send;
    const found = event.submitter && event.submitter.value.startsWith("found-");
    if (found && storage) storage.removeItem(key(form.dataset.apply));
  });
  window.addEventListener("pageshow", () => { gone = false; });

  // --- the draft ---------------------------------------------------------------------------------------------------
  const panel = document.querySelector("[data-draft]");
  if (!panel || !storage) return;
  const keep = panel.querySelector("[data-draft-keep]");
  const said = panel.querySelector("[data-draft-said]");
  const take = panel.querySelector("[data-draft-take]");
  const clear = panel.querySelector("[data-draft-clear]");
  const name = key(form.dataset.apply);
  panel.hidden = false;

  const kept = (field) =>
    field.name && field.type !== "file" && field.dataset.keep !== "no" &&
    !["go", "csrfmiddlewaretoken"].includes(field.name);

  const typed = () => {
    const values = {};
    for (const field of form.elements) {
      if (!kept(field)) continue;
      if (field.type === "checkbox") values[field.name] = field.checked ? "on" : "";
      else values[field.name] = field.value;
    }
    return values;
  };
  const stored = () => {
    try {
      return JSON.parse(storage.getItem(name));
    } catch (_) {
      return null;
    }
  };
  const save = () => {
    if (!keep.checked) return;
    try {
      storage.setItem(name, JSON.stringify(typed()));
    } catch (_) {
      return; // full: nothing is promised
    }
    said.textContent = said.dataset.saved;
    clear.hidden = false;
  };

  const found = stored();
  const untouched = form.dataset.step === "1" && !form.elements.description.value;
  if (found && untouched) {
    said.textContent = said.dataset.found;
    take.hidden = clear.hidden = false;
  } else if (found) {
    keep.checked = true;
    save();
  }

  take.addEventListener("click", () => {
    for (const [field, value] of Object.entries(found)) {
      const there = form.elements[field];
      if (!there) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field, value }));
      else if (there.type === "checkbox") there.checked = Boolean(value);
      else there.value = value;
    }
    take.hidden = true;
    keep.checked = true;
    save();
    if (words) offer();
  });
  clear.addEventListener("click", () => {
    storage.removeItem(name);
    keep.checked = false;
    take.hidden = clear.hidden = true;
    said.textContent = said.dataset.cleared;
  });
  keep.addEventListener("change", () => {
    if (keep.checked) save();
    else clear.click();
  });
  form.addEventListener("input", save);
  form.addEventListener("submit", save);
})();
