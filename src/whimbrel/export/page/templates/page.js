(() => {
  "use strict";
  const form = document.getElementById("filters");
  const events = Array.from(document.querySelectorAll(".event"));
  const days = Array.from(document.querySelectorAll(".day"));
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const unfold = document.getElementById("unfold");
  const words = new Map();
  const textOf = (event) => {
    if (!words.has(event)) words.set(event, event.textContent.toLocaleLowerCase() + " " + event.parentNode.parentNode.firstElementChild.textContent.toLocaleLowerCase());
    return words.get(event);
  };
  const fits = (event, wanted) =>
    (!wanted.type || event.dataset.type === wanted.type) &&
    (!wanted.actor || event.dataset.actors.split("\n").includes(wanted.actor)) &&
    (!wanted.conflict || Number(event.dataset.conflicts) > 0) &&
    (!wanted.several || Number(event.dataset.sources) > 1) &&
    wanted.words.every((word) => textOf(event).includes(word));
  const apply = () => {
    const wanted = {
      type: form.elements.type.value,
      actor: form.elements.actor.value,
      conflict: form.elements.conflict.checked,
      several: form.elements.several.checked,
      words: form.elements.text.value.toLocaleLowerCase().split(/\s+/).filter(Boolean),
    };
    let number = 0;
    for (const event of events) {
      event.hidden = !fits(event, wanted);
      number += event.hidden ? 0 : 1;
    }
    for (const day of days) day.hidden = !day.querySelector(".event:not([hidden])");
    const all = `${events.length} event${events.length === 1 ? "" : "s"}`;
    found.textContent = number === events.length ? all : `${number} of ${all}`;
    nothing.hidden = number > 0;
  };
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches(".event")) target.querySelector("details").open = true;
  };
  const openAll = (open) => {
    for (const event of events) if (!event.hidden) event.querySelector("details").open = open;
    unfold.textContent = open ? "Close all" : "Open all";
  };
  for (const link of document.querySelectorAll("a[data-to]")) {
    if (document.getElementById(link.dataset.to)) link.href = `#${link.dataset.to}`; // the other event may not be on this page
  }
  form.hidden = events.length === 0;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (moment) => moment.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  unfold.addEventListener("click", () => openAll(unfold.textContent === "Open all"));
  addEventListener("hashchange", openTarget);
  addEventListener("keydown", (moment) => {
    if (moment.key === "/" && !moment.target.closest("input, select, textarea")) {
      moment.preventDefault();
      form.elements.text.focus();
    }
  });
  apply();
  openTarget();
})();
