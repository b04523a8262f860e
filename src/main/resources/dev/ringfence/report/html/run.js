// The run: what the page knows beside the trace, and names for what the trace has numbers for.

const run = blocks("run")[0];
run.calls = run.calls.map(call => call.replace(/^__/, ""));
const trace = readTrace(run.tasks.length);
trace.sums = sums(trace.turns);
trace.wakes = wakes(trace.turns, run.tasks.length);

/** When the run ended; never 0, so that it can be divided by. */
const END = Math.max(run.nanos, 1);

/** Where the timeline ends: those who are stuck are seen to be so for a while longer. */
const LAST = run.stuck.length ? END + tail() : END;

/** A ninth of the time in which something was done, or of the whole run. */
function tail() {
  const lane = trace.cpus[0];
  const busy = lane ? lane.busy[lane.task.length] : END;
  return Math.max(1, busy < 0.6 * END && trace.cpus.length === 1 ? busy * 0.2 : END * 0.12);
}

/** The critical path in the order of time, if it is known: kind, tid, object, from, length. */
const pathSteps = readPath();

const taskOfTid = new Map(run.tasks.map((task, number) => [task.tid, number]));

function readPath() {
  const steps = [];
  for (const block of blocks("path")) {
    for (let i = 0; i < block.length; i += 5) {
      steps.push({ kind: run.pathKinds[block[i]], tid: block[i + 1], object: block[i + 2], from: block[i + 3], to: block[i + 3] + block[i + 4] });
    }
  }
  return steps.reverse();
}

/** How a task is called: "worker[1] (5)", and "worker[1] (5) thread 7". */
function taskName(number) {
  const task = run.tasks[number];
  return `${task.label} (${task.pid})` + (task.tid === task.pid ? "" : ` thread ${task.tid}`);
}

/** The same of the number of a process. */
const processName = pid => (taskOfTid.has(pid) ? taskName(taskOfTid.get(pid)) : `process ${pid}`);

const stuckTids = new Set(run.stuck.flatMap(group => group.tasks.map(task => task.tid)));

/** Since when a task is stuck, or infinity. */
const stuckSince = new Map(run.stuck.flatMap(group => group.tasks.map(task => [taskOfTid.get(task.tid), group.since])));

/** The task of a turn, by bisection. */
function taskOfTurn(turn) {
  const first = trace.turns.first;
  let low = 0;
  let high = first.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (first[middle] <= turn) low = middle;
    else high = middle - 1;
  }
  return low;
}

