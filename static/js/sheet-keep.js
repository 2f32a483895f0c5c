// Keeps what is typed into a data-sheet until it is saved, over a reload and a new sign-in.
(() => {
  let sheet;
  const key = () => `sheet:${sheet.dataset.sheet}`;
  const read = () => JSON.parse(sessionStorage.getItem(key()) || "{}");
  const write = (rows) => {
    if (Object.keys(rows).length) sessionStorage.setItem(key(), JSON.stringify(rows));
    else sessionStorage.removeItem(key());
  };

  const fieldsOf = (row) => [...row.querySelectorAll("input[name]")].filter((one) => one.name !== "row");
  const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const valuesOf = (row) => Object.fromEntries(fieldsOf(row).map((one) => [one.name, valueOf(one)]));

  const fill = (row, typed) => {
    fieldsOf(row).forEach((field) => {
      if (!(field.name in typed)) return;
      if (field.type === "checkbox") field.checked = typed[field.name];
      else field.value = typed[field.name];
    });
  };

  // The version goes with it: whatever a colleague wrote meanwhile is then shown beside it.
  const differs = (row, typed) =>
    fieldsOf(row).some(
      (one) => one.type !== "hidden" && one.name in typed && valueOf(one) !== typed[one.name]
    );

  const restore = () => {
    const rows = read();
    const waiting = Object.keys(rows).map((code) => document.getElementById(code));
    const typed = waiting.filter((row) => row && differs(row, rows[row.id]));
    typed.forEach((row) => fill(row, rows[row.id]));
    write(Object.fromEntries(typed.map((row) => [row.id, rows[row.id]])));
    document.querySelector("[data-restored]").hidden = typed.length === 0;
    typed.forEach((row) => htmx.trigger(row, "change"));
  };

  const keep = (row) => write({ ...read(), [row.dataset.row]: valuesOf(row) });
  const forget = (row) => {
    const { [row.dataset.row]: _, ...others } = read();
    write(others);
  };

  const sent = new Map(); // by row: what was in its boxes when it was last sent
  const shown = (row) => JSON.stringify(Object.entries(valuesOf(row)).filter(([name]) => !/-(version|shown)$/.test(name)));

  document.addEventListener("DOMContentLoaded", () => {
    sheet = document.querySelector("[data-sheet]");
    if (!sheet) return;
    const on = (name, act) =>
      sheet.addEventListener(name, (event) => {
        const row = event.target.closest("[data-row]");
        if (row) act(row, event);
      });
    on("input", keep);
    on("htmx:beforeRequest", (row) => sent.set(row, shown(row)));
    on("htmx:afterRequest", (row, event) => {
      const { xhr } = event.detail;
      if (xhr.status !== 200 || xhr.getResponseHeader("HX-Redirect")) return;
      if (shown(row) === sent.get(row)) forget(row);
      else keep(row); // typed on meanwhile: kept with the new version
    });
    document.getElementById("sheet").addEventListener("submit", () => sessionStorage.removeItem(key()));
    restore();
  });
})();
