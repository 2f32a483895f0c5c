// Moves between the boxes found by data-cell: Enter and ↓ to the next, ↑ and Shift+Enter back.
(() => {
  const cells = () => [...document.querySelectorAll("[data-cell]")];

  const step = (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return 0;
    if (event.key === "Enter") return event.shiftKey ? -1 : 1;
    if (event.shiftKey) return 0;
    return { ArrowDown: 1, ArrowUp: -1 }[event.key] || 0;
  };

  // Leaving a box saves it; at either end the focus stays, and the box is saved all the same.
  const go = (from, way) => {
    const all = cells();
    const next = all[all.indexOf(from) + way] || from;
    from.blur();
    next.focus();
    next.select();
  };

  document.addEventListener("keydown", (event) => {
    const way = step(event);
    if (!way) return;
    if (event.target.matches("[data-cell]")) {
      event.preventDefault();
      go(event.target, way);
    } else if (event.key === "Enter" && event.target.matches("[data-sheet] input")) {
      event.preventDefault(); // Enter would send the whole sheet
      const cell = event.target.closest("[data-row]").querySelector("[data-cell]");
      event.target.blur();
      if (cell) cell.focus();
    }
  });
})();
