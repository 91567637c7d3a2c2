// Search in a folder: Pagefind, whose files come as scripts, since a page that was opened from a disk may load nothing else.
"use strict";
(function () {
  const DELAY = 150;
  const MOST = 12;
  const waiting = new Map();
  const bundles = new Map();
  let folder = "";
  let engine = null;

  // A bundle of files calls this with their contents by name, in base64.
  window.cursusFiles = function (contents) {
    for (const [name, text] of Object.entries(contents)) {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      waiting.set(name, bytes);
    }
  };

  function load(bundle) {
    if (!bundles.has(bundle)) {
      bundles.set(bundle, new Promise(function (done, failed) {
        const script = document.createElement("script");
        script.src = folder + "search/data/" + bundle + ".js";
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      }));
    }
    return bundles.get(bundle);
  }

  // What Pagefind is given instead of fetch.
  window.cursusFetch = async function (address) {
    const name = String(address).replace(/\?.*$/, "").replace(/^\/p\//, "");
    await load(window.cursusBundle(name));
    return new Response(waiting.get(name));
  };

  async function start() {
    const pagefind = window.cursusPagefind;
    await pagefind.options({ basePath: "/p/", baseUrl: "/", noWorker: true });
    await pagefind.init("en");
    return pagefind;
  }

  async function find(words) {
    if (engine === null) engine = start();
    const found = await (await engine).search(words);
    return Promise.all(found.results.slice(0, MOST).map((r) => r.data()));
  }

  function item(data) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = folder + (data.raw_url || data.url).replace(/^\//, "");
    const name = document.createElement("bdi");
    name.textContent = data.meta.title;
    link.append(name);
    const about = document.createElement("span");
    about.className = "also";
    about.textContent = " " + (data.meta.about || "");
    line.append(link, about);
    return line;
  }

  function attach(form) {
    const input = form.querySelector("input");
    const list = document.createElement("ul");
    const told = document.createElement("p");
    list.className = "found";
    told.className = "unseen";
    told.setAttribute("role", "status");
    list.hidden = true;
    form.append(list, told);
    folder = form.dataset.search;
    let timer = 0;
    let asked = 0;

    async function show() {
      const words = input.value.trim();
      const turn = ++asked;
      const found = words.length > 1 ? await find(words) : [];
      if (turn !== asked) return;
      list.replaceChildren(...found.map(item));
      list.hidden = found.length === 0;
      told.textContent = words.length > 1 ? (found.length ? found.length + " found" : "Nothing found") : "";
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(show, DELAY);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show();
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        list.hidden = true;
        input.focus();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const links = [input, ...list.querySelectorAll("a")];
        const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
        if (links[next]) {
          links[next].focus();
          event.preventDefault();
        }
      }
    });
  }

  document.querySelectorAll("form[data-search]").forEach(attach);
})();
