// Memory: which pages processes were given over time.

function showMemory() {
  const section = byId("memory");
  const { width, filled, copied, in: fetched, out, frames, most } = run.memory;
  const sum = values => values.reduce((a, b) => a + b, 0);
  section.append(el("p", { class: "soft" },
    `The machine has ${count(run.machine.frames)} frames, of which ${count(run.machine.used)} are in use at the end. `,
    `${count(run.counters.pageFaults)} page faults; ${count(sum(filled))} gave a page its first frame, ${count(sum(copied))} a copy of a shared one.`));
  const charts = [
    chart("Frames in use", [{ name: "frames", kind: "running", values: frames }], width, false),
    chart("Page faults that gave a frame", [{ name: "first use", kind: "running", values: filled }, { name: "copies", kind: "runnable", values: copied }], width, true),
  ];
  if (sum(fetched) + sum(out) > 0) {
    charts.push(chart("Pages to and from the swap device and files", [{ name: "fetched", kind: "path", values: fetched }, { name: "put away", kind: "stuck", values: out }], width, true));
  }
  section.append(el("div", { class: "charts" }, charts));
  if (most.length) {
    section.append(el("details", {}, el("summary", {}, "The processes with the most pages"),
      el("p", { class: "soft small" }, "A page counts from when it was given a frame until it was put away; one that was unmapped still counts."),
      sortable([
        { name: "Process", text: true, value: ([pid]) => processName(pid) },
        { name: "Most pages at once", value: ([, pages]) => pages },
      ], most)));
  }
}

