// Sends a form found by data-autosubmit when a choice changes; its button then has no work left.
(() => {
  const PAUSE = 700; // milliseconds: a date typed by hand changes with every digit

  const watch = (form) => {
    if (form.dataset.autosubmit === "on") return;
    form.dataset.autosubmit = "on";
    form.querySelectorAll("[data-autosubmit-button]").forEach((button) => {
      button.hidden = true;
    });
    let waiting;
    form.addEventListener("change", (event) => {
      clearTimeout(waiting);
      const pause = event.target.type === "date" ? PAUSE : 0;
      waiting = setTimeout(() => {
        if (form.checkValidity()) form.requestSubmit();
      }, pause);
    });
  };

  const start = (root) => root.querySelectorAll("[data-autosubmit]").forEach(watch);
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:load", (event) => start(event.target));
})();
