// Sends the files of a batch one after another, tells how far it is, and keeps the pages of a cell in hand.
// Everything works without it: the form then sends all files at once.
"use strict";

(() => {
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // --- what was dropped: files, and folders with all that lies in them -----------------------------
  const readAll = async (reader) => {
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      found.push(...some);
    }
  };

  const walk = async (entry, found) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      found.push({ file, path: entry.fullPath.replace(/^\//, "") });
    } else if (entry.isDirectory) {
      const inside = await readAll(entry.createReader());
      inside.sort((one, other) => one.name.localeCompare(other.name, "zh"));
      for (const child of inside) await walk(child, found);
    }
    return found;
  };

  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
    const found = [];
    for (const entry of entries) await walk(entry, found);
    return found;
  };

  const chosen = (form) =>
    [...form.querySelectorAll("input[type=file]")]
      .flatMap((input) => [...input.files])
      .map((file) => ({ file, path: file.webkitRelativePath || file.name }));

  // --- one request ---------------------------------------------------------------------------------
  class SignedOut extends Error {}
  class Refused extends Error {}

  const send = async (url, data) => {
    const answer = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (answer.redirected) throw new SignedOut();
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error(String(answer.status));
    return answer.json();
  };

  // --- the form ------------------------------------------------------------------------------------
  const upload = (form) => {
    const part = (name) => form.querySelector(`[data-checks="${name}"]`);
    const words = form.dataset;
    const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
    let addUrl = words.add || "";
    let pageUrl = words.page || "";
    let running = false;
    let stopped = false;
    let failed = [];

    const line = (path, text, state, url) => {
      const item = document.createElement("li");
      item.className = `gk-check-${state}`;
      const name = document.createElement(url ? "a" : "span");
      if (url) name.href = url;
      name.textContent = path;
      item.append(name, document.createElement("br"), text);
      part("results").prepend(item);
    };

    const open = async () => {
      const data = new FormData();
      data.append("csrfmiddlewaretoken", token);
      for (const name of ["title", "agency"]) data.append(name, form.elements[name].value);
      const answer = await send(form.action, data);
      if (answer.problem) throw new Refused(answer.problem);
      addUrl = answer.add;
      pageUrl = answer.page;
    };

    const one = async ({ file, path }) => {
      if (file.size > Number(words.most)) return { problem: say(words.tooLarge, { name: path }) };
      const data = new FormData();
      data.append("csrfmiddlewaretoken", token);
      data.append("path", path);
      data.append("chosen", file, file.name);
      const answer = await send(addUrl, data);
      return answer.files ? answer.files[0] : answer;
    };

    const told = (done, all) => {
      part("bar").max = all;
      part("bar").value = done;
      part("count").textContent = say(words.progress, { done, all });
    };

    const each = async (files) => {
      for (const [number, item] of files.entries()) {
        if (stopped) {
          failed.push(...files.slice(number));
          return;
        }
        try {
          const result = await one(item);
          if (result.problem) line(item.path, result.problem, result.skipped ? "skipped" : "refused");
          else line(result.path, result.words, result.state, result.url);
        } catch (problem) {
          failed.push(item);
          line(item.path, problem instanceof SignedOut ? words.signedOut : words.broken, "refused");
          if (problem instanceof SignedOut) stopped = true;
        }
        told(number + 1, files.length);
      }
    };

    const finish = (all) => {
      running = false;
      form.removeAttribute("aria-busy");
      part("controls").disabled = false;
      part("stop").hidden = true;
      offer();
      part("count").textContent = say(failed.length ? words.partly : words.all, { all, failed: failed.length });
      form.reset();
      part("page").focus();
    };

    const offer = () => {
      part("done").hidden = false;
      part("page").hidden = !pageUrl;
      part("page").href = pageUrl;
      part("retry").hidden = !failed.length;
      part("retry").textContent = say(words.retry, { n: failed.length });
    };

    const start = async (files) => {
      if (running || !files.length) return;
      [running, stopped, failed] = [true, false, []];
      part("progress").hidden = false;
      part("done").hidden = true;
      part("stop").hidden = false;
      form.setAttribute("aria-busy", "true");
      told(0, files.length);
      try {
        if (!addUrl) await open();
      } catch (problem) {
        running = false;
        form.removeAttribute("aria-busy");
        part("stop").hidden = true;
        failed = files; // what was dropped is kept for another go
        part("count").textContent =
          problem instanceof SignedOut ? words.signedOut : problem instanceof Refused ? problem.message : words.broken;
        offer();
        return;
      }
      part("controls").disabled = true;
      await each(files);
      finish(files.length);
    };

    form.addEventListener("submit", (event) => {
      const files = chosen(form);
      if (!files.length) return; // the server says what is missing
      event.preventDefault();
      start(files);
    });
    part("stop").addEventListener("click", () => { stopped = true; });
    part("retry").addEventListener("click", () => start(failed));
    part("hint").hidden = false;

    const over = (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.add("gk-drop-over");
    };
    form.addEventListener("dragenter", over);
    form.addEventListener("dragover", over);
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) form.classList.remove("gk-drop-over");
    });
    form.addEventListener("drop", async (event) => {
      event.preventDefault();
      form.classList.remove("gk-drop-over");
      start(await dropped(event.dataTransfer));
    });
    window.addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });
  };

  document.querySelectorAll("form[data-checks-upload]").forEach(upload);

  // --- the page of a cell --------------------------------------------------------------------------
  document.querySelectorAll("[data-checks-value]").forEach((input) => { input.focus(); input.select(); });
  document.querySelectorAll("[data-checks-source]").forEach((box) => {
    const here = box.querySelector(".gk-here");
    const centre = () => {
      if (here) {
        box.scrollTop = here.offsetTop - box.clientHeight / 2;
        box.scrollLeft = here.offsetLeft - box.clientWidth / 2 + here.offsetWidth / 2;
      } else if (box.dataset.centre) {
        box.scrollLeft = box.scrollWidth * Number(box.dataset.centre) - box.clientWidth / 2;
      }
    };
    box.querySelectorAll("img").forEach((picture) => picture.addEventListener("load", centre));
    centre();
  });

  // --- filters that apply when they are changed ----------------------------------------------------
  document.querySelectorAll("form[data-checks-filter] select").forEach((select) => {
    select.addEventListener("change", () => select.form.requestSubmit());
  });
})();
