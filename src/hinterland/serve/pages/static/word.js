// The pane of the add-in: takes the text of Word's document, or outside of Word that of the box, has the server check it, lists the findings, and shows where one stands
// when it is clicked. Without this script the form leads to the page that checks a text.
"use strict";
(() => {
  const MOST = 255; // Word searches for nothing longer.
  const form = document.querySelector(".pane form");
  const box = form.elements.text;
  const button = form.querySelector("button");
  const status = document.querySelector(".pane [role=status]");
  const list = document.querySelector(".pane .findings");
  const item = document.querySelector(".pane template");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (text) => { status.textContent = text; };

  // Where a stretch stands in a text, none of the places overlapping, as a search finds them.
  function places(text, stretch) {
    const found = [];
    for (let at = text.indexOf(stretch); at >= 0; at = text.indexOf(stretch, at + stretch.length)) found.push(at);
    return found;
  }

  // Both hosts give their text, and select one of the places of a stretch; `select` returns how many there are.
  const browser = {
    read: async () => box.value,
    select: async (stretch, nth) => {
      const found = places(box.value, stretch);
      if (found.length) {
        const at = found[Math.min(nth, found.length - 1)];
        box.setSelectionRange(at, at + stretch.length);
        box.blur();
        box.focus();
      }
      return found.length;
    },
  };
  const word = {
    read: () => Word.run(async (context) => {
      const { body } = context.document;
      body.load("text");
      await context.sync();
      return body.text;
    }),
    select: (stretch, nth) => Word.run(async (context) => {
      const found = context.document.body.search(stretch.replaceAll("^", "^^"), { matchCase: true });
      found.load("items");
      await context.sync();
      if (found.items.length) {
        found.items[Math.min(nth, found.items.length - 1)].select();
        await context.sync();
      }
      return found.items.length;
    }),
  };
  let host = browser;
  let sum = "";
  // The query that Word gave the page stays with it in the other language.
  document.querySelector("footer [hreflang]").search = location.search;

  // Ends of paragraphs, of lines and of cells as a text file has them.
  const tidy = (text) => text.replace(/\r\n?|\v/g, "\n").replace(/\x07/g, "\t");
  const trying = (act) => async (event) => {
    try {
      await act(event);
    } catch (error) {
      say(fill(status.dataset.failed, { error: error.message }));
    }
  };

  // A finding as an item of the list. Its offsets count characters of Unicode, those of JavaScript and of Word halves of them too.
  function shown(finding, text, characters) {
    const made = item.content.cloneNode(true).firstElementChild;
    const [code, place, message, fix] = made.children;
    made.className = finding.severity;
    code.textContent = `${finding.code} ${item.dataset[finding.severity]}`;
    code.href = `${form.dataset.rules}#${finding.code}`;
    message.textContent = finding.message;
    if (finding.fix) fix.textContent = fill(item.dataset[finding.fix.grade], { text: finding.fix.replacement });
    else fix.remove();
    const quoted = characters.slice(finding.start, finding.end).join("");
    const stretch = quoted.split(/[\n\t]/)[0].slice(0, MOST);
    if (!stretch) {
      place.remove();
      return made;
    }
    const all = places(text, stretch);
    const nth = Math.max(0, all.indexOf(characters.slice(0, finding.start).join("").length));
    place.textContent = quoted;
    made.addEventListener("click", trying(async (event) => {
      if (event.target.closest("a")) return;
      const found = await host.select(stretch, nth);
      say(!found ? status.dataset.gone : found === all.length ? sum : status.dataset.moved);
    }));
    return made;
  }

  async function check() {
    const text = tidy(await host.read());
    if (!text.trim()) return say(status.dataset.empty);
    const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, language: form.dataset.language }) };
    const answer = await fetch("/api/check", asked);
    const report = await answer.json();
    if (!answer.ok) throw new Error(report.detail);
    const characters = [...text];
    list.replaceChildren(...report.findings.map((finding) => shown(finding, text, characters)));
    sum = fill(status.dataset.sum, report.summary);
    return say(report.findings.length ? sum : `${status.dataset.none} ${sum}`);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    list.replaceChildren();
    say(status.dataset.checking);
    button.disabled = true;
    await trying(check)();
    button.disabled = false;
  });

  if (window.Office) {
    Office.onReady(({ host: name }) => {
      if (name !== Office.HostType.Word) return;
      host = word;
      for (const part of document.querySelectorAll("[data-outside]")) part.hidden = true;
    });
  } else if (status.dataset.lost) {
    say(status.dataset.lost);
  }
})();
