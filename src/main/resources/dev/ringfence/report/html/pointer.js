// The pointer on the timeline: hovering tells, a click chooses, dragging moves, two fingers zoom.

/** @param line the timeline */
function listenToPointer(line) {
  const { canvas, lanes, scale, tip } = line;
  const pointers = new Map();
  let moved = false;

  const position = event => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  function hover(event) {
    const item = line.hits.at(...position(event));
    const words = item ? itemWords(item, scale) : [];
    tip.hidden = words.length === 0;
    if (tip.hidden) return;
    tip.replaceChildren(...words.map(words => el("div", {}, words)));
    const isLow = event.clientY + 18 + tip.offsetHeight > innerHeight;
    tip.style.left = `${Math.max(0, Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${isLow ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18}px`;
  }

  function drag(event) {
    const before = pointers.get(event.pointerId);
    const now = position(event);
    if (pointers.size === 2) {
      const [, other] = [...pointers.entries()].find(([id]) => id !== event.pointerId);
      scale.zoom(Math.abs(before[0] - other[0]) / Math.max(8, Math.abs(now[0] - other[0])), scale.time(other[0]));
    } else {
      scale.pan((before[0] - now[0]) / scale.width);
    }
    pointers.set(event.pointerId, now);
    line.redraw();
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
    } else if (moved || Math.abs(position(event)[0] - pointers.get(event.pointerId)[0]) >= 4) {
      moved = true;
      drag(event);
    }
  });
  canvas.addEventListener("pointerup", event => {
    pointers.delete(event.pointerId);
    if (!moved) line.click(line.hits.at(...position(event)));
  });
  canvas.addEventListener("pointercancel", event => pointers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => (tip.hidden = true));
  canvas.addEventListener("dblclick", event => {
    scale.zoom(0.4, scale.time(position(event)[0]));
    line.redraw();
  });
  lanes.addEventListener("wheel", event => {
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const sideways = isSideways ? event.deltaX : event.shiftKey ? event.deltaY : 0;
    if (event.ctrlKey || event.metaKey) scale.zoom(1.0022 ** event.deltaY, scale.time(position(event)[0]));
    else if (sideways) scale.pan(sideways / scale.width);
    else return;
    event.preventDefault();
    line.redraw();
  }, { passive: false });
}

