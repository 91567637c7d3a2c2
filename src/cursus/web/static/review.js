// Review by keyboard. Every key presses a button or follows a link that is on the page anyway.
(() => {
  "use strict";
  const cards = [...document.querySelectorAll("[data-card]")];
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  let at = -1;

  const show = (next) => {
    if (!cards.length) return;
    if (at >= 0) cards[at].classList.remove("at");
    at = Math.max(0, Math.min(next, cards.length - 1));
    cards[at].classList.add("at");
    cards[at].focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const inside = at >= 0 ? cards[at].querySelector(`[data-key="${key}"]`) : null;
    const found = inside || document.querySelector(`:not([data-card]) > [data-key="${key}"]`);
    if (found) found.click();
    return Boolean(found);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea")) return;
    const key = event.key.toLowerCase();
    if (key === "j") show(at + 1);
    else if (key === "k") show(at - 1);
    else if ("arc".includes(key) && at < 0) show(0);
    else if (!("arcoun".includes(key) && press(key))) return;
    event.preventDefault();
  });

  if (cards.length && new URLSearchParams(location.search).has("done")) show(0);
})();
