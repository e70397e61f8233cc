// Keys of the review queue: each presses the button that shows it.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const button = [...document.querySelectorAll("button[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
    if (!button || button.disabled) return;
    event.preventDefault();
    document.querySelectorAll("button[data-key]").forEach((one) => { one.disabled = true; });
    button.form.requestSubmit();
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("button[data-key]").forEach((one) => { one.disabled = false; });
  });
})();
