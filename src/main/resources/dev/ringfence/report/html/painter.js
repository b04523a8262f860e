// Paints the rows that are in view.

const AXIS = 24;
const FONT = "11px Inter, 'Segoe UI', system-ui, 'Liberation Sans', Arial, sans-serif";

class Painter {
  constructor(canvas, scale, rows, look) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.scale = scale;
    this.rows = rows;
    this.look = look;
    this.crowds = new Crowds();
    this.colours = colours();
    this.marks = new Map();
    for (const mark of trace.marks) {
      if (!this.marks.has(mark.task)) this.marks.set(mark.task, []);
      this.marks.get(mark.task).push(mark);
    }
  }

  get size() {
    return this.rows.size;
  }

  get stateColours() {
    return [this.colours.running, this.colours.runnable, this.colours.blocked];
  }

  resize(width, height) {
    const dense = devicePixelRatio || 1;
    this.width = width;
    this.height = height;
    this.canvas.width = Math.round(width * dense);
    this.canvas.height = Math.round(height * dense);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.context.setTransform(dense, 0, 0, dense, 0, 0);
  }

  /** Paints all rows, of which those above a height are scrolled away. */
  paint(scrolled) {
    const c = this.context;
    this.scrolled = scrolled;
    c.globalAlpha = 1;
    c.fillStyle = this.colours.sheet;
    c.fillRect(0, 0, this.width, this.height);
    c.font = FONT;
    c.textBaseline = "middle";
    this.grid();
    const first = Math.max(0, this.rows.indexAt(Math.min(scrolled, this.rows.height - 1)));
    for (let i = first; i < this.rows.all.length; i++) {
      const row = this.rows.all[i];
      const y = this.y(row);
      if (y > this.height) break;
      this.row(row, y);
    }
    this.clipped(() => {
      this.folds();
      if (this.look.path) this.path();
      this.flows();
    });
    this.axis();
  }

  y(row) {
    return AXIS + row.top - this.scrolled;
  }

  /** Paints only where times are. */
  clipped(paint) {
    const c = this.context;
    c.save();
    c.beginPath();
    c.rect(this.scale.left, AXIS, this.scale.width, this.height);
    c.clip();
    paint();
    c.restore();
  }

  grid() {
    const c = this.context;
    c.fillStyle = this.colours.faint;
    for (const { at } of this.scale.ticks()) c.fillRect(Math.round(this.scale.x(at)), AXIS, 1, this.height);
    if (LAST > END && this.scale.to > END) {
      const x = Math.max(this.scale.x(END), this.scale.left);
      c.fillRect(x, AXIS, this.width - x, this.height);
    }
  }

  axis() {
    const c = this.context;
    c.fillStyle = this.colours.sheet;
    c.fillRect(0, 0, this.width, AXIS);
    c.fillStyle = this.colours.rule;
    c.fillRect(0, AXIS - 1, this.width, 1);
    c.fillRect(this.scale.left - 1, 0, 1, this.height);
    c.fillStyle = this.colours.soft;
    c.textAlign = "center";
    let written = this.scale.left - 30;
    for (const { at, step } of this.scale.ticks()) {
      const x = this.scale.x(at);
      const digits = Math.max(3, Math.ceil(Math.log10(Math.max(at, step) / step)) + 1);
      if (x < written + 50) continue;
      const isFree = LAST === END || Math.abs(x - this.scale.x(END)) > 34;
      if (at > END || !isFree || x <= this.scale.left + 18 || x >= this.width - 22) continue;
      c.fillText(at === 0 ? "0" : time(at, digits), x, AXIS / 2);
      written = x;
    }
    c.textAlign = "left";
    this.foldTimes();
    const end = this.scale.x(END);
    if (LAST > END && end < this.width && end > this.scale.left) {
      c.fillStyle = this.colours.stuck;
      c.fillRect(end, AXIS - 5, 1, 5);
      c.fillText(fit(c, "for ever", this.width - end - 4), end + 4, AXIS / 2);
    }
  }

  row(row, y) {
    const c = this.context;
    const chosen = this.look.row === row;
    if (chosen) {
      c.fillStyle = this.colours.faint;
      c.fillRect(0, y, this.width, row.height);
    }
    c.fillStyle = this.colours.rule;
    c.globalAlpha = 0.6;
    c.fillRect(0, y + row.height - 1, this.width, 1);
    c.globalAlpha = 1;
    this.label(row, y);
    this.clipped(() => {
      if (row.type === "cpu") this.cpu(row, y);
      else if (row.type === "group") this.group(row, y);
      else this.task(row, y);
    });
  }

  label(row, y) {
    const c = this.context;
    const isStuck = row.type === "task" && stuckSince.has(row.task);
    let x = 8;
    let middle = y + (row.type === "task" ? this.size.stateTop + this.size.state / 2 : row.height / 2);
    c.fillStyle = row.type === "cpu" ? this.colours.soft : isStuck ? this.colours.stuck : this.colours.ink;
    if (row.type === "group") {
      c.fillText(row.group.open ? "\u25be" : "\u25b8", x, y + 13);
      c.fillText(fit(c, row.label, this.scale.left - 30), x + 14, y + 13);
      c.fillStyle = this.colours.soft;
      c.fillText(fit(c, plural(row.tasks.length, "task"), this.scale.left - 30), x + 14, y + 28);
      return;
    }
    if (row.inGroup) x += 14;
    c.fillText(fit(c, row.inGroup && this.scale.left < 120 ? row.brief : row.label, this.scale.left - x - 8), x, middle);
  }

  cpu(row, y) {
    const { turn, task } = row.lane;
    const turns = trace.turns;
    const c = this.context;
    let low = 0;
    let high = turn.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (turns.end[turn[middle]] > this.scale.from) high = middle;
      else low = middle + 1;
    }
    let painted = -1;
    for (let i = low; i < turn.length && turns.start[turn[i]] < this.scale.to; i++) {
      const x = this.scale.x(turns.start[turn[i]]);
      const end = this.scale.x(turns.end[turn[i]]);
      if (end < painted + 0.6) continue;
      this.dimmed(turn[i]);
      c.fillStyle = this.colours.running;
      c.globalAlpha *= 0.7 + 0.3 * (((task[i] * 7) % 5) / 4);
      c.fillRect(x, y + 4, Math.max(end - x - (end - x > 3 ? 0.75 : 0), 0.8), 13);
      painted = end;
      if (end - x > 46) this.inside(rowLabel(task[i]), x, end, y + 11, "#fff");
    }
    c.globalAlpha = 1;
  }

  group(row, y) {
    const c = this.context;
    const made = this.crowds.of(row, this.scale);
    const width = this.scale.width / made.parts;
    const tall = row.height - 9;
    const painted = [0, 1, 2].map(kind => this.stateColours[kind]);
    for (let i = 0; i < made.parts; i++) {
      let bottom = y + 4 + tall;
      for (let kind = 0; kind < 3; kind++) {
        const height = (made.of[kind][i] / row.tasks.length) * tall;
        if (!(height > 0)) continue;
        c.fillStyle = painted[kind];
        c.fillRect(this.scale.left + i * width, bottom - height, width + 0.4, height);
        bottom -= height;
      }
    }
  }

  task(row, y) {
    const turns = trace.turns;
    const first = turns.after(row.task, this.scale.from);
    const last = turns.after(row.task, this.scale.to);
    if (last - first > this.scale.width) this.columns(row.task, y);
    else this.turns(row.task, y, first, Math.min(last + 1, turns.first[row.task + 1]));
    this.calls(row.task, y);
    this.holds(row.task, y);
    this.taskMarks(row.task, y);
    this.context.globalAlpha = 1;
  }

  /** Paints what cannot be told apart: in each pixel the shares of what the task did. */
  columns(task, y) {
    const c = this.context;
    for (let x = 0; x < this.scale.width; x++) {
      const from = this.scale.time(this.scale.left + x);
      const part = shares(task, from, this.scale.time(this.scale.left + x + 1));
      let bottom = y + this.size.stateTop + this.size.state;
      part.forEach((share, kind) => {
        c.fillStyle = this.stateColours[kind];
        c.fillRect(this.scale.left + x, bottom - share * this.size.state, 1, share * this.size.state);
        bottom -= share * this.size.state;
      });
    }
  }

  turns(task, y, first, last) {
    const c = this.context;
    const turns = trace.turns;
    const since = stuckSince.get(task) ?? Infinity;
    const final = turns.first[task + 1] - 1;
    if (first > final && since < Infinity) first = last - 1;
    for (let i = first; i < last; i++) {
      const kind = turns.kind[i];
      const x = this.scale.x(turns.start[i]);
      const isLast = i === final && since < Infinity && kind === BLOCKED;
      const end = Math.max(this.scale.x(isLast ? LAST : turns.end[i]), x + 0.8);
      this.dimmed(i);
      c.fillStyle = this.stateColours[kind];
      const inset = kind === RUNNABLE ? 3 : 0;
      c.fillRect(x, y + this.size.stateTop + inset, end - x, this.size.state - 2 * inset);
      const stuckFrom = isLast ? Math.max(x, this.scale.x(since)) : end;
      if (isLast) {
        c.fillStyle = this.colours.stuck;
        c.fillRect(stuckFrom, y + this.size.stateTop, end - stuckFrom, this.size.state);
      }
      if (kind === BLOCKED && end - x > 34) {
        const middle = y + this.size.stateTop + this.size.state / 2 + 0.5;
        this.inside(run.whats[turns.a[i]].name, x, stuckFrom, middle, this.colours.ink);
        if (isLast) this.inside(run.whats[turns.a[i]].name, stuckFrom, end, middle, this.colours.sheet);
      }
      if (this.look.turn === i) this.outline(x, y + this.size.stateTop, end - x, this.size.state);
    }
    c.globalAlpha = 1;
  }

  calls(task, y) {
    const c = this.context;
    const calls = trace.calls;
    const last = calls.first[task + 1];
    let painted = -1;
    for (let i = calls.after(task, this.scale.from); i < last && calls.start[i] < this.scale.to; i++) {
      const x = this.scale.x(calls.start[i]);
      const end = this.scale.x(calls.end[i]);
      if (end < painted + 0.7) continue;
      c.globalAlpha = this.look.line && calls.b[i] !== this.look.line ? 0.25 : 1;
      c.fillStyle = this.colours.call;
      c.fillRect(x, y + this.size.callTop, Math.max(end - x - (end - x > 3 ? 0.75 : 0), 0.8), this.size.call);
      painted = end;
      if (this.size.call > 10 && end - x > 30) this.inside(run.calls[calls.a[i]], x, end, y + this.size.callTop + this.size.call / 2 + 0.5, this.colours.ink);
      if (this.look.call === i) this.outline(x, y + this.size.callTop, end - x, this.size.call);
    }
    c.globalAlpha = 1;
  }

  holds(task, y) {
    const c = this.context;
    const holds = trace.holds;
    c.fillStyle = this.colours.hold;
    let painted = -1;
    for (let i = holds.first[task]; i < holds.first[task + 1]; i++) {
      const x = this.scale.x(holds.start[i]);
      const end = this.scale.x(holds.end[i]);
      if (holds.end[i] < this.scale.from || holds.start[i] > this.scale.to || end < painted + 0.5 && end - x < 0.5) continue;
      c.fillRect(x, y + this.size.holdTop, Math.max(end - x, 0.8), 2);
      painted = end;
    }
  }

  taskMarks(task, y) {
    let painted = -9;
    for (const mark of this.marks.get(task) ?? []) {
      const x = this.scale.x(mark.time);
      if (x < this.scale.left - 4 || x > this.width + 4 || x < painted + 2 && mark.kind === "printed") continue;
      painted = x;
      this.mark(mark, x, y);
    }
  }

  mark(mark, x, y) {
    const c = this.context;
    const serious = mark.kind === "fault" || mark.kind === "stuck" || mark.kind === "denied";
    c.fillStyle = serious ? this.colours.stuck : mark.kind === "signal" ? this.colours.path : this.colours.ink;
    c.beginPath();
    if (mark.kind === "stuck" || mark.kind === "ended") {
      c.rect(x - 1, y + this.size.stateTop - 3, 2, this.size.state + 6);
    } else if (mark.kind === "printed" || mark.kind === "measured") {
      c.arc(x, y + this.size.stateTop - 2, 1.5, 0, 7);
    } else {
      c.moveTo(x - 4, y + 1);
      c.lineTo(x + 4, y + 1);
      c.lineTo(x, y + 8);
    }
    c.fill();
  }

  /** The critical path: a line along whoever it leads through. */
  path() {
    const c = this.context;
    c.strokeStyle = this.colours.path;
    c.fillStyle = this.colours.path;
    let before = null;
    let painted = -1;
    for (const step of pathSteps) {
      if (step.to < this.scale.from) continue;
      if (step.from > this.scale.to) break;
      const row = this.rows.rowOfTask.get(taskOfTid.get(step.tid));
      const x = this.scale.x(step.from);
      const end = this.scale.x(step.to);
      if (!row || end < painted + 0.7) continue;
      const y = this.y(row) + 2;
      c.globalAlpha = step.kind === "running" || step.kind === "holding" ? 1 : 0.45;
      c.fillRect(x, y - 1, Math.max(end - x, 1), 2);
      c.globalAlpha = 0.45;
      if (before !== null && before !== y) c.fillRect(x - 0.5, Math.min(before, y), 1, Math.abs(y - before));
      before = y;
      painted = end;
    }
    c.globalAlpha = 1;
  }

  /** Lines from whoever ended waits to those who had waited. */
  flows() {
    const c = this.context;
    c.strokeStyle = this.colours.ink;
    c.fillStyle = this.colours.ink;
    c.lineWidth = 1.25;
    for (const flow of this.look.flows) {
      const from = this.rows.rowOfTask.get(flow.by);
      const to = this.rows.rowOfTask.get(flow.task);
      if (!from || !to || from === to) continue;
      const x0 = this.scale.x(flow.at), y0 = this.y(from) + this.size.stateTop + this.size.state / 2;
      const x1 = this.scale.x(flow.time), y1 = this.y(to) + this.size.stateTop + this.size.state / 2;
      const bend = Math.max(16, Math.abs(x1 - x0) / 2);
      c.beginPath();
      c.moveTo(x0, y0);
      c.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1 - 4, y1);
      c.stroke();
      c.beginPath();
      c.arc(x0, y0, 2.5, 0, 7);
      c.moveTo(x1, y1);
      c.lineTo(x1 - 7, y1 - 3.5);
      c.lineTo(x1 - 7, y1 + 3.5);
      c.fill();
    }
  }

  /** What is folded is striped. */
  folds() {
    const c = this.context;
    c.strokeStyle = this.colours.sheet;
    c.globalAlpha = 0.55;
    c.lineWidth = 1.5;
    for (const [from, to] of this.scale.axis.folds) {
      const x = this.scale.x(from);
      const end = this.scale.x(to);
      if (end < this.scale.left || x > this.width) continue;
      c.save();
      c.beginPath();
      c.rect(x, AXIS, end - x, this.height);
      c.clip();
      c.beginPath();
      for (let at = Math.max(x, this.scale.left) - this.height; at < Math.min(end, this.width); at += 7) {
        c.moveTo(at, this.height);
        c.lineTo(at + this.height, 0);
      }
      c.stroke();
      c.restore();
    }
    c.globalAlpha = 1;
  }

  /** In the axis, for how long what is folded lasts. */
  foldTimes() {
    const c = this.context;
    for (const [from, to] of this.scale.axis.folds) {
      const x = Math.max(this.scale.x(from), this.scale.left);
      const end = Math.min(this.scale.x(to), this.width);
      if (end - x < 14) continue;
      c.fillStyle = this.colours.faint;
      c.fillRect(x, 0, end - x, AXIS - 1);
      c.fillStyle = this.colours.soft;
      const full = `${time(to - from, 3)} idle`;
      const words = c.measureText(full).width <= end - x - 4 ? full : fit(c, time(to - from, 3), end - x - 4);
      c.fillText(words, (x + end) / 2 - c.measureText(words).width / 2, AXIS / 2);
    }
  }

  /** What has nothing to do with what is looked for is paler. */
  dimmed(turn) {
    const { line, object } = this.look;
    const turns = trace.turns;
    const waits = turns.kind[turn] === BLOCKED;
    const meant = line ? turns.b[turn] === line && turns.kind[turn] !== RUNNING
      : object ? waits && run.whats[turns.a[turn]].object === object : true;
    this.context.globalAlpha = meant ? 1 : 0.25;
  }

  inside(text, x, end, y, colour) {
    const c = this.context;
    const left = Math.max(x, this.scale.left) + 4;
    const shown = fit(c, text, Math.min(end, this.width) - left - 3);
    if (shown.length > 1) {
      c.fillStyle = colour;
      c.fillText(shown, left, y);
    }
  }

  outline(x, y, width, height) {
    const c = this.context;
    c.globalAlpha = 1;
    c.strokeStyle = this.colours.ink;
    c.lineWidth = 1.5;
    c.strokeRect(x - 0.75, y - 0.75, Math.max(width, 2) + 1.5, height + 1.5);
  }
}

/** A text as far as it goes into a width. */
function fit(context, text, width) {
  if (width < 12) return "";
  if (context.measureText(text).width <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (context.measureText(`${text.slice(0, middle)}\u2026`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low < 2 ? "" : `${text.slice(0, low)}\u2026`;
}

