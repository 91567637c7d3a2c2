// Names while typing, for every form that has data-suggest. Without this file the forms work all the same.
"use strict";
(function () {
  const DELAY = 120;

  function attach(form, number) {
    const input = form.querySelector("input[name=q]");
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions-" + number;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    form.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
      input.setAttribute(name, value);
    }
    let active = -1;
    let timer = 0;
    let pending = null;

    function close() {
      list.hidden = true;
      list.replaceChildren();
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      const options = list.children;
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active = index;
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      options[active].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[active].id);
    }

    function show(found) {
      close();
      const everything = found.persons.concat(found.others || []);
      everything.forEach(function (one, index) {
        const option = document.createElement("li");
        option.id = list.id + "-" + index;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const name = document.createElement("bdi");
        name.textContent = one.name;
        const note = document.createElement("span");
        note.textContent = one.note;
        option.append(name);
        if (one.spelling) {
          const spelling = document.createElement("bdi");
          spelling.className = "spelling";
          spelling.textContent = one.spelling;
          option.append(spelling);
        }
        option.append(note);
        option.title = one.reason || "";
        option.dataset.url = one.url;
        option.addEventListener("mousedown", function (event) {
          event.preventDefault();
          location.assign(one.url);
        });
        list.append(option);
      });
      list.hidden = everything.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    async function ask() {
      const words = input.value.trim();
      if (pending) pending.abort();
      if (!words) return close();
      pending = new AbortController();
      try {
        const answer = await fetch(form.dataset.suggest + "?q=" + encodeURIComponent(words), { signal: pending.signal });
        if (!answer.ok) return close();
        const found = await answer.json();
        if (document.activeElement === input && input.value.trim() === words) show(found);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, DELAY);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      const many = list.children.length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" && many) {
        event.preventDefault();
        choose(active + 1 < many ? active + 1 : -1);
      } else if (event.key === "ArrowUp" && many) {
        event.preventDefault();
        choose(active < 0 ? many - 1 : active - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        location.assign(list.children[active].dataset.url);
      }
    });
  }

  document.querySelectorAll("form[data-suggest]").forEach(attach);
})();
