// Makes the review faster; nothing here is needed: every button is an ordinary form.
"use strict";
(() => {
  const main = document.getElementById("main");
  const cards = () => [...document.querySelectorAll(".card")];
  const current = () => document.activeElement?.closest(".card") ?? null;

  const focusCard = (card) => {
    if (!card) return;
    card.focus({preventScroll: true});
    card.scrollIntoView({block: "nearest"});
  };

  const step = (by) => {
    const all = cards();
    const at = all.indexOf(current());
    focusCard(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  const localTimes = () => {
    for (const time of document.querySelectorAll("time[datetime]")) {
      const date = new Date(time.dateTime);
      if (time.dateTime.includes("T") && !Number.isNaN(date.getTime())) {
        const local = date.toLocaleString(document.documentElement.lang, {weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit"});
        time.title = time.textContent;
        time.textContent = `${local} ${document.documentElement.dataset.yourTime} (${time.textContent})`;
      }
    }
  };

  const showHints = () => {
    for (const hint of document.querySelectorAll("p.js-only")) hint.hidden = false;
  };

  // Sends a form and puts the answer's <main> in place of ours, so that the page does not jump.
  const send = async (form, button) => {
    const card = form.closest(".card");
    const id = card?.id;
    const wasOpen = cards().filter((c) => !c.classList.contains("decided")).map((c) => c.id);
    const body = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(form.action, {method: "POST", body, credentials: "same-origin"});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("main");
    if (!fresh) return location.reload();
    main.replaceChildren(...fresh.childNodes);
    localTimes();
    showHints();
    const here = document.getElementById(id);
    if (here?.querySelector(".problem")) return here.querySelector("textarea")?.focus();
    const later = wasOpen.slice(wasOpen.indexOf(id) + 1).map((other) => document.getElementById(other));
    focusCard(here && !here.classList.contains("decided") ? here : later.find(Boolean) ?? here);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest(".card")) return;
    event.preventDefault();
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    send(form, event.submitter).catch(() => form.submit());
  });

  const press = (selector) => {
    const button = current()?.querySelector(selector);
    if (!button) return false;
    const form = button.form;
    const reason = form?.elements.namedItem("reason");
    const needs = {certify: form?.dataset.keepNeedsReason, revoke: form?.dataset.removeNeedsReason, "cannot-judge": "yes"};
    const needed = needs[button.value] === "yes";
    if (needed && reason.value.trim() === "") reason.focus();
    else button.click();
    return true;
  };

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    c: () => press("button[value=certify]"),
    r: () => press("button[value=revoke]"),
    n: () => press("button[value=cannot-judge]"),
    u: () => press("button.undo"),
    e: () => current()?.querySelector("textarea")?.focus(),
    h: () => {
      for (const how of current()?.querySelectorAll("details.how") ?? []) how.open = !how.open;
    },
    "?": () => document.getElementById("help")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("textarea, input")) {
      if (event.key === "Escape") focusCard(event.target.closest(".card"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  localTimes();
  showHints();
  if (location.hash.startsWith("#card-")) focusCard(document.querySelector(location.hash));
})();
