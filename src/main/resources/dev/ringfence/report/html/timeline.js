// The timeline: what is in view, and what the reader does with it.

const timeline = (() => {
  const scale = new Scale();
  const rows = new Rows();
  const look = { row: null, turn: -1, call: -1, line: 0, object: 0, path: false, flows: [] };
  const stage = byId("stage");
  const canvas = el("canvas");
  const lanes = el("div", {
    class: "lanes", tabindex: 0, role: "application",
    "aria-label": "Timeline. Arrow keys choose, plus and minus zoom, Enter shows what is chosen, Escape chooses nothing.",
  }, canvas);
  const spacer = el("div", { "aria-hidden": "true" });
  const overview = el("canvas", { "aria-hidden": "true" });
  const strip = el("div", { class: "overview", title: "The whole run; drag to choose a part" }, overview);
  const detail = el("div", { class: "detail", "aria-live": "polite" });
  const tip = el("div", { class: "tip", hidden: true });
  const painter = new Painter(canvas, scale, rows, look);
  let chosen = null;
  let pending = false;
  let whole = null;

  function redraw() {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      painter.paint(lanes.scrollTop);
      paintOverview();
    });
  }

  function lay() {
    const width = lanes.clientWidth;
    const most = Math.min(Math.max(260, innerHeight * 0.72), 760);
    const height = Math.min(rows.height + AXIS, most);
    lanes.style.height = `${height + 2}px`;
    spacer.style.height = `${Math.max(0, rows.height + AXIS - height)}px`;
    scale.left = width < 560 ? 92 : 164;
    scale.width = Math.max(40, lanes.clientWidth - scale.left);
    painter.resize(lanes.clientWidth, height);
    redraw();
  }

  function paintOverview() {
    const width = strip.clientWidth;
    const height = strip.clientHeight;
    const dense = devicePixelRatio || 1;
    overview.width = width * dense;
    overview.height = height * dense;
    overview.style.width = `${width}px`;
    overview.style.height = `${height}px`;
    const c = overview.getContext("2d");
    c.scale(dense, dense);
    const parts = Math.max(20, Math.floor(scale.width / 2));
    if (whole?.parts !== parts) whole = crowd(run.tasks.keys(), 0, LAST, parts);
    const most = Math.max(1, ...whole.of[0].map((n, i) => n + whole.of[1][i] + whole.of[2][i]));
    const step = scale.width / parts;
    for (let i = 0; i < parts; i++) {
      let bottom = height;
      for (const kind of [RUNNING, RUNNABLE, BLOCKED]) {
        const tall = (whole.of[kind][i] / most) * (height - 8);
        c.fillStyle = painter.stateColours[kind];
        c.fillRect(scale.left + i * step, bottom - tall, step + 0.4, tall);
        bottom -= tall;
      }
    }
    const x = when => scale.left + (when / LAST) * scale.width;
    c.fillStyle = painter.colours.sheet;
    c.globalAlpha = 0.68;
    c.fillRect(scale.left, 0, x(scale.from) - scale.left, height);
    c.fillRect(x(scale.to), 0, width - x(scale.to), height);
    c.globalAlpha = 1;
    c.strokeStyle = painter.colours.soft;
    c.strokeRect(x(scale.from) + 0.5, 0.5, Math.max(1, x(scale.to) - x(scale.from) - 1), height - 1);
    c.fillStyle = painter.colours.soft;
    c.font = FONT;
    c.fillText(fit(c, "all tasks", scale.left - 12), 8, 18);
    c.fillText(fit(c, `0 to ${time(END)}`, scale.left - 12), 8, 34);
  }

  // What is where.

  function itemAt(x, y) {
    if (y < AXIS) return null;
    const row = rows.at(y - AXIS + lanes.scrollTop);
    if (!row) return null;
    const when = scale.time(x);
    if (x < scale.left) return { type: "label", row };
    if (row.type === "group") return { type: "group", row, time: when };
    if (row.type === "cpu") return cpuItem(row, when);
    const within = y - painter.y(row);
    const mark = within < rows.size.callTop ? nearMark(row.task, x) : null;
    if (mark) return { type: "mark", row, task: row.task, mark };
    const spans = within < rows.size.callTop - 1 ? trace.turns : trace.calls;
    const near = (scale.span / scale.width) * 2;
    let index = spans.at(row.task, when);
    if (index < 0) {
      const after = spans.after(row.task, when - near);
      index = after < spans.first[row.task + 1] && spans.start[after] <= when + near ? after : -1;
    }
    return index < 0 ? { type: "row", row } : { type: spans === trace.turns ? "turn" : "call", row, task: row.task, index };
  }

  function cpuItem(row, when) {
    const { turn, task } = row.lane;
    let low = 0;
    let high = turn.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (trace.turns.end[turn[middle]] > when) high = middle;
      else low = middle + 1;
    }
    const found = low < turn.length && trace.turns.start[turn[low]] <= when;
    return found ? { type: "turn", row, task: task[low], index: turn[low] } : { type: "row", row };
  }

  const nearMark = (task, x) =>
    (painter.marks.get(task) ?? []).find(mark => Math.abs(scale.x(mark.time) - x) <= 3 && (mark.kind !== "printed" || scale.span < END / 2));

  // Choosing.

  function choose(item) {
    chosen = item && ["turn", "call", "mark", "group"].includes(item.type) ? item : null;
    look.row = item?.row ?? null;
    look.turn = chosen?.type === "turn" ? chosen.index : -1;
    look.call = chosen?.type === "call" ? chosen.index : -1;
    look.flows = chosen?.type === "turn" ? flowsOf(chosen.index, chosen.task) : [];
    showDetail();
    redraw();
  }

  function showDetail() {
    const words = chosen ? itemWords(chosen, scale) : [];
    const buttons = [];
    if (chosen?.type === "turn" || chosen?.type === "call") {
      buttons.push(el("button", { type: "button", onclick: zoomToChosen }, "Zoom to it"));
    }
    const incoming = look.flows.find(flow => flow.task === chosen.task);
    if (incoming) buttons.push(el("button", { type: "button", onclick: () => showTurnAt(incoming.by, incoming.at) }, "Go to who let it go on"));
    if (look.line || look.object) buttons.push(el("button", { type: "button", onclick: () => highlight({}) }, "Highlight nothing"));
    const hint = el("p", { class: "soft small" }, "Click on something, or use the arrow keys; + and \u2212 zoom, f shows all, Enter zooms to what is chosen, w goes to who woke it.");
    detail.replaceChildren(...(words.length ? words.map(line => el("p", {}, line)) : [hint]), el("div", { class: "row" }, buttons));
  }

  function highlight({ line = 0, object = 0 }) {
    look.line = line;
    look.object = object;
    showDetail();
    redraw();
  }

  function zoomToChosen() {
    const spans = chosen?.type === "turn" ? trace.turns : chosen?.type === "call" ? trace.calls : null;
    if (!spans) return;
    const start = spans.start[chosen.index];
    const length = Math.max(spans.end[chosen.index] - start, 10);
    scale.show(start - length / 3, start + length * (4 / 3));
    redraw();
  }

  /** Brings a task's row into view. */
  function reveal(task) {
    const row = rows.reveal(task);
    lay();
    const top = row.top - lanes.scrollTop;
    const room = lanes.clientHeight - AXIS - row.height;
    if (top < 0 || top > room) lanes.scrollTop = Math.max(0, row.top - room / 2);
    return row;
  }

  function showTurnAt(task, when) {
    const row = reveal(task);
    if (when < scale.from || when > scale.to) scale.show(when - scale.span / 2, when + scale.span / 2);
    const index = Math.min(trace.turns.after(task, when), trace.turns.first[task + 1] - 1);
    choose(index < trace.turns.first[task] ? { type: "row", row } : { type: "turn", row, task, index });
  }

  // The pointer.

  const pointers = new Map();
  let moved = false;

  function position(event) {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  function hover(event) {
    const item = itemAt(...position(event));
    const words = item ? itemWords(item, scale) : [];
    tip.hidden = words.length === 0;
    if (!tip.hidden) {
      tip.replaceChildren(...words.map(line => el("div", {}, line)));
      tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18}px`;
    }
  }

  function drag(event) {
    const before = pointers.get(event.pointerId);
    const now = position(event);
    if (pointers.size === 2) {
      const other = [...pointers.entries()].find(([id]) => id !== event.pointerId)[1];
      const factor = Math.abs(before[0] - other[0]) / Math.max(8, Math.abs(now[0] - other[0]));
      scale.zoom(factor, scale.time(other[0]));
    } else {
      scale.pan(((before[0] - now[0]) / scale.width) * scale.span);
    }
    pointers.set(event.pointerId, now);
    redraw();
  }

  canvas.addEventListener("pointerdown", event => {
    pointers.set(event.pointerId, position(event));
    moved = false;
    canvas.setPointerCapture(event.pointerId);
    tip.hidden = true;
  });
  canvas.addEventListener("pointermove", event => {
    if (!pointers.has(event.pointerId)) {
      if (event.pointerType === "mouse") hover(event);
      return;
    }
    const [x] = position(event);
    if (!moved && Math.abs(x - pointers.get(event.pointerId)[0]) < 4) return;
    moved = true;
    drag(event);
  });
  canvas.addEventListener("pointerup", event => {
    pointers.delete(event.pointerId);
    if (!moved) click(itemAt(...position(event)));
  });
  canvas.addEventListener("pointercancel", event => pointers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => (tip.hidden = true));
  canvas.addEventListener("dblclick", event => {
    scale.zoom(0.4, scale.time(position(event)[0]));
    redraw();
  });
  lanes.addEventListener("wheel", event => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0;
    if (event.ctrlKey || event.metaKey) scale.zoom(1.0022 ** event.deltaY, scale.time(position(event)[0]));
    else if (sideways) scale.pan((sideways / scale.width) * scale.span);
    else return;
    event.preventDefault();
    redraw();
  }, { passive: false });
  lanes.addEventListener("scroll", redraw);

  function toggle(row) {
    row.group.open = !row.group.open;
    rows.lay();
    lay();
  }

  function click(item) {
    if (item?.row.type === "group" && item.type === "label") toggle(item.row);
    else choose(item);
    if (chosen?.type === "turn" && trace.turns.kind[chosen.index] === BLOCKED) source.show(run.places[trace.turns.b[chosen.index]]);
    if (chosen?.type === "call") source.show(run.places[trace.calls.b[chosen.index]]);
  }

  let brush = null;
  const stripTime = event => {
    const box = strip.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left - scale.left) / scale.width, 0), 1) * LAST;
  };
  strip.addEventListener("pointerdown", event => {
    brush = stripTime(event);
    strip.setPointerCapture(event.pointerId);
  });
  strip.addEventListener("pointermove", event => {
    if (brush === null) return;
    const now = stripTime(event);
    if (Math.abs(now - brush) > END / 400) scale.show(Math.min(brush, now), Math.max(brush, now));
    redraw();
  });
  strip.addEventListener("pointerup", event => {
    const now = stripTime(event);
    if (Math.abs(now - brush) <= END / 400) scale.show(now - scale.span / 2, now + scale.span / 2);
    brush = null;
    redraw();
  });

  // Keys.

  function step(by) {
    const task = chosen?.task ?? look.row?.task;
    if (task === undefined) return chooseRow(1);
    const spans = chosen?.type === "call" ? trace.calls : trace.turns;
    const first = spans.first[task];
    const last = spans.first[task + 1] - 1;
    if (first > last) return;
    const now = chosen?.index === undefined ? spans.after(task, scale.from) - by : chosen.index;
    const index = Math.min(Math.max(now + by, first), last);
    if (spans.end[index] < scale.from || spans.start[index] > scale.to) {
      scale.show(spans.start[index] - scale.span / 2, spans.start[index] + scale.span / 2);
    }
    choose({ type: spans === trace.calls ? "call" : "turn", row: rows.rowOfTask.get(task), task, index });
  }

  function chooseRow(by) {
    const when = chosen?.index === undefined ? scale.from : (chosen.type === "call" ? trace.calls : trace.turns).start[chosen.index];
    const now = rows.all.indexOf(look.row);
    const row = rows.all[Math.min(Math.max(now + by, 0), rows.all.length - 1)];
    if (!row) return;
    const top = row.top - lanes.scrollTop;
    if (top < 0) lanes.scrollTop = row.top;
    if (top > lanes.clientHeight - AXIS - row.height) lanes.scrollTop = row.top + row.height + AXIS - lanes.clientHeight;
    if (row.type === "group") choose({ type: "group", row, time: when });
    else if (row.type === "cpu") choose(cpuItem(row, when));
    else showTurnAt(row.task, when);
  }

  const KEYS = {
    ArrowLeft: event => (event.shiftKey ? scale.pan(-scale.span / 5) : step(-1)),
    ArrowRight: event => (event.shiftKey ? scale.pan(scale.span / 5) : step(1)),
    ArrowUp: () => chooseRow(-1),
    ArrowDown: () => chooseRow(1),
    "+": () => scale.zoom(0.5, middle()),
    "=": () => scale.zoom(0.5, middle()),
    "-": () => scale.zoom(2, middle()),
    f: () => scale.show(0, LAST),
    0: () => scale.show(0, LAST),
    Enter: zoomToChosen,
    " ": () => look.row?.type === "group" && toggle(look.row),
    Escape: () => (look.line || look.object ? highlight({}) : choose(null)),
    w: () => look.flows[0] && showTurnAt(look.flows[0].by, look.flows[0].at),
  };

  /** Where keys zoom to: what is chosen, if it is in view. */
  function middle() {
    const spans = chosen?.type === "call" ? trace.calls : trace.turns;
    const when = chosen?.index === undefined ? -1 : (Math.max(spans.start[chosen.index], scale.from) + Math.min(spans.end[chosen.index], scale.to)) / 2;
    return when >= scale.from && when <= scale.to ? when : (scale.from + scale.to) / 2;
  }

  lanes.addEventListener("keydown", event => {
    const act = event.ctrlKey || event.altKey || event.metaKey ? null : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
    redraw();
  });

  // The whole.

  const button = (text, label, act) => el("button", { type: "button", "aria-label": label, title: label, onclick: () => (act(), redraw()) }, text);

  function tools() {
    const search = el("input", { type: "search", placeholder: "Find a process", "aria-label": "Show only tasks with this in their names" });
    search.addEventListener("input", () => {
      rows.filter(search.value);
      lay();
    });
    const path = el("input", { type: "checkbox" });
    path.addEventListener("change", () => {
      look.path = path.checked;
      redraw();
    });
    return el("div", { class: "tools" },
      button("\u2212", "Zoom out", () => scale.zoom(2, middle())),
      button("+", "Zoom in", () => scale.zoom(0.5, middle())),
      button("\u2190", "Earlier", () => scale.pan(-scale.span / 3)),
      button("\u2192", "Later", () => scale.pan(scale.span / 3)),
      button("All", "Show the whole run", () => scale.show(0, LAST)),
      pathSteps.length ? el("label", {}, path, "critical path") : null,
      rows.groups.size > 3 || run.tasks.length > 12 ? search : null);
  }

  function legend() {
    const entry = (kind, words) => el("li", {}, el("i", { class: kind }), words);
    return el("ul", { class: "legend" },
      entry("running", "running"), entry("runnable", "runnable"), entry("blocked", "blocked, with the object"),
      stuckTids.size ? entry("stuck", "stuck for ever") : null,
      entry("call", "in a call"),
      trace.holds.size ? entry("hold line", "holds a lock") : null,
      pathSteps.length ? entry("path line", "critical path") : null);
  }

  function show() {
    lanes.append(spacer);
    const left = run.leftOut.map(part => part.what);
    stage.append(tools(), strip, lanes, legend(), left.length ? el("p", { class: "small soft" }, `Left out: ${left.join("; ")}.`) : "", detail);
    document.body.append(tip);
    new ResizeObserver(lay).observe(stage);
    themeListeners.push(() => {
      painter.colours = colours();
      painter.paint(lanes.scrollTop);
      paintOverview();
    });
    showDetail();
    lay();
  }

  return {
    show,
    highlight,
    showTask: task => task !== undefined && showTurnAt(task, stuckSince.get(task) ?? scale.from),
    showPath: () => {
      const box = stage.querySelector(".tools input[type=checkbox]");
      if (box && !box.checked) box.click();
    },
    lay,
  };
})();

