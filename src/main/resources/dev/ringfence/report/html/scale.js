// The part of the run that is in view, and how it lies on the screen.

class Scale {
  constructor() {
    this.from = 0;
    this.to = LAST;
    this.left = 0;
    this.width = 1;
  }

  get span() {
    return this.to - this.from;
  }

  x(when) {
    return this.left + ((when - this.from) / this.span) * this.width;
  }

  time(x) {
    return this.from + ((x - this.left) / this.width) * this.span;
  }

  /** Shows a part of the run, at least 20 ns. */
  show(from, to) {
    const span = Math.min(Math.max(to - from, 20), LAST);
    const start = Math.min(Math.max(from, 0), LAST - span);
    this.from = start;
    this.to = start + span;
  }

  /** Makes the part smaller by a factor, around a time that stays where it is. */
  zoom(factor, around = (this.from + this.to) / 2) {
    const span = Math.min(Math.max(this.span * factor, 20), LAST);
    const start = around - ((around - this.from) / this.span) * span;
    this.show(start, start + span);
  }

  pan(nanos) {
    this.show(this.from + nanos, this.to + nanos);
  }

  /** Round times for the axis. */
  ticks() {
    const rough = this.span / Math.max(2, Math.floor(this.width / 84));
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
    const all = [];
    for (let at = Math.ceil(this.from / step) * step; at <= this.to; at += step) all.push(at);
    return { step, all };
  }
}

