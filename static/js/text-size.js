// The switch to large text, found by data-text-size; the browser remembers it.
(() => {
  const KEY = "text-size";
  const root = document.documentElement;
  const isLarge = () => root.dataset.textSize === "large";

  const set = (large) => {
    if (large) root.dataset.textSize = "large";
    else delete root.dataset.textSize;
    document.querySelectorAll("[data-text-size]").forEach((button) => {
      if (button === root) return;
      button.hidden = false;
      button.setAttribute("aria-pressed", String(large));
    });
  };

  const stored = () => {
    try {
      return localStorage.getItem(KEY) === "large";
    } catch {
      return false; // storage may be switched off
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-text-size]");
    if (!button) return;
    set(!isLarge());
    try {
      localStorage.setItem(KEY, isLarge() ? "large" : "normal");
    } catch {
      // the choice then lasts for this page
    }
  });
  set(stored());
})();
