// What is under the pointer or was chosen, in words.

const CALLED = ["running", "runnable", "blocked"];

/** What a turn shows of who let its task go on, or null. */
function wakerOf(turn) {
  const turns = trace.turns;
  if (turns.kind[turn] !== RUNNABLE || !turns.a[turn]) return null;
  return { by: turns.a[turn] - 1, at: turns.start[turn] - turns.c[turn], time: turns.start[turn], line: turns.b[turn] };
}

/** The turn in which a task is let go on that has waited, or comes to a CPU, in the given one. */
function readyTurn(turn, task) {
  const turns = trace.turns;
  const kind = turns.kind[turn];
  const near = kind === BLOCKED ? turn + 1 : kind === RUNNING ? turn - 1 : turn;
  const within = near >= turns.first[task] && near < turns.first[task + 1];
  return within && turns.kind[near] === RUNNABLE ? near : -1;
}

/** The lines from a waker to whoever it woke that belong to a turn. */
function flowsOf(turn, task) {
  const turns = trace.turns;
  const flows = [];
  const ready = readyTurn(turn, task);
  const waker = ready < 0 ? null : wakerOf(ready);
  if (waker) flows.push({ ...waker, task });
  if (turns.kind[turn] === RUNNING) {
    for (const other of trace.wakes.of(task)) {
      const woken = wakerOf(other);
      if (woken.at >= turns.start[turn] && woken.at <= turns.end[turn] && flows.length < 50) flows.push({ ...woken, task: taskOfTurn(other) });
    }
  }
  return flows;
}

const span = (start, end) => `${time(end - start)}, from ${time(start, 7)} to ${time(end, 7)}`;

/** Who holds what is waited for at a time: tasks, with when and where they took it. */
function holdersAt(object, when) {
  const found = [];
  const holds = trace.holds;
  for (let task = 0; task < run.tasks.length && found.length < 3; task++) {
    for (let i = holds.first[task]; i < holds.first[task + 1]; i++) {
      if (holds.start[i] <= when && holds.end[i] > when && run.whats[holds.a[i]].object === object) found.push({ task, hold: i });
    }
  }
  return found;
}

/** A turn in paragraphs. */
function turnWords(turn, task) {
  const turns = trace.turns;
  const kind = turns.kind[turn];
  const words = [];
  if (kind === RUNNING) {
    words.push([el("b", {}, taskName(task)), ` running on CPU ${turns.a[turn]}: ${span(turns.start[turn], turns.end[turn])}`]);
  } else if (kind === RUNNABLE) {
    words.push([el("b", {}, taskName(task)), ` runnable, no CPU yet: ${span(turns.start[turn], turns.end[turn])}`]);
  } else {
    const what = run.whats[turns.a[turn]];
    words.push([el("b", {}, taskName(task)), ` blocked by ${what.name}: ${span(turns.start[turn], turns.end[turn])}`]);
    if (turns.b[turn]) words.push(["waits at ", placeButton(run.places[turns.b[turn]])]);
    for (const { task: holder, hold } of what.object ? holdersAt(what.object, turns.end[turn] - 1) : []) {
      words.push([`held by ${taskName(holder)} since ${time(trace.holds.start[hold])}, taken at `, placeButton(run.places[trace.holds.b[hold]])]);
    }
    if (stuckSince.has(task) && turns.end[turn] >= END - 1) words.push([el("span", { class: "bad" }, `stuck since ${time(stuckSince.get(task))}: nothing can wake it any more`)]);
  }
  const ready = readyTurn(turn, task);
  const waker = ready < 0 ? null : wakerOf(ready);
  if (waker) words.push([`let go on by ${taskName(waker.by)} at ${time(waker.at, 7)}`, waker.line ? [" in ", placeButton(run.places[waker.line])] : ""]);
  return words;
}

function callWords(call, task) {
  const calls = trace.calls;
  const words = [[el("b", {}, taskName(task)), " in ", el("code", {}, run.texts[calls.c[call]] || run.calls[calls.a[call]])]];
  words.push([`${span(calls.start[call], calls.end[call])}${calls.kind[call] ? ", never returned" : ""}`]);
  if (calls.b[call]) words.push(["called at ", placeButton(run.places[calls.b[call]])]);
  return words;
}

const MARK_WORDS = {
  fault: "raised", signal: "was sent", stuck: "is stuck from here on", ended: "", printed: "printed",
  denied: "was denied", measured: "",
};

function markWords(mark) {
  const text = run.texts[mark.text];
  const shown = mark.kind === "printed" ? el("code", {}, utf8(text)) : text;
  const words = [[el("b", {}, taskName(mark.task)), ` ${MARK_WORDS[mark.kind]} `, shown, ` at ${time(mark.time, 7)}`]];
  if (mark.line) words.push(["at ", placeButton(run.places[mark.line])]);
  return words;
}

function groupWords(row, when, scale) {
  const { of, parts } = crowd(row.tasks, scale, Math.max(8, Math.floor(scale.width / 2)));
  const part = Math.min(parts - 1, Math.max(0, Math.floor(((scale.x(when) - scale.left) / scale.width) * parts)));
  const words = CALLED.map((name, kind) => `${of[kind][part].toFixed(of[kind][part] < 10 ? 1 : 0)} ${name}`);
  return [[el("b", {}, row.label), `, ${plural(row.tasks.length, "task")} at ${time(when, 7)}: on average ${words.join(", ")}`]];
}

/** Whatever it is, in paragraphs. */
function itemWords(item, scale) {
  if (item.type === "turn") return turnWords(item.index, item.task);
  if (item.type === "call") return callWords(item.index, item.task);
  if (item.type === "mark") return markWords(item.mark);
  return item.type === "group" ? groupWords(item.row, item.time, scale) : [];
}

