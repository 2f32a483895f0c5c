// Turns the projector's pages: → and space go on, ← back, a swipe does either.
(() => {
  const FARTHEST = 60; // pixels that a finger must go to turn the page

  const turn = (way) => {
    const link = document.querySelector(`[data-turn="${way}"]`);
    if (link) link.click();
  };

  const WAYS = { ArrowRight: "on", PageDown: "on", " ": "on", ArrowLeft: "back", PageUp: "back" };

  document.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    turn(event.key === " " && event.shiftKey ? "back" : way);
  });

  let start = null;
  document.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? event.touches[0].clientX : null;
  });
  document.addEventListener("touchend", (event) => {
    if (start === null) return;
    const gone = event.changedTouches[0].clientX - start;
    start = null;
    if (Math.abs(gone) >= FARTHEST) turn(gone < 0 ? "on" : "back");
  });
})();
