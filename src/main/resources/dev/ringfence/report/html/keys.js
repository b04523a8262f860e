// The keys of the timeline.

/** @param line the timeline */
function listenToKeys(line) {
  const { scale, look, rows } = line;

  /** Chooses what is beside what is chosen, in the same row. */
  function step(by) {
    const task = line.chosen?.task ?? look.row?.task;
    if (task === undefined) {
      chooseRow(1);
      return;
    }
    const spans = line.spans();
    const first = spans.first[task];
    const last = spans.first[task + 1] - 1;
    if (first > last) return;
    const now = line.chosen?.index ?? spans.after(task, scale.from) - by;
    const index = Math.min(Math.max(now + by, first), last);
    const start = spans.start[index];
    if (spans.end[index] < scale.from || start > scale.to) scale.center(start);
    line.choose({ type: spans === trace.calls ? "call" : "turn", row: rows.rowOfTask.get(task), task, index });
  }

  function chooseRow(by) {
    const when = line.chosen?.index === undefined ? scale.from : line.spans().start[line.chosen.index];
    const now = rows.all.indexOf(look.row);
    const row = rows.all[Math.min(Math.max(now + by, 0), rows.all.length - 1)];
    if (!row) return;
    line.scrollTo(row, 0);
    if (row.type === "group") line.choose({ type: "group", row, time: when });
    else if (row.type === "cpu") line.choose(line.hits.onCpu(row, when));
    else line.showTurnAt(row.task, when);
  }

  /** From the call to what its task did, and back. */
  function change() {
    const task = line.chosen?.task;
    if (task === undefined) return;
    const other = line.chosen.type === "call" ? trace.turns : trace.calls;
    const when = line.chosen.index === undefined ? scale.from : line.spans().start[line.chosen.index];
    const index = Math.min(other.after(task, when), other.first[task + 1] - 1);
    if (index >= other.first[task]) line.choose({ type: other === trace.calls ? "call" : "turn", row: rows.rowOfTask.get(task), task, index });
  }

  const zoom = factor => () => scale.zoom(factor, line.middle());
  const all = () => scale.all();
  const keys = {
    ArrowLeft: event => (event.shiftKey ? scale.pan(-0.2) : step(-1)),
    ArrowRight: event => (event.shiftKey ? scale.pan(0.2) : step(1)),
    ArrowUp: () => chooseRow(-1),
    ArrowDown: () => chooseRow(1),
    "+": zoom(0.5),
    "=": zoom(0.5),
    "-": zoom(2),
    f: all,
    0: all,
    c: change,
    w: () => look.flows[0] && line.showTurnAt(look.flows[0].by, look.flows[0].at),
    Enter: () => line.zoomToChosen(),
    " ": () => look.row?.type === "group" && line.toggle(look.row),
    Escape: () => (look.line || look.object ? line.highlight({}) : line.choose(null)),
  };
  line.lanes.addEventListener("keydown", event => {
    const act = event.ctrlKey || event.altKey || event.metaKey ? null : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
    line.redraw();
  });
}

