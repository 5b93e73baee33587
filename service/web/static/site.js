/* Small betterments only: every page works without this file. */
(() => {
  "use strict";

  // A copy button stands in the page hidden and is shown where copying is possible.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      const said = document.getElementById(button.dataset.said);
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent);
        said.textContent = "Copied.";
      } catch {
        source.focus();
        said.textContent = "Could not copy. Select the words and copy them.";
      }
    });
  }

  // A form whose work takes over a second says so, to eyes and to screen readers.
  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", () => {
      const place = document.getElementById(form.dataset.busy);
      if (!place) return;
      setTimeout(() => {
        place.hidden = false;
        place.querySelector("[role=status]").textContent = place.dataset.words;
      }, 1000);
    });
  }
  addEventListener("pageshow", () => {
    for (const place of document.querySelectorAll("[data-words]")) place.hidden = true;
  });

  // A marked word on a zoomed page is brought into sight.
  const sheet = document.querySelector(".sheet");
  const box = sheet && sheet.querySelector(".mark-box");
  if (box) {
    const settle = () => {
      const outer = sheet.getBoundingClientRect();
      const inner = box.getBoundingClientRect();
      sheet.scrollTop += inner.top - outer.top - outer.height / 3;
      sheet.scrollLeft += inner.left - outer.left - 16;
    };
    if (document.readyState === "complete") settle();
    else addEventListener("load", settle);
  }
})();
