// Turns lists of choices into sliders: those of marked fields. Their form fetches its page anew as the slider is dragged, or when it is let go where that takes
// longer, and puts the new parts in place of the old; address, title and the link to the other language follow. Without this script the lists and the button serve.
"use strict";
(() => {
  const WAIT = 120;
  const WAIT_AFTER = 350;

  function slide(field) {
    const list = field.querySelector("select");
    const label = field.querySelector("label");
    const range = document.createElement("input");
    const shown = document.createElement("output");
    Object.assign(range, { type: "range", min: 0, max: list.options.length - 1, step: 1, id: `${list.id}-slider` });
    range.value = list.selectedIndex;
    label.htmlFor = range.id;
    shown.htmlFor = range.id;
    const say = () => {
      const said = list.options[list.selectedIndex].text;
      shown.textContent = said;
      range.setAttribute("aria-valuetext", said);
    };
    range.addEventListener("input", () => { list.selectedIndex = Number(range.value); say(); });
    const ends = Object.assign(document.createElement("span"), { className: "ends", ariaHidden: "true" });
    for (const end of [list.options[0], list.options[list.options.length - 1]]) ends.append(Object.assign(document.createElement("span"), { textContent: end.text }));
    list.hidden = true;
    field.append(range, ends);
    label.after(shown);
    field.classList.add("on");
    say();
    return range;
  }

  // The address that the form leads to, without the fields that are empty.
  function address(form) {
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    return `${location.pathname}?${new URLSearchParams(asked)}`;
  }

  function renewer(form, wait) {
    const ids = form.dataset.renew.split(" ");
    const parts = () => ids.map((id) => document.getElementById(id));
    let waiting = 0;
    let asking = null;
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const where = address(form);
      for (const part of parts()) part.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(where, { signal: asking.signal, headers: { Accept: "text/html" } });
        if (!answer.ok) throw new Error(answer.statusText);
        const made = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const part of parts()) {
          part.replaceChildren(...made.getElementById(part.id).childNodes);
          part.setAttribute("aria-busy", "false");
        }
        const other = "header.site a[hreflang], link[hreflang]";
        const links = made.querySelectorAll(other);
        document.querySelectorAll(other).forEach((link, n) => link.setAttribute("href", links[n].getAttribute("href")));
        document.title = made.title;
        history.replaceState(null, "", where);
      } catch (error) {
        if (error.name !== "AbortError") location.assign(where);
      }
    };
    return () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, wait);
    };
  }

  for (const form of document.querySelectorAll("form[data-renew]")) {
    const letGo = form.dataset.letGo !== undefined;
    const renew = renewer(form, letGo ? WAIT_AFTER : WAIT);
    const sliders = [...form.querySelectorAll("[data-slider]")].map(slide);
    for (const range of sliders) range.addEventListener(letGo ? "change" : "input", renew);
    if (form.querySelectorAll("select:not([hidden])").length === 0) form.querySelector("button").closest(".field").hidden = true;
    // Where others are asked about, what the slider stood at no longer makes sense: the page chooses anew.
    form.addEventListener("submit", () => {
      const fresh = (form.dataset.afresh ?? "").split(" ").filter(Boolean);
      const changed = fresh.some((name) => !form.elements[name].selectedOptions[0].defaultSelected);
      if (changed) for (const list of form.querySelectorAll("[data-slider] select")) list.disabled = true;
    });
  }
})();
