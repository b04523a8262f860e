// Contention: what was waited for and because of whom, and what processes did with their time.

function blameList(object) {
  const blames = object.blame.filter(blame => blame.nanos > 0);
  const channel = object.channel;
  return el("ul", { class: "blame" },
    channel ? el("li", {}, `full for ${time(channel.timeFull)}, empty for ${time(channel.timeEmpty)}, at most ${count(channel.mostQueued)} in it${channel.capacity > 0 ? ` of ${count(channel.capacity)}` : ""}`) : null,
    object.number ? el("li", {}, el("button", { type: "button", class: "place", onclick: () => { timeline.highlight({ object: object.number }); byId("timeline").scrollIntoView(); } }, "show its waits in the timeline")) : null,
    blames.length ? el("li", { class: "soft" }, "Who made whom wait:") : null,
    blames.map(blame => el("li", {},
      `${time(blame.nanos)} `,
      blame.waiter ? ["at ", isPlace(blame.waiter) ? placeButton(blame.waiter) : blame.waiter] : "",
      " because of ", isPlace(blame.culprit) ? placeButton(blame.culprit) : blame.culprit,
      blame.times ? el("span", { class: "soft" }, `, ${plural(blame.times, "wait")}`) : null)));
}

const isPlace = text => /:\d+$/.test(text);

function objectTable() {
  const objects = run.account.objects;
  const most = Math.max(...objects.map(object => object.waits.total));
  const total = objects.filter(object => object.number).reduce((sum, object) => sum + object.waits.total, 0);
  return [
    el("p", { class: "soft" }, `All tasks together were blocked for ${time(total)}. A row opened tells who made whom wait: each nanosecond is charged to whoever held the object then, or ended the wait.`),
    sortable([
      { name: "Object", text: true, value: object => object.object },
      { name: "Waited", value: object => object.waits.total, show: object => timeBar(object.waits.total, most) },
      { name: "Waits", value: object => object.waits.count },
      { name: "Mean", value: object => object.waits.mean, show: object => time(object.waits.mean, 3) },
      { name: "p99", value: object => object.waits.p99, show: object => time(object.waits.p99, 3) },
      { name: "Longest", value: object => object.waits.max, show: object => time(object.waits.max, 3) },
      { name: "Taken", value: object => object.acquisitions },
      { name: "Contended", value: object => object.contended },
      { name: "Held", value: object => object.holds.total, show: object => (object.holds.count ? time(object.holds.total, 3) : "\u2013") },
      { name: "Queue", title: "The most that waited at once", value: object => object.longestQueue },
      { name: "Overtakes", value: object => object.overtakes },
    ], objects, { opened: object => (object.blame.length || object.channel ? blameList(object) : null) }),
    run.account.moreObjects ? el("p", { class: "soft small" }, `Left out: ${plural(run.account.moreObjects, "object")} that were waited for less.`) : null,
  ];
}

function stateBar(row) {
  const blocked = Math.max(0, row.lifetime - row.running - row.runnable);
  const part = (kind, nanos) => widen(el("i", { class: kind, title: `${kind} ${time(nanos)}` }), nanos / Math.max(row.lifetime, 1));
  return el("span", { class: "states" }, part("running", row.running), part("runnable", row.runnable), part("blocked", blocked));
}

function processTable() {
  const blocked = new Map(run.account.blocked.map(fact => [fact.pid, fact]));
  const rows = run.account.processes.map(([pid, lifetime, running, runnable, onPath, slack]) =>
    ({ pid, lifetime, running, runnable, onPath, slack, name: processName(pid), blocked: blocked.get(pid) }));
  return [
    el("h3", {}, "What processes did with their time"),
    sortable([
      { name: "Process", text: true, value: row => row.name, show: row => el("a", { href: "#timeline", onclick: () => timeline.showTask(taskOfTid.get(row.pid)) }, row.name) },
      { name: "Lifetime", value: row => row.lifetime, show: row => time(row.lifetime) },
      { name: "Running", value: row => row.running, show: row => time(row.running, 3) },
      { name: "Runnable", value: row => row.runnable, show: row => time(row.runnable, 3) },
      { name: "Blocked", value: row => row.lifetime - row.running - row.runnable, show: row => time(row.lifetime - row.running - row.runnable, 3) },
      { name: "Shares", text: true, value: row => row.running / Math.max(1, row.lifetime), show: stateBar },
      { name: "Longest for", text: true, value: row => row.blocked?.object ?? "", show: row => row.blocked?.object ?? "\u2013" },
      { name: "On the path", title: "How much of its running is on the critical path", value: row => row.onPath, show: row => (row.onPath ? time(row.onPath, 3) : "\u2013") },
      { name: "Slack", title: "By how much some turn of it could have come later without making the run longer", value: row => row.slack, show: row => (row.slack < 0 ? "\u2013" : time(row.slack, 3)) },
    ], rows),
  ];
}

function showContention() {
  if (!run.account) {
    byId("contention").append(el("p", { class: "soft" }, "There is no account of this run."));
    return;
  }
  byId("contention").append(...[objectTable(), processTable()].flat().filter(Boolean));
}

