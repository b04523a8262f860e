// Charts of values over virtual time.

const CHART = { width: 520, height: 150, left: 52, bottom: 22, top: 10 };

/** A round number that is not below a value. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map(factor => factor * power).find(round => round >= value);
}

/**
 * Values of spans of time of the same length, as an area or as stacked bars.
 *
 * @param series each with its values and colour
 */
function chart(title, series, width, stacked) {
  const parts = Math.ceil(END / width);
  const total = i => series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0);
  let most = 1;
  for (let i = 0; i < parts; i++) most = Math.max(most, total(i));
  most = roundUp(most);
  const x = when => CHART.left + (Math.min(when, END) / END) * (CHART.width - CHART.left - 8);
  const y = value => CHART.height - CHART.bottom - (value / most) * (CHART.height - CHART.bottom - CHART.top);
  const grid = [0, most / 2, most].map(value => [
    svg("line", { x1: CHART.left, x2: CHART.width - 8, y1: y(value), y2: y(value), stroke: "var(--rule)" }),
    svg("text", { x: CHART.left - 6, y: y(value) + 4, "text-anchor": "end" }, count(value)),
  ]);
  const times = [0, 0.5, 1].map(part =>
    svg("text", { x: x(part * END), y: CHART.height - 6, "text-anchor": part === 0 ? "start" : part === 1 ? "end" : "middle" }, part === 0 ? "0" : time(part * END, 3)));
  const drawn = stacked ? bars(series, parts, width, x, y) : area(series[0], parts, width, x, y);
  return el("figure", { style: null }, el("h3", {}, title),
    svg("svg", { class: "chart", viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: "img", "aria-label": title }, grid, drawn, times),
    stacked ? el("ul", { class: "legend" }, series.map(one => el("li", {}, el("i", { class: one.kind }), `${one.name}: ${count(one.values.reduce((a, b) => a + b, 0))}`))) : null);
}

function area(one, parts, width, x, y) {
  let line = `M${x(0)} ${y(0)}`;
  for (let i = 0; i < parts; i++) line += `L${x(i * width).toFixed(1)} ${y(one.values[i] ?? 0).toFixed(1)}L${x((i + 1) * width).toFixed(1)} ${y(one.values[i] ?? 0).toFixed(1)}`;
  return svg("path", { d: `${line}L${x(END)} ${y(0)}z`, fill: `var(--${one.kind})`, "fill-opacity": 0.35, stroke: `var(--${one.kind})` });
}

function bars(series, parts, width, x, y) {
  const below = new Float64Array(parts);
  return series.map(one => {
    let d = "";
    for (let i = 0; i < parts; i++) {
      const value = one.values[i] ?? 0;
      if (!value) continue;
      const [left, right] = [x(i * width), Math.max(x((i + 1) * width), x(i * width) + 1)];
      d += `M${left.toFixed(1)} ${y(below[i]).toFixed(1)}V${y(below[i] + value).toFixed(1)}H${right.toFixed(1)}V${y(below[i]).toFixed(1)}z`;
      below[i] += value;
    }
    return svg("path", { d, fill: `var(--${one.kind})` });
  });
}

