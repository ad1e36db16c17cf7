// Finds briefs and claims in the index that the search page carries. Nothing is sent anywhere; without this script the lists serve.
"use strict";
(() => {
  const MOST = 50;
  const form = document.querySelector("form[role=search]");
  const box = document.getElementById("q");
  const list = document.getElementById("found");
  const count = document.getElementById("count");
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const lines = JSON.parse(document.getElementById("index").textContent).map(([title, address, subject, also]) => ({
    title, address, subject, text: plain(`${title} ${subject} ${also}`),
  }));

  function show() {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const found = words.length ? lines.filter((line) => words.every((word) => line.text.includes(word))) : [];
    list.replaceChildren(...found.slice(0, MOST).map(({ title, address, subject }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      link.textContent = title;
      const whose = document.createElement("span");
      whose.textContent = subject;
      item.append(link, " ", whose);
      return item;
    }));
    const said = found.length > MOST ? count.dataset.first : found.length ? count.dataset.some : count.dataset.none;
    count.textContent = words.length ? said.replace("{n}", found.length).replace("{most}", MOST) : "";
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  box.addEventListener("input", show);
  box.value = new URLSearchParams(location.search).get("q") || "";
  show();
})();
