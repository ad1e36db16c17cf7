// What a browser adds to a page: charts saved as PNG, SVG, CSV or a snippet, what a mark stands for where it is pointed at, a dark page on request.
// Nothing is sent anywhere; without this script all else works.
"use strict";
(() => {
  const root = document.documentElement;
  const SIDE = 16;
  const LATIN = '"Hinterland Sans", Arial, sans-serif', HAN = '"Hinterland Sans SC", "Noto Sans CJK SC", sans-serif';
  const family = root.lang.startsWith("zh") ? HAN : LATIN;

  // -- dark or light

  const theme = document.querySelector("button.theme");
  if (theme) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    // The button says what a click makes of the page.
    const dusk = theme.textContent;
    const show = (is) => { root.style.colorScheme = is ? "dark" : "light"; theme.textContent = is ? theme.dataset.light : dusk; };
    const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
    show(kept() ? kept() === "dark" : dark.matches);
    dark.addEventListener("change", () => kept() || show(dark.matches));
    theme.addEventListener("click", () => {
      const is = root.style.colorScheme !== "dark";
      show(is);
      try { localStorage.setItem("theme", is ? "dark" : "light"); } catch { /* a page that may not keep anything forgets it */ }
    });
    theme.hidden = false;
  }

  // -- what a mark stands for

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const titles = new Map();
  for (const title of document.querySelectorAll(".plot svg title")) {
    titles.set(title.parentNode, title.textContent);
    title.remove();
  }
  const point = (event) => {
    const text = titles.get(event.target);
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    const left = Math.min(Math.max(8, event.clientX - tip.offsetWidth / 2), root.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${left}px`;
    tip.style.top = `${Math.max(8, event.clientY - tip.offsetHeight - 14)}px`;
  };
  document.addEventListener("pointermove", point);
  document.addEventListener("pointerdown", point);
  document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  // -- charts as files

  const pen = document.createElement("canvas").getContext("2d");
  const lines = (text, font, width) => {
    pen.font = font;
    const found = [""];
    for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
      if (found.at(-1) && pen.measureText((found.at(-1) + piece).trimEnd()).width > width) found.push("");
      found[found.length - 1] += piece;
    }
    return found.map((line) => line.trim());
  };
  const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const read = (blob) => new Promise((done) => { const r = new FileReader(); r.onload = () => done(r.result); r.readAsDataURL(blob); });

  // The page's own fonts, put in, so that an image has them too.
  const faces = async () => {
    const found = [];
    for (const sheet of document.styleSheets) {
      try {
        for (const rule of sheet.cssRules) {
          if (!(rule instanceof CSSFontFaceRule)) continue;
          const address = new URL(rule.style.src.match(/url\("?([^")]+)/)[1], sheet.href ?? location.href).href;
          const put = address.startsWith("data:") ? address : await read(await (await fetch(address)).blob());
          found.push(`@font-face{font-family:${rule.style.fontFamily};font-weight:${rule.style.fontWeight || 400};src:url(${put})}`);
        }
      } catch { /* a sheet or a font that can't be read: the image has what the machine has */ }
    }
    return found.join("");
  };

  const drawing = (figure, style = "") => {
    const svg = figure.querySelector(".plot.wide svg").cloneNode(true);
    const [, , wide, high] = svg.getAttribute("viewBox").split(" ").map(Number);
    const said = (where) => figure.querySelector(where)?.textContent.trim() ?? "";
    const blocks = [[said("figcaption b"), 17, 22, "bold", "#1a1a1a"], [said("figcaption div"), 13, 17, "normal", "#3d3d3d"]];
    const texts = [];
    let y = SIDE;
    const put = ([text, size, step, weight, colour]) => {
      for (const line of text ? lines(text, `${weight} ${size}px ${family}`, wide) : []) {
        texts.push(`<text x="${SIDE}" y="${y + size}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`);
        y += step;
      }
    };
    blocks.forEach(put);
    const top = y + 6;
    y = top + high + 4;
    put([said(".foot"), 11, 15, "normal", "#6b6b6b"]);
    const all = y + SIDE, across = wide + 2 * SIDE;
    return { across, all, text: `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${all}" viewBox="0 0 ${across} ${all}" font-family='${family}' role="img" aria-label="${escaped(svg.getAttribute("aria-label"))}"><style>${style}</style><rect width="100%" height="100%" fill="white"/>${texts.join("")}<g transform="translate(${SIDE},${top})">${svg.innerHTML}</g></svg>` };
  };

  const image = async (figure) => {
    const { across, all, text } = drawing(figure, await faces());
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: across * 2, height: all * 2 });
    canvas.getContext("2d").drawImage(picture, 0, 0, across * 2, all * 2);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };
  // Numbers plain, percent in the head of their column, and signs beside figures in a column of their own.
  const table = (figure) => {
    const SIGN = /[†‡]+$/, NUMBER = /^[+-]?[\d,]+(\.\d+)?%?$/;
    const [heads, ...rows] = [...figure.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim().replace(/\u2212/g, "-")));
    const columns = heads.flatMap((head, n) => {
      const cells = rows.map((row) => row[n] ?? ""), bare = cells.map((text) => text.replace(SIGN, ""));
      const plain = bare.map((text) => NUMBER.test(text) ? text.replace(/[+,%]/g, "") : text);
      const named = bare.some((text) => text.endsWith("%")) && !head.includes("%") ? `${head} (%)` : head;
      const signs = cells.map((text) => text.match(SIGN)?.[0] ?? "");
      return [[named, ...plain], ...(signs.some(Boolean) ? [[`${head} (†‡)`, ...signs]] : [])];
    });
    const quoted = (text) => /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    return columns[0].map((_, at) => columns.map((column) => quoted(column[at])).join(",")).join("\r\n");
  };

  const save = (blob, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const snippet = (figure) => {
    const from = location.protocol.startsWith("http") ? `<figcaption><a href="${escaped(location.href.split("#")[0])}">Hinterland</a></figcaption>` : "";
    return `<figure style="margin:0;max-width:640px">${drawing(figure).text.replace(/ width="\d+" height="[\d.]+"/, ' style="width:100%;height:auto"')}${from}</figure>`;
  };
  const copy = async (text, button, done) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
      button.parentNode.append(area);
      area.select();
      if (!document.execCommand("copy")) return;
      area.remove();
    }
    const before = button.textContent;
    button.textContent = done;
    setTimeout(() => { button.textContent = before; }, 2000);
  };

  for (const tools of document.querySelectorAll(".tools")) {
    const figure = tools.closest("figure");
    const title = document.title.length > 60 ? document.title.slice(0, 61).replace(/\s+\S*$/, "") : document.title;
    const name = `${title} ${figure.id.replace("picture-", "")}`.replace(/['’]/g, "").replace(/[^\p{L}\p{N}.]+/gu, "-").replace(/^-|-$/g, "");
    const ways = {
      png: async () => save(await image(figure), `${name}.png`),
      svg: async () => save(new Blob([drawing(figure).text], { type: "image/svg+xml" }), `${name}.svg`),
      csv: async () => save(new Blob(["\ufeff", table(figure)], { type: "text/csv" }), `${name}.csv`),
      embed: async (button) => copy(snippet(figure), button, tools.dataset.done),
    };
    tools.addEventListener("click", ({ target }) => ways[target.dataset.as]?.(target));
    tools.hidden = false;
  }
})();
