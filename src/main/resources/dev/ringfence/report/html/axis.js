// Virtual time as it lies on the screen: as it is, or with long stretches folded in which no CPU
// has anything to do.

/** So many stretches on each CPU at most can be folded. */
const MOST_FOLDS = 60;

/** Long stretches in which a CPU is idle, as [from, to]. */
function idleOn(lane) {
  const least = END / MOST_FOLDS;
  const gaps = [];
  let before = 0;
  for (const turn of lane.turn) {
    if (trace.turns.start[turn] - before > least) gaps.push([before, trace.turns.start[turn]]);
    before = Math.max(before, trace.turns.end[turn]);
  }
  if (END - before > least) gaps.push([before, END]);
  return gaps;
}

/** What two lists of stretches have in common. */
function common(one, other) {
  const both = [];
  for (const [from, to] of one) {
    for (const [start, end] of other) {
      if (Math.min(to, end) > Math.max(from, start)) both.push([Math.max(from, start), Math.min(to, end)]);
    }
  }
  return both;
}

/** Long stretches in which all CPUs are idle. */
const idle = trace.cpus.length ? trace.cpus.map(idleOn).reduce(common).filter(([from, to]) => to - from > END / MOST_FOLDS) : [];
const idleTime = idle.reduce((sum, [from, to]) => sum + to - from, 0);

/** Maps times to positions; both begin at 0. */
class Axis {
  /** @param folds stretches that are drawn short */
  constructor(folds) {
    this.folds = folds;
    const rest = LAST - folds.reduce((sum, [from, to]) => sum + to - from, 0);
    const short = Math.min(0.12, 0.5 / Math.max(1, folds.length)) * rest;
    this.times = [0];
    this.positions = [0];
    let at = 0;
    const knot = (when, length) => {
      at += length;
      this.times.push(when);
      this.positions.push(at);
    };
    for (const [from, to] of folds) {
      knot(from, from - this.times.at(-1));
      knot(to, short);
    }
    knot(LAST, LAST - this.times.at(-1));
    this.length = at;
  }

  position(when) {
    return between(this.times, this.positions, when);
  }

  time(position) {
    return between(this.positions, this.times, position);
  }
}

/** The value that belongs to another one, by straight lines between knots, and beyond the last. */
function between(from, to, value) {
  let low = 0;
  let high = from.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (from[middle] <= value) low = middle;
    else high = middle - 1;
  }
  const width = from[low + 1] - from[low];
  return width > 0 ? to[low] + ((value - from[low]) / width) * (to[low + 1] - to[low]) : to[low];
}

const unfolded = new Axis([]);
const folded = idle.length ? new Axis(idle) : unfolded;

