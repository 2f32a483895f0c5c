// Shows and serves buttons found by data-print; the tables beside charts are opened for paper.
(() => {
  const start = (root) => {
    root.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
    });
  };

  const opened = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".data-table:not([open])").forEach((details) => {
      details.open = true;
      opened.push(details);
    });
  });
  window.addEventListener("afterprint", () => {
    opened.splice(0).forEach((details) => {
      details.open = false;
    });
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:load", (event) => start(event.target));
})();
