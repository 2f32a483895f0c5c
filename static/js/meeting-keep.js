// Keeps what is typed into forms found by data-typed until it is saved, over a reload and a new sign-in.
// A form with data-typed-once is sent by its button; the others save themselves.
(() => {
  const key = (form) => `typed:${form.dataset.typed}`;
  const fields = (form) => [...form.querySelectorAll("textarea, select, input:not([type=hidden])")];
  const version = (form) => form.querySelector('[name="record-version"]') || {};
  const isOnce = (form) => "typedOnce" in form.dataset;
  const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const valuesOf = (form) => fields(form).map(valueOf);
  const shown = (form) => JSON.stringify(valuesOf(form));
  const status = (form, words) => {
    const place = form.querySelector(".typed__status");
    if (place) place.textContent = words;
  };

  const keep = (form) => {
    const kept = { values: valuesOf(form), version: version(form).value };
    sessionStorage.setItem(key(form), JSON.stringify(kept));
  };
  const forget = (form) => sessionStorage.removeItem(key(form));

  // The version goes with it: whatever a colleague wrote meanwhile is then shown beside it.
  const restore = (form) => {
    const kept = JSON.parse(sessionStorage.getItem(key(form)) || "null");
    if (!kept) return;
    if (JSON.stringify(kept.values) === shown(form)) {
      forget(form);
      return;
    }
    fields(form).forEach((field, place) => {
      if (field.type === "checkbox") field.checked = kept.values[place];
      else field.value = kept.values[place];
    });
    version(form).value = kept.version;
    if (!isOnce(form)) htmx.trigger(form, "input");
  };

  const formOf = (event) => event.target.closest && event.target.closest("[data-typed]");
  const sent = new Map(); // by form: what stood in its fields when it was last sent

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (!form) return;
    keep(form);
    status(form, "正在输入…");
  });
  document.addEventListener("click", (event) => {
    const form = formOf(event);
    if (form && event.target.closest("[data-take-theirs]")) {
      forget(form);
      event.preventDefault();
      window.location.reload();
    }
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (form) sent.set(form, shown(form));
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = formOf(event);
    const { xhr } = event.detail;
    const isTaken = xhr.status === 200 && !xhr.getResponseHeader("HX-Redirect");
    if (form && isOnce(form) && isTaken) forget(form); // the answer takes the form's place
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form || isOnce(form)) return;
    const { xhr } = event.detail;
    if (xhr.getResponseHeader("HX-Redirect")) return; // to the sign-in
    if (xhr.status === 200) (shown(form) === sent.get(form) ? forget : keep)(form);
    if (![200, 409, 422].includes(xhr.status)) status(form, "未能保存，已在本机暂存，请稍后再点“保存”。");
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-typed]").forEach(restore);
  });
})();
