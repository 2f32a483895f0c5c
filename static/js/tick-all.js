// Ticks or unticks all rows of a list's page at once, by a box that stands only where scripts run.
(() => {
  const boxes = () => [...document.querySelectorAll('input[form="bulk"][name="item"]')];
  const offer = () => {
    const form = document.getElementById("bulk");
    if (!form || form.querySelector("[data-tick-all]")) return;
    const label = document.createElement("label");
    const all = document.createElement("input");
    all.type = "checkbox";
    all.dataset.tickAll = "";
    label.append(all, "全选本页");
    form.prepend(label);
  };
  const tick = (event) => {
    const all = document.querySelector("[data-tick-all]");
    if (!all) return;
    if (event.target === all) for (const box of boxes()) box.checked = all.checked;
    else if (event.target.form === all.form) all.checked = boxes().every((box) => box.checked);
  };
  document.addEventListener("DOMContentLoaded", offer);
  document.addEventListener("htmx:load", offer);
  document.addEventListener("change", tick);
})();
