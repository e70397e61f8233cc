// The sentence behind a value shows while a mouse rests on it or the focus is there; a press keeps it open.
(() => {
  "use strict";
  if (!HTMLElement.prototype.showPopover) return;
  let pinned = null, timer = 0;
  const opener = (event) => event.target.closest?.("button[popovertarget]");
  const boxOf = (button) => document.getElementById(button.getAttribute("popovertarget"));
  const isOpen = (box) => box.matches(":popover-open");
  const show = (button) => { const box = boxOf(button); if (box && !isOpen(box)) box.showPopover({ source: button }); };
  const hide = (button) => { const box = boxOf(button); if (box && box !== pinned && isOpen(box)) box.hidePopover(); };
  document.addEventListener("pointerover", (event) => {
    const button = event.pointerType === "mouse" && opener(event);
    if (!button) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(button), 150);
  });
  document.addEventListener("pointerout", (event) => {
    const button = event.pointerType === "mouse" && opener(event);
    if (!button) return;
    clearTimeout(timer);
    timer = setTimeout(() => { if (!boxOf(button)?.matches(":hover")) hide(button); }, 250);
  });
  document.addEventListener("focusin", (event) => {
    const button = opener(event);
    if (button?.matches(":focus-visible")) show(button);
  });
  document.addEventListener("focusout", (event) => {
    const button = opener(event);
    if (button && !boxOf(button)?.contains(event.relatedTarget)) hide(button);
  });
  document.addEventListener("click", (event) => {
    const button = opener(event);
    if (!button) return;
    event.preventDefault();
    const box = boxOf(button);
    if (pinned === box && isOpen(box)) { pinned = null; box.hidePopover(); return; }
    pinned = box;
    show(button);
  });
  document.addEventListener("toggle", (event) => { if (event.target === pinned && event.newState === "closed") pinned = null; }, true);
})();
