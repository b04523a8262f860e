// The critical path: what the length of the run is made of.

const STEP_WORDS = {
  running: "on a CPU",
  holding: "on a CPU, holding what the path goes on to wait for",
  waiting: "waiting for what nobody's act ends: a timer, a device, the network",
  switching: "waiting for a CPU, or for one to turn to it",
  "handing over": "let go on, and cannot look yet",
  idle: "nothing has begun yet, or nothing goes on any more",
};

const stepName = step => [step.process, step.object && `${step.kind === "holding" ? "with" : "for"} ${step.object}`].filter(Boolean).join(" ") || step.kind;

function shareBar(steps) {
  const shown = steps.filter(step => step.share > 0.004);
  const rest = steps.reduce((sum, step) => sum + step.share, 0) - shown.reduce((sum, step) => sum + step.share, 0);
  const part = (kind, share, words, hint) =>
    widen(el("span", { class: `${kind.replace(" ", "-")}${share < 0.05 ? " thin" : ""}`, title: hint }, share < 0.05 ? "" : words), share);
  return el("div", { class: "share", "aria-hidden": "true" },
    shown.map(step => part(step.kind, step.share, stepName(step), `${step.kind}: ${stepName(step)}, ${time(step.nanos)}`)),
    rest > 0.001 ? part("rest", rest, "", "all other steps") : null);
}

/** Steps of the same kind and object together. */
function byObject(steps) {
  const sums = new Map();
  for (const step of steps) {
    const key = step.object ? `${step.kind} ${step.kind === "holding" ? "with" : "for"} ${step.object}` : step.kind;
    sums.set(key, (sums.get(key) ?? 0) + step.nanos);
  }
  return [...sums.entries()].sort((a, b) => b[1] - a[1]);
}

function showPath() {
  const section = byId("path");
  const steps = run.account?.path;
  if (!steps?.length) {
    section.append(el("p", { class: "soft" }, "It is not known: the run had too many turns, or none."));
    return;
  }
  const [first, nanos] = byObject(steps)[0];
  section.append(
    el("p", { class: "soft" }, `From the end of the run backwards, through what each task did and whoever let it go on. The steps add up to ${time(run.nanos)}; most of it, ${percent(nanos, run.nanos)}, is ${first}. To make the run shorter, one of these must become shorter.`),
    el("p", {}, el("button", { type: "button", onclick: () => { timeline.showPath(); byId("timeline").scrollIntoView(); } }, "Show it in the timeline")),
    shareBar(steps),
    sortable([
      { name: "Step", text: true, value: step => step.kind, show: step => [step.kind, el("div", { class: "soft small" }, STEP_WORDS[step.kind] ?? "")] },
      { name: "Process", text: true, value: step => step.process, show: step => step.process || "\u2013" },
      { name: "Object", text: true, value: step => step.object, show: step => step.object || "\u2013" },
      { name: "Line", text: true, value: step => step.line, show: step => (isPlace(step.line) ? placeButton(step.line) : step.line || "\u2013") },
      { name: "Time", value: step => step.nanos, show: step => timeBar(step.nanos, steps[0].nanos) },
      { name: "Share", value: step => step.share, show: step => percent(step.nanos, run.nanos) },
      { name: "Times", value: step => step.times },
    ], steps, { sort: 4 }));
}

