// A claim whose words overlap with another's stands in several pieces: all of them are lit, not only the first.
(() => {
  "use strict";
  const light = () => {
    for (const one of document.querySelectorAll("mark.target")) one.classList.remove("target");
    const id = decodeURIComponent(location.hash).replace(/^#claim-/, "");
    if (!id || id === location.hash) return;
    for (const one of document.querySelectorAll("mark.told")) {
      if (one.dataset.claim === id) one.classList.add("target");
    }
  };
  addEventListener("hashchange", light);
  light();
})();
