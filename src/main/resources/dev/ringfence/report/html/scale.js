// The part of the run that is in view, and how it lies on the screen.

class Scale {
  constructor() {
    this.left = 0;
    this.width = 1;
    this.fold(idleTime > 0.4 * END);
  }

  /** Folds stretches in which nothing is done, or not; then all is in view. */
  fold(isFolded) {
    this.axis = isFolded ? folded : unfolded;
    this.start = 0;
    this.span = this.axis.length;
  }

  get from() {
    return this.axis.time(this.start);
  }

  get to() {
    return this.axis.time(this.start + this.span);
  }

  x(when) {
    return this.left + ((this.axis.position(when) - this.start) / this.span) * this.width;
  }

  time(x) {
    return this.axis.time(this.start + ((x - this.left) / this.width) * this.span);
  }

  /** Shows what begins at a position and is so long, at least 20 ns. */
  move(start, span) {
    this.span = Math.min(Math.max(span, 20), this.axis.length);
    this.start = Math.min(Math.max(start, 0), this.axis.length - this.span);
  }

  /** Shows the time between two. */
  show(from, to) {
    const start = this.axis.position(from);
    const span = this.axis.position(to) - start;
    this.move(start + Math.min(0, span - 20) / 2, span);
  }

  all() {
    this.move(0, this.axis.length);
  }

  /** Brings a time into the middle. */
  center(when) {
    this.move(this.axis.position(when) - this.span / 2, this.span);
  }

  /** Makes the part smaller by a factor, around a time that stays where it is. */
  zoom(factor, around = this.time(this.left + this.width / 2)) {
    const at = this.axis.position(around);
    const span = Math.min(Math.max(this.span * factor, 20), this.axis.length);
    this.move(at - ((at - this.start) / this.span) * span, span);
  }

  /** Moves by a part of what is in view. */
  pan(part) {
    this.move(this.start + part * this.span, this.span);
  }

  /** Round times for the axis, each with the step to the next; none within what is folded. */
  ticks() {
    const all = [];
    let from = 0;
    for (const [start, end] of [...this.axis.folds, [LAST, LAST]]) {
      this.addTicks(all, Math.max(from, this.from), Math.min(start, this.to));
      from = end;
    }
    return all;
  }

  addTicks(all, from, to) {
    const width = this.x(to) - this.x(from);
    if (to <= from || width < 30) return;
    const rough = ((to - from) / width) * 84;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999);
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) all.push({ at, step });
  }
}

