// The whole run in one strip, on which the part in view is chosen.

class Overview {
  /** @param chosen is called when the part in view has changed */
  constructor(scale, painter, chosen) {
    this.scale = scale;
    this.painter = painter;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.strip = el("div", { class: "overview", title: "The whole run; drag to choose a part" }, this.canvas);
    this.counted = null;
    this.whole = new Scale();
    this.listen(chosen);
  }

  /** Lays the whole run where the timeline lies. */
  lay() {
    const { left, width, axis } = this.scale;
    if (this.whole.axis !== axis || this.whole.width !== width) this.counted = null;
    Object.assign(this.whole, { left, width, axis, start: 0, span: axis.length });
  }

  x(when) {
    return this.whole.x(when);
  }

  paint() {
    this.lay();
    const width = this.strip.clientWidth;
    const height = this.strip.clientHeight;
    const dense = devicePixelRatio || 1;
    this.canvas.width = width * dense;
    this.canvas.height = height * dense;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const c = this.canvas.getContext("2d");
    c.scale(dense, dense);
    this.crowd(c, height);
    this.view(c, width, height);
    c.fillStyle = this.painter.colours.soft;
    c.font = FONT;
    c.fillText(fit(c, "all tasks", this.scale.left - 12), 8, 18);
    c.fillText(fit(c, `0 to ${time(END)}`, this.scale.left - 12), 8, 34);
  }

  crowd(c, height) {
    const parts = Math.max(20, Math.floor(this.scale.width / 2));
    this.counted ??= crowd(run.tasks.keys(), this.whole, parts);
    const of = this.counted.of;
    let most = 1;
    for (let i = 0; i < parts; i++) most = Math.max(most, of[0][i] + of[1][i] + of[2][i]);
    const step = this.scale.width / parts;
    for (let i = 0; i < parts; i++) {
      let bottom = height;
      for (const kind of [RUNNING, RUNNABLE, BLOCKED]) {
        const tall = (of[kind][i] / most) * (height - 8);
        c.fillStyle = this.painter.stateColours[kind];
        c.fillRect(this.scale.left + i * step, bottom - tall, step + 0.4, tall);
        bottom -= tall;
      }
    }
  }

  /** What is not in view is paler. */
  view(c, width, height) {
    const from = this.x(this.scale.from);
    const to = this.x(this.scale.to);
    c.fillStyle = this.painter.colours.sheet;
    c.globalAlpha = 0.68;
    c.fillRect(this.scale.left, 0, from - this.scale.left, height);
    c.fillRect(to, 0, width - to, height);
    c.globalAlpha = 1;
    c.strokeStyle = this.painter.colours.soft;
    c.strokeRect(from + 0.5, 0.5, Math.max(1, to - from - 1), height - 1);
  }

  listen(chosen) {
    const isClick = now => Math.abs(this.x(now) - this.x(begun)) <= 3;
    let begun = null;
    const at = event => {
      const x = event.clientX - this.strip.getBoundingClientRect().left;
      return Math.min(Math.max(this.whole.time(x), 0), LAST);
    };
    this.strip.addEventListener("pointerdown", event => {
      begun = at(event);
      this.strip.setPointerCapture(event.pointerId);
    });
    this.strip.addEventListener("pointermove", event => {
      if (begun === null || isClick(at(event))) return;
      this.scale.show(Math.min(begun, at(event)), Math.max(begun, at(event)));
      chosen();
    });
    this.strip.addEventListener("pointerup", event => {
      const now = at(event);
      if (isClick(now)) this.scale.center(now);
      begun = null;
      chosen();
    });
  }
}

