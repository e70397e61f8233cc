// What makes the pages quicker to use; every page can be read without it.
(() => {
  "use strict";
  const day = (bar, end) => bar.getAttribute(end ? "data-last" : "data-first");

  // Drag over the histogram to choose days.
  let from = null;
  const barAt = (event) => event.target.closest?.("[data-brush] svg a");
  document.addEventListener("pointerdown", (event) => { from = barAt(event); if (from) event.preventDefault(); });
  document.addEventListener("pointermove", (event) => {
    const to = from && barAt(event);
    if (!to) return;
    const bars = [...to.closest("svg").querySelectorAll("a")];
    const [low, high] = [bars.indexOf(from), bars.indexOf(to)].sort((a, b) => a - b);
    bars.forEach((bar, at) => bar.classList.toggle("brushed", at >= low && at <= high));
  });
  document.addEventListener("pointerup", (event) => {
    const to = from && barAt(event), start = from;
    from = null;
    if (!to || to === start) return;
    const [first, last] = day(start, false) < day(to, false) ? [start, to] : [to, start];
    const form = to.closest("[data-brush]").querySelector("form");
    form.elements["day__gte"].value = day(first, false);
    form.elements["day__lte"].value = day(last, true);
    form.requestSubmit();
  });
  document.addEventListener("dragstart", (event) => { if (barAt(event)) event.preventDefault(); });

  // "/" goes to the search box, as on many sites.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    document.getElementById("search")?.focus();
  });
})();
