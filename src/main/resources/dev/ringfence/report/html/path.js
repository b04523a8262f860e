// The critical path: what the length of the run is made of.

const STEP_WORDS = {
  running: "on a CPU",
  holding: "on a CPU, holding what the path goes on to wait for",
  waiting: "waiting for what nobody's act ends: a timer, a device, the network",
  switching: "waiting for a CPU, or for one to turn to it",
  "handing over": "let go on, and cannot look yet",
  idle: "nothing has begun yet, or nothing goes on any more",
};

/** All steps of the same kind and object together. */
function byObject() {
  const names = new Map(run.account.objects.map(object => [object.number, object.object]));
  const sums = new Map();
  for (const { kind, object: number, from, to } of pathSteps) {
    const step = { kind, object: number > 0 ? names.get(number) ?? "an object" : "", nanos: to - from };
    const words = `${step.kind} ${step.kind === "waiting" ? "for " : ""}${step.object}`.trim();
    if (!sums.has(words)) sums.set(words, { kind: step.kind, words, nanos: 0 });
    sums.get(words).nanos += step.nanos;
  }
  return [...sums.values()].sort((a, b) => b.nanos - a.nanos);
}

function shareBar(parts) {
  const least = run.nanos * 0.004;
  const rest = run.nanos - parts.filter(part => part.nanos > least).reduce((sum, part) => sum + part.nanos, 0);
  const piece = (kind, words, nanos) => {
    const share = nanos / END;
    const hint = `${words}: ${time(nanos)}, ${percent(nanos, END)}`;
    return widen(el("span", { class: `${kind.replace(" ", "-")}${share < 0.07 ? " thin" : ""}`, title: hint }, share < 0.07 ? "" : words), share);
  };
  return el("div", { class: "share", "aria-hidden": "true" },
    parts.filter(part => part.nanos > least).map(part => piece(part.kind, part.words, part.nanos)),
    rest > 0 ? piece("rest", "all other steps", rest) : null);
}

function showPath() {
  const section = byId("path");
  const steps = run.account?.path;
  if (!steps?.length || !pathSteps.length) {
    section.append(el("p", { class: "soft" }, "It is not known: the run had too many turns, or none."));
    return;
  }
  const first = byObject()[0];
  section.append(
    el("p", { class: "soft" }, `From the end of the run backwards, through what each task did and whoever let it go on. The steps add up to ${time(run.nanos)}; most of it, ${percent(first.nanos, run.nanos)}, is ${first.words}. To make the run shorter, one of these must become shorter.`),
    el("p", {}, el("button", { type: "button", onclick: () => { timeline.showPath(); byId("timeline").scrollIntoView(); } }, "Show it in the timeline")),
    shareBar(byObject()),
    sortable([
      { name: "Step", text: true, value: step => step.kind, show: step => el("span", { title: STEP_WORDS[step.kind] ?? "" }, step.kind) },
      { name: "Process", text: true, value: step => step.process, show: step => step.process || "\u2013" },
      { name: "Object", text: true, value: step => step.object, show: step => step.object || "\u2013" },
      { name: "Line", text: true, value: step => step.line, show: step => (isPlace(step.line) ? placeButton(step.line) : step.line || "\u2013") },
      { name: "Time", value: step => step.nanos, show: step => timeBar(step.nanos, steps[0].nanos) },
      { name: "Share", value: step => step.share, show: step => percent(step.nanos, run.nanos) },
      { name: "Times", value: step => step.times },
    ], steps, { sort: 4 }));
}

