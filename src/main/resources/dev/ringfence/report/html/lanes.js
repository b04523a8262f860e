// How many tasks did what in each stretch of time, and what one task did in very short ones.

/** For how much of a span of time a task did each of three things, exactly. */
function shares(task, from, to) {
  const turns = trace.turns;
  const until = (when, kind) => {
    const at = turns.after(task, when);
    const last = turns.first[task + 1];
    if (turns.first[task] === last) return 0;
    if (at === last) return trace.sums[kind][last - 1] + (turns.kind[last - 1] === kind ? turns.end[last - 1] - turns.start[last - 1] : 0);
    return trace.sums[kind][at] + (turns.kind[at] === kind ? Math.max(0, when - turns.start[at]) : 0);
  };
  return [0, 1, 2].map(kind => (until(to, kind) - until(from, kind)) / (to - from));
}

/** How many of some tasks did what, on average, in each of so many parts of what is in view. */
function crowd(tasks, scale, parts) {
  const turns = trace.turns;
  const { from, to } = scale;
  const place = when => ((scale.x(when) - scale.left) / scale.width) * parts;
  const level = [0, 1, 2].map(() => new Float64Array(parts + 2));
  const single = [0, 1, 2].map(() => new Float64Array(parts + 2));
  for (const task of tasks) {
    if (stuckSince.has(task)) stay(single[BLOCKED], place(END), parts);
    const last = turns.first[task + 1];
    for (let i = turns.after(task, from); i < last && turns.start[i] < to; i++) {
      const kind = turns.kind[i];
      const start = Math.max(0, place(turns.start[i]));
      const end = Math.min(parts, place(turns.end[i]));
      const first = Math.floor(start);
      const final = Math.floor(end);
      if (first === final) {
        single[kind][first] += end - start;
      } else {
        single[kind][first] += first + 1 - start;
        single[kind][final] += end - final;
        level[kind][first + 1]++;
        level[kind][final]--;
      }
    }
  }
  for (let kind = 0; kind < 3; kind++) {
    let now = 0;
    for (let i = 0; i < parts; i++) {
      now += level[kind][i];
      single[kind][i] += now;
    }
  }
  return { parts, of: single };
}

/** Who is stuck stays so after the end of the run. */
function stay(blocked, start, parts) {
  for (let i = Math.max(0, Math.ceil(start)); i < parts; i++) blocked[i]++;
  if (start >= 0 && start < parts) blocked[Math.floor(start)] += Math.ceil(start) - start;
}

/** Crowds of groups, which are counted again only when the view has changed. */
class Crowds {
  constructor() {
    this.known = new Map();
  }

  of(row, scale) {
    const parts = Math.max(8, Math.floor(scale.width / 2));
    const key = `${scale.start} ${scale.span} ${scale.axis.folds.length} ${parts} ${row.tasks.length}`;
    const known = this.known.get(row.group);
    if (known?.key === key) return known.crowd;
    const made = crowd(row.tasks, scale, parts);
    this.known.set(row.group, { key, crowd: made });
    return made;
  }
}

