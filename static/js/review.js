// The review queue: says on the button how many rows are chosen; without any it cannot be pressed.
// The Enter key on a box chooses it, and decides nothing.
(() => {
  const start = (form) => {
    const button = form.querySelector("[data-review-chosen]");
    const count = form.querySelector("[data-review-count]");
    const show = () => {
      const chosen = document.querySelectorAll("[data-review-tick]:checked").length;
      count.textContent = chosen ? `（${chosen}）` : "";
      button.disabled = chosen === 0;
    };
    document.addEventListener("change", (event) => {
      if (event.target.matches("[data-review-tick]")) show();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("[data-review-tick]")) return;
      event.preventDefault();
      event.target.click();
    });
    window.addEventListener("pageshow", show);
    show();
  };

  const reasonOf = (details) => details.querySelector("textarea");

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-review]").forEach(start);
    document.querySelectorAll(".review__return").forEach((details) => {
      details.addEventListener("toggle", () => details.open && reasonOf(details).focus());
    });
  });
})();
