// What is at a place of the timeline's canvas.

class Hits {
  constructor(painter) {
    this.painter = painter;
    this.scale = painter.scale;
    this.rows = painter.rows;
  }

  /** What is there: a row's label, a turn, a call, a mark, a group at a time, or nothing but a row. */
  at(x, y) {
    const row = y < AXIS ? undefined : this.rows.at(y - AXIS + this.painter.scrolled);
    if (!row) return null;
    const when = this.scale.time(x);
    if (x < this.scale.left) return { type: "label", row };
    if (row.type === "group") return { type: "group", row, time: when };
    if (row.type === "cpu") return this.onCpu(row, when);
    return this.onTask(row, when, x, y - this.painter.y(row));
  }

  onCpu(row, when) {
    const { turn, task } = row.lane;
    const turns = trace.turns;
    let low = 0;
    let high = turn.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (turns.end[turn[middle]] > when) high = middle;
      else low = middle + 1;
    }
    const isBusy = low < turn.length && turns.start[turn[low]] <= when;
    return isBusy ? { type: "turn", row, task: task[low], index: turn[low] } : { type: "row", row };
  }

  onTask(row, when, x, within) {
    const task = row.task;
    const isAbove = within < this.rows.size.callTop - 1;
    const mark = isAbove ? this.mark(task, x) : undefined;
    if (mark) return { type: "mark", row, task, mark };
    const spans = isAbove ? trace.turns : trace.calls;
    const index = this.near(spans, task, when);
    return index < 0 ? { type: "row", row } : { type: isAbove ? "turn" : "call", row, task, index };
  }

  /** The span at a time, or one within two pixels, or -1. */
  near(spans, task, when) {
    const last = spans.first[task + 1] - 1;
    if (spans === trace.turns && when >= END && stuckSince.has(task)) return last;
    const exact = spans.at(task, when);
    if (exact >= 0) return exact;
    const x = this.scale.x(when);
    const after = spans.after(task, this.scale.time(x - 2));
    return after <= last && this.scale.x(spans.start[after]) <= x + 2 ? after : -1;
  }

  mark(task, x) {
    const isFar = this.scale.span > this.scale.axis.length / 2;
    const marks = this.painter.marks.get(task) ?? [];
    return marks.find(mark => Math.abs(this.scale.x(mark.time) - x) <= 3 && (mark.kind !== "printed" || !isFar));
  }
}

