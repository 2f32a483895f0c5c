// Orders the rows found by data-agenda-item: Alt+↑ and Alt+↓ on a row, or dragging it; the buttons do without.
(() => {
  const rowOf = (target) => target.closest && target.closest("[data-agenda-item]");
  const rows = () => [...document.querySelectorAll("[data-agenda-item]")];

  let focused = null; // the row that keeps the focus over a move
  const press = (row, way) => {
    const button = row.querySelector(`[name="way"][value="${way}"]`);
    if (!button || button.disabled) return;
    focused = row.id;
    button.click();
  };

  document.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const row = way && event.altKey && rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    press(row, way);
  });
  document.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (row && !event.target.closest("a, button, summary, input, select, textarea")) row.focus();
  });

  let dragged = null;
  const settle = () => {
    rows().forEach((row) => row.classList.remove("agenda__item--target"));
  };
  document.addEventListener("dragstart", (event) => {
    dragged = rowOf(event.target);
  });
  document.addEventListener("dragover", (event) => {
    const row = rowOf(event.target);
    if (!dragged || !row) return;
    event.preventDefault();
    settle();
    row.classList.add("agenda__item--target");
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    settle();
  });
  document.addEventListener("drop", (event) => {
    const row = rowOf(event.target);
    if (!dragged || !row || row === dragged) return;
    event.preventDefault();
    focused = dragged.id;
    const place = rows().indexOf(row) + 1;
    const swap = { target: "#agenda", select: "#agenda", swap: "outerHTML", values: { place } };
    htmx.ajax("POST", dragged.dataset.agendaItem, swap);
  });

  document.addEventListener("htmx:afterSettle", () => {
    const row = focused && document.getElementById(focused);
    focused = null;
    if (row) row.focus();
  });
})();
