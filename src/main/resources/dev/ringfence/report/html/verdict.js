// The verdict: what came of the run, in words.

const GROUPS = {
  cycle: group => (group.tasks.length === 1 ? "Stuck on itself" : "Deadlock"),
  behind: () => "Stuck behind",
  "lost-wakeup": () => "Lost wake-up",
  livelock: () => "Livelock",
  orphaned: () => "Stuck",
  others: () => "Stuck as well",
};
const MOST_GROUPS = 12;
const MOST_TASKS = 20;

const groupTitle = group => (GROUPS[group.kind] ?? GROUPS.orphaned)(group);

/** What the run came to, as a headline and whether that is bad. */
function headline() {
  if (run.crash) return ["The machine crashed", true];
  if (run.stuck.length) {
    const kinds = [...new Set(run.stuck.map(groupTitle))].filter(title => !title.includes(" as well") && !title.includes("behind"));
    return [kinds.join(", ") || "Stuck", true];
  }
  if (run.outcome === "limit") return ["Stopped at a limit", true];
  if (run.outcome === "interrupted") return ["Interrupted", true];
  return run.faults.length ? ["Finished, after a fault", true] : ["Finished", false];
}

function summary() {
  const tids = stuckTids.size;
  const living = `${plural(run.ends.length, "process", "processes")} on ${plural(run.machine.cpus, "CPU")}`;
  const after = ` after ${time(run.nanos)} of virtual time.`;
  if (run.crash) return `${run.crash.reason[0].toUpperCase()}${run.crash.reason.slice(1)} at ${time(run.crash.at)}: ${run.crash.why}.`;
  if (tids) {
    const first = run.stuck.reduce((least, group) => Math.min(least, group.since), Infinity);
    return `${plural(tids, "task")} of ${living} can never go on, ${tids === 1 ? "" : "the first "}since ${time(first)}. Nothing happens any more${after}`;
  }
  if (run.stoppedBy) return `Stopped by ${run.stoppedBy}${after}`;
  const ended = run.ends.length === 1 ? "which ended" : "all of which ended";
  return `${living}, ${run.ends.every(end => end.state === "exited" || end.state === "killed") ? ended : "not all of which ended,"}${after}`;
}

const figure = (value, words) => el("li", {}, el("b", {}, value), el("span", {}, words));

function figures() {
  const counters = run.counters;
  return el("ul", { class: "figures" },
    figure(time(run.nanos), "virtual time"),
    figure(count(run.tasks.length), run.tasks.length === 1 ? "task" : "tasks"),
    figure(count(counters.syscalls), "system calls"),
    figure(count(counters.contextSwitches), "context switches"),
    figure(count(counters.pageFaults), "page faults"),
    counters.pagesIn + counters.pagesOut > 0 ? figure(`${count(counters.pagesIn)} / ${count(counters.pagesOut)}`, "pages in / out") : null,
    run.faults.length ? figure(count(run.faults.length), run.faults.length === 1 ? "fault" : "faults") : null);
}

function expectations() {
  return el("ul", { class: "checks" }, run.expectations.map(expected =>
    el("li", {},
      el("span", { class: `word ${expected.met ? "good" : "bad"}` }, expected.met ? "as expected" : "not as expected"),
      el("span", {}, expected.text, expected.met ? null : el("span", { class: "soft" }, `; found: ${expected.found}`)))));
}

/** A task's name, which a click shows in the timeline. */
const taskLink = (tid, name) =>
  el("a", { href: "#timeline", onclick: () => timeline.showTask(taskOfTid.get(tid)) }, name);

function stuckTask(task) {
  return [
    el("dt", {}, taskLink(task.tid, task.pid === task.tid ? `${task.name} (${task.pid})` : task.name)),
    el("dd", {},
      `waits for ${task.object} in ${task.call.replace(/^__/, "")} at `, placeButton(task.line),
      task.holds.map(held => el("div", {}, `holds ${held.object} since ${time(held.since)}, taken at `, placeButton(held.line)))),
  ];
}

function stuckGroup(group) {
  const more = group.tasks.length - MOST_TASKS;
  return el("div", { class: "group" },
    el("h3", {}, groupTitle(group), group.unlessKilled ? ", unless one of them is killed," : "", group.kind === "others" ? "" : ` since ${time(group.since)}`),
    el("dl", {}, group.kind === "others" ? [] : group.tasks.slice(0, MOST_TASKS).map(stuckTask)),
    more > 0 && group.kind !== "others" ? el("p", { class: "soft" }, `and ${plural(more, "more task")}`.replace("more tasks", "more")) : null,
    el("p", {}, group.why),
    group.inevitable ? el("p", { class: "soft" }, `Inevitable when ${group.inevitable}.`) : null);
}

function stuckGroups() {
  const shown = run.stuck.slice(0, MOST_GROUPS).map(stuckGroup);
  const rest = run.stuck.slice(MOST_GROUPS);
  return rest.length
    ? [shown, el("details", {}, el("summary", {}, `${plural(rest.length, "more group")}`), rest.slice(0, 100).map(stuckGroup))]
    : shown;
}

/** A kind such as "priority-inversion" as a title. */
const kindTitle = kind => kind[0].toUpperCase() + kind.slice(1).replace(/-/g, " ");

function findings() {
  return run.findings.map(found =>
    el("div", { class: "group finding" },
      el("h3", {}, kindTitle(found.kind)),
      found.text.split("; ").map(part => el("p", {}, part)),
      found.remedy ? el("p", { class: "soft" }, found.remedy) : null));
}

function faults() {
  const all = run.faults.slice(0, 20).map(fault =>
    el("div", { class: "group fault" },
      el("h3", {}, `${fault.vector} in ${fault.name} (${fault.pid}) after ${time(fault.at)}`),
      el("p", {}, `Address ${fault.address}, error code ${fault.errorCode}, in ring ${fault.ring}, at `, placeButton(fault.line))));
  const writes = run.strayWrites.slice(0, 20).map(write => el("p", {}, `Stray write: ${write.destroyed ?? write.why ?? ""}`));
  const denied = run.denials.slice(0, 20).map(denial =>
    el("p", {}, `${denial.name ?? denial.from} was denied ${denial.object} (${denial.way}) at `, placeButton(denial.line)));
  const explained = run.explanations.map(text => el("pre", { class: "small" }, text));
  return [all, writes, denied, explained];
}

/** What the scenario says of itself, in paragraphs; lines that are indented stay as they are. */
function about() {
  const indent = /^ */.exec(run.scene.about.replace(/^\n+/, ""))[0];
  const text = run.scene.about.replace(new RegExp(`^${indent}`, "gm"), "").trim();
  return text.split(/\n\s*\n/).map(part =>
    /^ {2}/m.test(part) ? el("pre", { class: "about" }, part) : el("p", { class: "about" }, part.replace(/\n/g, " ")));
}

function showVerdict() {
  const [words, bad] = headline();
  document.title = `${words}: ${run.scene.title || run.scene.file}`;
  fill(byId("verdict"), {}, [
    el("h1", {}, run.scene.title || run.scene.file),
    el("p", { class: `verdict${bad ? " bad" : ""}` }, words),
    el("p", { class: "lead" }, summary()),
    expectations(),
    figures(),
    stuckGroups(),
    faults(),
    findings(),
    run.scene.about ? el("details", { open: !run.stuck.length }, el("summary", {}, "About the scenario"), about()) : null,
  ]);
}

