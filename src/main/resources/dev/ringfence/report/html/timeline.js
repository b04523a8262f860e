// The timeline: what is in view, what is chosen, and what surrounds them.

const HINT = "Click on something, or use the arrow keys: + and \u2212 zoom, f shows all, Enter zooms to what is chosen, c goes from what a task did to its call, w to who woke it.";

class Timeline {
  constructor() {
    this.scale = new Scale();
    this.rows = new Rows();
    this.look = { row: null, turn: -1, call: -1, line: 0, object: 0, path: false, flows: [] };
    this.chosen = null;
    this.pending = false;
    this.canvas = el("canvas");
    this.spacer = el("div", { "aria-hidden": "true" });
    this.lanes = el("div", {
      class: "lanes", tabindex: 0, role: "application", onscroll: () => this.redraw(),
      "aria-label": "Timeline. Arrow keys choose, plus and minus zoom, Enter shows what is chosen, Escape chooses nothing.",
    }, this.canvas, this.spacer);
    this.detail = el("div", { class: "detail", "aria-live": "polite" });
    this.tip = el("div", { class: "tip", hidden: true });
    this.painter = new Painter(this.canvas, this.scale, this.rows, this.look);
    this.hits = new Hits(this.painter);
    this.overview = new Overview(this.scale, this.painter, () => this.redraw());
  }

  redraw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.pending = false;
    this.painter.paint(this.lanes.scrollTop);
    this.overview.paint();
  }

  /** Fits everything into the room that there is. */
  lay() {
    const width = this.lanes.clientWidth;
    const most = Math.min(Math.max(260, innerHeight * 0.72), 760);
    const height = Math.min(this.rows.height + AXIS, most);
    this.lanes.style.height = `${height + 2}px`;
    this.spacer.style.height = `${Math.max(0, this.rows.height + AXIS - height)}px`;
    this.scale.left = width < 560 ? 92 : 164;
    this.scale.width = Math.max(40, this.lanes.clientWidth - this.scale.left);
    this.painter.resize(this.lanes.clientWidth, height);
    this.redraw();
  }

  /** What the index of what is chosen counts. */
  spans() {
    return this.chosen?.type === "call" ? trace.calls : trace.turns;
  }

  /** Chooses something; nothing but its row is kept of what cannot be chosen. */
  choose(item) {
    const { look } = this;
    this.chosen = item && ["turn", "call", "mark", "group"].includes(item.type) ? item : null;
    look.row = item?.row ?? null;
    look.turn = this.chosen?.type === "turn" ? item.index : -1;
    look.call = this.chosen?.type === "call" ? item.index : -1;
    look.flows = this.chosen?.type === "turn" ? flowsOf(item.index, item.task) : [];
    this.showDetail();
    this.redraw();
  }

  click(item) {
    if (item?.type === "label" && item.row.type === "group") this.toggle(item.row);
    else this.choose(item);
    const { chosen } = this;
    if (chosen?.type === "call" || chosen?.type === "turn" && trace.turns.kind[chosen.index] === BLOCKED) {
      source.show(run.places[this.spans().b[chosen.index]]);
    }
  }

  /** Opens or closes a group. */
  toggle(row) {
    row.group.open = !row.group.open;
    this.rows.lay();
    this.lay();
  }

  /** Highlights what was done at a line, or waited for an object. */
  highlight({ line = 0, object = 0 }) {
    this.look.line = line;
    this.look.object = object;
    this.showDetail();
    this.redraw();
  }

  showDetail() {
    const { chosen, look } = this;
    const words = chosen ? itemWords(chosen, this.scale) : [];
    const incoming = look.flows.find(flow => flow.task === chosen?.task);
    const button = (text, act) => el("button", { type: "button", onclick: act }, text);
    this.detail.replaceChildren(
      ...(words.length ? words.map(line => el("p", {}, line)) : [el("p", { class: "soft small" }, HINT)]),
      el("div", { class: "row" },
        chosen?.index === undefined ? null : button("Zoom to it", () => this.zoomToChosen()),
        incoming ? button("Go to who let it go on", () => this.showTurnAt(incoming.by, incoming.at)) : null,
        look.line || look.object ? button("Highlight nothing", () => this.highlight({})) : null));
  }

  zoomToChosen() {
    if (this.chosen?.index === undefined) return;
    const start = this.spans().start[this.chosen.index];
    const length = Math.max(this.spans().end[this.chosen.index] - start, 10);
    this.scale.show(start - length / 3, start + length * (4 / 3));
    this.redraw();
  }

  /** Where zooming leaves things in place: at what is chosen, if that is in view. */
  middle() {
    const { from, to } = this.scale;
    const index = this.chosen?.index;
    const start = index === undefined ? -1 : Math.max(this.spans().start[index], from);
    const end = index === undefined ? -1 : Math.min(this.spans().end[index], to);
    return start >= from && start <= end ? (start + end) / 2 : this.scale.time(this.scale.left + this.scale.width / 2);
  }

  /** Scrolls a row into view, if it is not there, to a part of the height. */
  scrollTo(row, part) {
    const room = this.lanes.clientHeight - AXIS - row.height;
    const top = row.top - this.lanes.scrollTop;
    if (top < 0) this.lanes.scrollTop = row.top - part * room;
    else if (top > room) this.lanes.scrollTop = row.top - (1 - part) * room;
  }

  /** Chooses what a task did at a time, and brings it into view. */
  showTurnAt(task, when) {
    const row = this.rows.reveal(task);
    this.lay();
    this.scrollTo(row, 0.5);
    const { scale } = this;
    if (when < scale.from || when > scale.to) scale.center(when);
    const first = trace.turns.first[task];
    const index = Math.min(trace.turns.after(task, when), trace.turns.first[task + 1] - 1);
    this.choose(index < first ? { type: "row", row } : { type: "turn", row, task, index });
  }

  /** Shows a task, where it is stuck if it is. */
  showTask(task) {
    if (task !== undefined) this.showTurnAt(task, stuckSince.get(task) ?? this.scale.from);
  }

  showPath() {
    this.look.path = this.pathBox.checked = true;
    this.redraw();
  }

  tools() {
    const button = (text, label, act) =>
      el("button", { type: "button", "aria-label": label, title: label, onclick: () => { act(); this.redraw(); } }, text);
    const { scale } = this;
    this.pathBox = el("input", { type: "checkbox", onchange: event => { this.look.path = event.target.checked; this.redraw(); } });
    const search = el("input", {
      type: "search", placeholder: "Find a process", "aria-label": "Show only tasks with this in their names",
      oninput: event => { this.rows.filter(event.target.value); this.lay(); },
    });
    return el("div", { class: "tools" },
      button("\u2212", "Zoom out", () => scale.zoom(2, this.middle())),
      button("+", "Zoom in", () => scale.zoom(0.5, this.middle())),
      button("\u2190", "Earlier", () => scale.pan(-1 / 3)),
      button("\u2192", "Later", () => scale.pan(1 / 3)),
      button("All", "Show the whole run", () => scale.all()),
      pathSteps.length ? el("label", {}, this.pathBox, "critical path") : null,
      idle.length ? el("label", { title: "Draws stretches short in which all CPUs are idle" }, this.foldBox(), "fold idle time") : null,
      run.tasks.length > 12 ? search : null);
  }

  foldBox() {
    const box = el("input", { type: "checkbox", onchange: event => { this.scale.fold(event.target.checked); this.redraw(); } });
    box.checked = this.scale.axis.folds.length > 0;
    return box;
  }

  legend() {
    const entry = (kind, words) => el("li", {}, el("i", { class: kind }), words);
    return el("ul", { class: "legend" },
      entry("running", "running"), entry("runnable", "runnable"), entry("blocked", "blocked, with the object"),
      stuckTids.size ? entry("stuck", "stuck for ever") : null,
      entry("call", "in a call"),
      trace.holds.size ? entry("hold line", "holds a lock") : null,
      pathSteps.length ? entry("path line", "critical path") : null);
  }

  show() {
    const left = run.leftOut.map(part => part.what).join("; ");
    fill(byId("stage"), {}, [this.tools(), this.overview.strip, this.lanes, this.legend(),
      left ? el("p", { class: "small soft" }, `Left out: ${left}.`) : null, this.detail]);
    document.body.append(this.tip);
    listenToPointer(this);
    listenToKeys(this);
    new ResizeObserver(() => this.lay()).observe(byId("stage"));
    themeListeners.push(() => {
      this.painter.colours = colours();
      this.paint();
    });
    this.showDetail();
    this.lay();
  }
}

const timeline = new Timeline();

