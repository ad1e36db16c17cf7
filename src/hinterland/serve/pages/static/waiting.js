// A sign of life where the next page takes longer than a moment: shown once it was asked for, gone when it comes or when this page is returned to. Without this script the browser's own sign serves.
"use strict";
(() => {
  const AFTER = 1000;
  const sign = document.querySelector(".waiting");
  let timer = 0;
  const stop = () => { clearTimeout(timer); sign.textContent = ""; };
  const begin = () => { stop(); timer = setTimeout(() => { sign.textContent = sign.dataset.text; }, AFTER); };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const elsewhere = event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.hasAttribute("download") || link.target || link.origin !== location.origin) return;
    if (link.pathname === location.pathname && link.search === location.search) return;
    if (/^\/(en|zh)\//.test(link.pathname)) begin();
  });
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented && !event.target.closest(".saving")) begin(); });
  addEventListener("pageshow", stop);
})();
