// Closes an open data-disclosure on Escape and when the focus or a click goes elsewhere.
(() => {
  const open = () => document.querySelectorAll("[data-disclosure][open]");

  const closeOthers = (event) => {
    open().forEach((details) => {
      if (!details.contains(event.target)) details.open = false;
    });
  };

  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((details) => {
      details.open = false;
      details.querySelector("summary").focus();
    });
  });
})();
