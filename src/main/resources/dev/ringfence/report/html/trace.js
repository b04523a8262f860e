// The trace: what tasks did when, as typed arrays that are sorted by task.

const RUNNING = 0, RUNNABLE = 1, BLOCKED = 2, CALL = 3, HOLD = 4, MARK = 5;
const LENGTHS = [5, 7, 6, 8, 6, 6];
const MARKS = ["fault", "signal", "stuck", "ended", "printed", "denied", "measured"];

/** All blocks of data of a name. */
const blocks = name =>
  [...document.querySelectorAll(`script[data-block="${name}"]`)].map(node => JSON.parse(node.textContent));

/**
 * Spans of time, those of a task side by side: task t has those from first[t] on and before
 * first[t + 1], in the order of time. What a, b, c and kind mean depends on what the spans are.
 */
class Spans {
  constructor(counts) {
    this.first = new Int32Array(counts.length + 1);
    counts.forEach((number, task) => (this.first[task + 1] = this.first[task] + number));
    this.size = this.first[counts.length];
    this.next = this.first.slice();
    this.last = new Float64Array(counts.length);
    this.start = new Float64Array(this.size);
    this.end = new Float64Array(this.size);
    this.kind = new Uint8Array(this.size);
    this.a = new Int32Array(this.size);
    this.b = new Int32Array(this.size);
    this.c = new Float64Array(this.size);
  }

  /** Adds the next span of a task, which begins so long after the end of the one before. */
  add(task, gap, length, kind, a, b, c) {
    const at = this.next[task]++;
    this.start[at] = this.last[task] + gap;
    this.end[at] = this.last[task] = this.start[at] + length;
    this.kind[at] = kind;
    this.a[at] = a;
    this.b[at] = b;
    this.c[at] = c;
    return at;
  }

  /** The first span of a task that ends after a time. */
  after(task, when) {
    let low = this.first[task];
    let high = this.first[task + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.end[middle] > when) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The span of a task at a time, or -1. */
  at(task, when) {
    const found = this.after(task, when);
    return found < this.first[task + 1] && this.start[found] <= when ? found : -1;
  }
}

function counted(records, tasks) {
  const counts = LENGTHS.map(() => new Int32Array(tasks));
  for (const block of records) {
    for (let i = 0; i < block.length; i += LENGTHS[block[i]]) counts[block[i]][block[i + 1]]++;
  }
  return counts;
}

/** Reads all records; turns are stretches in which a task does one thing. */
function readTrace(tasks) {
  const records = blocks("trace");
  const counts = counted(records, tasks);
  const turns = new Spans(counts[RUNNING].map((n, t) => n + counts[RUNNABLE][t] + counts[BLOCKED][t]));
  const calls = new Spans(counts[CALL]);
  const holds = new Spans(counts[HOLD]);
  const marks = [];
  const cpus = [];
  let marked = 0;
  for (const block of records) {
    for (let i = 0; i < block.length; i += LENGTHS[block[i]]) {
      const kind = block[i], task = block[i + 1], gap = block[i + 2], length = block[i + 3];
      if (kind === RUNNING) {
        const at = turns.add(task, gap, length, kind, block[i + 4], 0, 0);
        (cpus[block[i + 4]] ??= []).push(at, task);
      } else if (kind === RUNNABLE) {
        turns.add(task, gap, length, kind, block[i + 4], block[i + 6], block[i + 5]);
      } else if (kind === BLOCKED) {
        turns.add(task, gap, length, kind, block[i + 4], block[i + 5], 0);
      } else if (kind === CALL) {
        calls.add(task, gap, length, block[i + 7], block[i + 4], block[i + 5], block[i + 6]);
      } else if (kind === HOLD) {
        holds.add(task, gap, length, 0, block[i + 4], block[i + 5], 0);
      } else {
        marked += gap;
        marks.push({ task, time: marked, kind: MARKS[length], text: block[i + 4], line: block[i + 5] });
      }
    }
  }
  return { turns, calls, holds, marks, cpus: cpus.map(flat => cpuLane(turns, flat ?? [])) };
}

/** What a CPU did: the turns and their tasks, in the order of time. */
function cpuLane(turns, flat) {
  const number = flat.length / 2;
  const lane = { turn: new Int32Array(number), task: new Int32Array(number), busy: new Float64Array(number + 1) };
  for (let i = 0; i < number; i++) {
    lane.turn[i] = flat[2 * i];
    lane.task[i] = flat[2 * i + 1];
    lane.busy[i + 1] = lane.busy[i] + turns.end[lane.turn[i]] - turns.start[lane.turn[i]];
  }
  return lane;
}

/** For how long, before each turn of its task, it has been running, runnable and blocked. */
function sums(turns) {
  const all = [0, 1, 2].map(() => new Float64Array(turns.size));
  for (let task = 0; task + 1 < turns.first.length; task++) {
    const passed = [0, 0, 0];
    for (let i = turns.first[task]; i < turns.first[task + 1]; i++) {
      for (let kind = 0; kind < 3; kind++) all[kind][i] = passed[kind];
      passed[turns.kind[i]] += turns.end[i] - turns.start[i];
    }
  }
  return all;
}

/** Whom each task let go on: the turns in which others became runnable, by who did it. */
function wakes(turns, tasks) {
  const first = new Int32Array(tasks + 2);
  for (let i = 0; i < turns.size; i++) if (turns.kind[i] === RUNNABLE && turns.a[i]) first[turns.a[i] + 1]++;
  for (let t = 0; t < tasks; t++) first[t + 1] += first[t];
  first[tasks + 1] += first[tasks];
  const turn = new Int32Array(first[tasks + 1]);
  const next = first.slice();
  for (let i = 0; i < turns.size; i++) if (turns.kind[i] === RUNNABLE && turns.a[i]) turn[next[turns.a[i]]++] = i;
  return { of: waker => turn.subarray(first[waker + 1], first[waker + 2]) };
}

