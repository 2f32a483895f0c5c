// Draws the charts found by data-chart when they come near; the library is fetched with the first.
(() => {
  const root = document.documentElement;
  const { plotly, locale } = document.currentScript.dataset;
  const CONFIG = { displayModeBar: false, showSendToCloud: false, locale: "zh-CN", responsive: true };
  const NEAR = "300px";
  root.dataset.charts = ""; // from here on the stylesheet folds tables and reserves the boxes

  const plotOf = (chart) => chart.querySelector("[data-chart-plot]");
  const isDrawn = (chart) => "drawn" in chart.dataset;

  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  let library = null;
  const fetchLibrary = () => {
    library = library || load(plotly).then(() => load(locale));
    return library;
  };

  const fail = (chart) => {
    delete chart.dataset.drawn;
    chart.classList.add("chart--failed");
    chart.querySelector("details").open = true;
  };

  const draw = (chart) => {
    if (isDrawn(chart)) return;
    chart.dataset.drawn = "";
    const { data, layout } = JSON.parse(chart.querySelector("[data-chart-spec]").textContent);
    Plotly.newPlot(plotOf(chart), data, layout, CONFIG).catch(() => fail(chart));
  };

  const drawSoon = (chart) => {
    fetchLibrary()
      .then(() => chart.isConnected && draw(chart))
      .catch(() => fail(chart));
  };

  const observer = new IntersectionObserver(
    (entries) => {
      entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
        observer.unobserve(target);
        drawSoon(target);
      });
    },
    { rootMargin: NEAR }
  );

  const NEW = "[data-chart]:not([data-started])";
  const start = (place) => {
    const itself = place instanceof Element && place.matches(NEW) ? [place] : [];
    itself.concat(...place.querySelectorAll(NEW)).forEach((chart) => {
      chart.dataset.started = "";
      chart.querySelector("details").open = false;
      observer.observe(chart);
    });
  };

  // Paper has a width that nobody tells: drawings are made narrow and scaled to what there is.
  const PAPER_WIDTH = 400;
  const drawn = () => (window.Plotly ? [...document.querySelectorAll("[data-drawn]")].map(plotOf) : []);
  window.addEventListener("beforeprint", () => {
    if (window.Plotly) document.querySelectorAll("[data-chart]").forEach(draw);
    drawn().forEach((plot) => {
      const height = plot.clientHeight;
      Plotly.relayout(plot, { autosize: false, width: PAPER_WIDTH, height });
      plot.querySelectorAll(".main-svg").forEach((svg) => {
        svg.setAttribute("viewBox", `0 0 ${PAPER_WIDTH} ${height}`);
      });
    });
  });
  window.addEventListener("afterprint", () => {
    drawn().forEach((plot) => {
      plot.querySelectorAll(".main-svg").forEach((svg) => svg.removeAttribute("viewBox"));
      Plotly.relayout(plot, { autosize: true, width: null, height: null });
    });
  });

  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:load", (event) => start(event.target));
  document.addEventListener("htmx:beforeCleanupElement", (event) => {
    const plot = event.target;
    if (window.Plotly && plot.matches("[data-chart-plot]")) Plotly.purge(plot);
  });
})();
