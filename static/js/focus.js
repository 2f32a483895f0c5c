// Moves the focus to what must be read first, found by data-focus: the summary of errors.
(() => {
  const focus = (root) => {
    const target = root.querySelector("[data-focus]");
    if (target) target.focus();
  };
  document.addEventListener("DOMContentLoaded", () => focus(document));
  document.addEventListener("htmx:load", (event) => focus(event.target));
})();
