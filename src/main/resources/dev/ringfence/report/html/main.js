// All parts of the page, in their order.

function showOutput() {
  const section = byId("output");
  const printed = trace.marks.filter(mark => mark.kind === "printed");
  if (!printed.length) {
    section.append(el("p", { class: "soft" }, "No process printed anything."));
    return;
  }
  const most = 500;
  section.append(el("div", { class: "console", tabindex: 0, role: "region", "aria-label": "What processes printed" },
    printed.slice(0, most).map(mark => el("div", {},
      el("span", { class: "soft" }, time(mark.time)),
      el("span", { class: "soft" }, taskName(mark.task)),
      el("pre", {}, utf8(run.texts[mark.text]).replace(/\n$/, ""))))));
  if (printed.length > most) section.append(el("p", { class: "soft small" }, `Left out: ${count(printed.length - most)} later writes; they are marks in the timeline.`));
}

function showParts() {
  const parts = [["verdict", "Verdict"], ["timeline", "Timeline"], ["waits", "Waits"], ["contention", "Contention"], ["path", "Critical path"], ["memory", "Memory"], ["output", "Output"]];
  byId("parts").append(...parts.map(([id, name]) => el("a", { href: `#${id}` }, name)));
}

function showFoot() {
  const { file, variant, seed, repeat } = run.scene;
  byId("foot").append(
    el("p", {}, `${file}${variant ? `, variant ${variant}` : ""}, seed ${seed}, machine ${run.machine.profile}, ${plural(run.machine.cpus, "CPU")}. Digest ${run.digest}.`),
    el("p", {}, "The same run again: ", el("code", {}, repeat)));
}

showTheme();
showParts();
showVerdict();
source.build();
timeline.show();
showGraph();
showContention();
showPath();
showMemory();
showOutput();
showFoot();
document.documentElement.dataset.ready = "true";
