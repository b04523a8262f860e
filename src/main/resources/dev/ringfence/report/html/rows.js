// The rows of the timeline: CPUs, groups of tasks that are called alike, and tasks.

const OPEN_AT_FIRST = 40;
const ROOMY = 14;

/** A group of at most so many is open at first in any case. */
const SMALL_GROUP = 8;

/** How high rows and what is in them are, with few rows and with many. */
const SIZES = {
  roomy: { cpu: 24, group: 40, task: 50, stateTop: 6, state: 20, callTop: 28, call: 12, holdTop: 43 },
  dense: { cpu: 22, group: 40, task: 34, stateTop: 5, state: 13, callTop: 20, call: 8, holdTop: 29 },
};

/** What tasks of a group are called: without the number of the replica. */
const groupName = label => label.replace(/\[\d+\]$/, "");

class Rows {
  constructor() {
    this.groups = new Map();
    run.tasks.forEach((task, number) => {
      const name = groupName(task.label);
      if (!this.groups.has(name)) this.groups.set(name, { name, tasks: [], open: false });
      this.groups.get(name).tasks.push(number);
    });
    for (const group of this.groups.values()) group.open = run.tasks.length <= OPEN_AT_FIRST || group.tasks.length <= SMALL_GROUP;
    this.wanted = "";
    this.lay();
  }

  /** Shows tasks only whose names contain a text. */
  filter(text) {
    this.wanted = text.toLowerCase();
    this.lay();
  }

  shows(task) {
    return this.wanted === "" || taskName(task).toLowerCase().includes(this.wanted);
  }

  /** Lays out all rows that are to be seen, one below the other. */
  lay() {
    this.all = [];
    this.rowOfTask = new Map();
    this.size = run.tasks.length + trace.cpus.length <= ROOMY ? SIZES.roomy : SIZES.dense;
    let top = 0;
    const put = row => {
      row.top = top;
      row.height = this.size[row.type];
      top += row.height;
      this.all.push(row);
      return row;
    };
    trace.cpus.forEach((lane, cpu) => put({ type: "cpu", cpu, lane, label: `CPU ${cpu}` }));
    for (const group of this.groups.values()) {
      const tasks = group.tasks.filter(task => this.shows(task));
      const several = group.tasks.length > 1;
      const row = several && tasks.length ? put({ type: "group", group, tasks, label: group.name }) : null;
      for (const task of tasks) {
        if (group.open || !several || this.wanted !== "" && tasks.length <= OPEN_AT_FIRST) {
          this.rowOfTask.set(task, put({ type: "task", task, inGroup: several, label: rowLabel(task), brief: briefLabel(task) }));
        } else {
          this.rowOfTask.set(task, row);
        }
      }
    }
    this.height = top;
  }

  /** Opens the group of a task, and gives its row. */
  reveal(task) {
    const row = this.rowOfTask.get(task);
    if (row?.type === "task") return row;
    this.wanted = "";
    this.groups.get(groupName(run.tasks[task].label)).open = true;
    this.lay();
    return this.rowOfTask.get(task);
  }

  /** The row at a height, or undefined. */
  at(y) {
    return this.all[this.indexAt(y)];
  }

  indexAt(y) {
    let low = 0;
    let high = this.all.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.all[middle].top <= y) low = middle;
      else high = middle - 1;
    }
    const row = this.all[low];
    return row && y >= row.top && y < row.top + row.height ? low : -1;
  }
}

/** What a row in a group is called where there is little room. */
function briefLabel(number) {
  const task = run.tasks[number];
  return task.tid === task.pid ? `${task.label.slice(groupName(task.label).length)} (${task.pid})`.trim() : `thread ${task.tid}`;
}

function rowLabel(number) {
  const task = run.tasks[number];
  return task.tid === task.pid ? `${task.label} (${task.pid})` : `thread ${task.tid}`;
}

