// Keeps what the head and foot of a data-sheet count, and its boxes, in step with its saved rows.
(() => {
  const sheet = () => document.querySelector("[data-sheet]");
  const boxOf = (row) => row.querySelector("[data-cell]");

  const show = (name, count) => {
    document.querySelectorAll(`[data-count="${name}"]`).forEach((place) => {
      place.textContent = count;
    });
    document.querySelectorAll(`[data-when="${name}"]`).forEach((place) => {
      place.hidden = count === 0;
    });
  };

  const recount = () => {
    const rows = [...sheet().querySelectorAll("[data-told]")].map((told) => told.dataset);
    const count = (test) => rows.filter(test).length;
    const blank = count((row) => row.state === "blank");
    show("blank", blank);
    show("filled", rows.length - blank);
    show("wrong", count((row) => "wrong" in row));
    show("asked", count((row) => "asked" in row));
    show("explained", count((row) => "explained" in row));
  };

  // What was sent may come back converted (1.2亿); a box in which one types again is left alone.
  const settle = (row, isKept) => {
    const told = row.querySelector("[data-told]").dataset;
    const box = boxOf(row);
    if (!box) return;
    const isSame = box !== document.activeElement && box.value === row.dataset.sent;
    if (isKept && isSame) box.value = told.text;
    if ("needsNote" in told) row.querySelector("[data-more]").open = true;
    if ("wrong" in told) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  };

  const rowOf = (event) => event.target.closest && event.target.closest("[data-row]");
  const warn = (isLost) => {
    document.querySelector("[data-unsaved]").hidden = !isLost;
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const row = rowOf(event);
    if (row && boxOf(row)) row.dataset.sent = boxOf(row).value;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const row = rowOf(event) || document.getElementById(event.detail.elt.dataset.row);
    if (!row || !sheet()) return;
    const { xhr } = event.detail;
    if (xhr.getResponseHeader("HX-Redirect")) return; // to the sign-in
    settle(row, xhr.status === 200);
    recount();
    warn(![200, 409, 422].includes(xhr.status));
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (!sheet()) return;
    document.querySelectorAll("[data-without-script]").forEach((button) => {
      button.hidden = true;
    });
  });
})();
