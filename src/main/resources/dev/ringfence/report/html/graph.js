// The graph of who waits for whom at the end of the run.

const MOST_ALIKE = 8;
const MOST_PARTS = 6;
const MOST_STUCK_PARTS = 24;

function makeNode(kind, key, text, tid) {
  const shown = text.length > 34 ? `${text.slice(0, 33)}\u2026` : text;
  return { kind, key, text, shown, tid, width: Math.max(56, shown.length * 6.7 + 24), next: [], x: 0, y: 0 };
}

/** Nodes and edges; of many tasks that wait at one place for one object some stand for all. */
function readGraph() {
  const nodes = new Map();
  const edges = [];
  const node = (kind, key, text, tid) => {
    if (!nodes.has(key)) nodes.set(key, makeNode(kind, key, text, tid));
    return nodes.get(key);
  };
  const link = (from, to, text, place, kind) => {
    from.next.push(to);
    edges.push({ from, to, text, place, kind });
  };
  const alike = new Map();
  const needed = new Set([...run.graph.holds, ...run.graph.could].map(fact => fact.tid));
  const ended = new Set([...run.graph.holds, ...run.graph.could].map(fact => fact.object));
  for (const wait of run.graph.waits) {
    // What nobody has, as a timer, connects nobody.
    const own = !ended.has(wait.object) && needed.has(wait.tid) ? ` of ${wait.tid}` : "";
    const object = node("object", `o${wait.object}${own}`, wait.name);
    const key = `${wait.object} ${wait.place}`;
    alike.set(key, (alike.get(key) ?? 0) + 1);
    if (alike.get(key) > MOST_ALIKE && !needed.has(wait.tid)) {
      const more = node("task", `more ${key}`, "");
      more.many = (more.many ?? 0) + 1;
      more.text = more.shown = plural(more.many, "more task");
      more.width = more.shown.length * 6.7 + 24;
      more.stuck = wait.group >= 0;
      if (more.many === 1) link(more, object, wait.call, wait.place, "wait");
      continue;
    }
    const task = node("task", `t${wait.tid}`, wait.task, wait.tid);
    task.stuck = wait.group >= 0;
    link(task, object, wait.call, wait.place, "wait");
  }
  for (const hold of run.graph.holds) {
    link(nodes.get(`o${hold.object}`), node("task", `t${hold.tid}`, hold.task, hold.tid), "held since", hold.place, "hold");
  }
  for (const could of run.graph.could) {
    link(nodes.get(`o${could.object}`), node("task", `t${could.tid}`, could.task, could.tid), "could end this", "", "could");
  }
  return { nodes: [...nodes.values()], edges };
}

/** Where a line from the middle of a node to a point leaves the node. */
function border(node, x, y) {
  const dx = x - node.x;
  const dy = y - node.y;
  const scale = Math.min(node.width / 2 / Math.max(Math.abs(dx), 0.01), NODE_HEIGHT / 2 / Math.max(Math.abs(dy), 0.01));
  return [node.x + dx * scale, node.y + dy * scale];
}

/** Two edges between the same nodes are bent, so that both are seen. */
function drawBent(edge, red) {
  const side = edge.from.y < edge.to.y ? 1 : -1;
  const x = side * 70;
  const [y0, y1] = [edge.from.y + (side * NODE_HEIGHT) / 2, edge.to.y - side * (NODE_HEIGHT / 2 + 3)];
  return {
    path: edgePath(edge, red, `M${edge.from.x} ${y0}C${edge.from.x + x} ${y0 + side * 18} ${edge.to.x + x} ${y1 - side * 18} ${edge.to.x} ${y1}`),
    label: { x: edge.from.x + x * 0.75, y: (y0 + y1) / 2 + 3.5, words: edgeWords(edge), place: edge.place },
  };
}

const edgePath = (edge, red, d) =>
  svg("path", { class: `edge ${edge.kind}${red ? " cycle" : ""}`, d, "marker-end": `url(#arrow${red ? "-cycle" : ""})` });

/** A line of the one file there is by its number only. */
const briefPlace = place => (run.sources.length === 1 ? `line ${place.slice(place.lastIndexOf(":") + 1)}` : shortPlace(place));

const edgeWords = edge =>
  edge.kind === "could" ? edge.text : `${edge.kind === "hold" ? "held" : edge.text}, ${edge.place === "?" ? "line unknown" : briefPlace(edge.place)}`;

function drawEdge(edge) {
  const red = edge.from.inCycle && edge.to.inCycle;
  if (edge.to.next.includes(edge.from)) return drawBent(edge, red);
  const [x0, y0] = border(edge.from, edge.to.x, edge.to.y);
  const [x1, y1] = border(edge.to, edge.from.x, edge.from.y);
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const end = [x1 - ((x1 - x0) / length) * 3, y1 - ((y1 - y0) / length) * 3];
  return {
    path: edgePath(edge, red, `M${x0.toFixed(1)} ${y0.toFixed(1)}L${end[0].toFixed(1)} ${end[1].toFixed(1)}`),
    label: { x: (x0 + end[0]) / 2, y: (y0 + end[1]) / 2 + 3.5, words: edgeWords(edge), place: edge.place },
  };
}

function drawLabel(label) {
  const text = svg("text", { class: "note", x: label.x, y: label.y, "text-anchor": "middle", stroke: "var(--sheet)", "stroke-width": 5, "paint-order": "stroke", "stroke-linejoin": "round" }, label.words);
  return label.place ? svg("a", { href: "#timeline", onclick: () => choosePlace(label.place) }, svg("title", {}, label.place), text) : text;
}

function drawNode(node) {
  const isTask = node.kind === "task";
  const shape = svg("rect", {
    class: isTask ? "node" : "object", x: node.x - node.width / 2, y: node.y - NODE_HEIGHT / 2,
    width: node.width, height: NODE_HEIGHT, rx: isTask ? 3 : NODE_HEIGHT / 2,
  });
  const text = svg("text", { x: node.x, y: node.y + 4, "text-anchor": "middle" }, node.shown);
  const drawn = svg("g", { class: (node.inCycle ? "cycle " : "") + (node.stuck ? "stuck" : "") }, shape, text, svg("title", {}, node.text));
  return isTask && node.tid ? svg("a", { href: "#timeline", onclick: () => timeline.showTask(taskOfTid.get(node.tid)) }, drawn) : drawn;
}

const arrow = (id, kind) =>
  svg("marker", { id, class: kind, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
    svg("path", { d: "M0 0.5L8 4L0 7.5z" }));

function drawPart(nodes, edges) {
  const size = layOut(nodes, byId("waits").clientWidth - 20);
  const drawn = edges.map(drawEdge);
  return el("div", { class: "graph" },
    svg("svg", { width: Math.ceil(size.width), height: Math.ceil(size.height), viewBox: `0 0 ${Math.ceil(size.width)} ${Math.ceil(size.height)}`, role: "img", "aria-label": describePart(nodes, edges) },
      svg("defs", {}, arrow("arrow", ""), arrow("arrow-cycle", "cycle")),
      drawn.map(edge => edge.path), drawn.map(edge => drawLabel(edge.label)), nodes.map(drawNode)));
}

const describePart = (nodes, edges) =>
  edges.map(edge => edge.kind === "wait" ? `${edge.from.text} waits for ${edge.to.text} at ${shortPlace(edge.place)}`
    : edge.kind === "hold" ? `${edge.from.text} is held by ${edge.to.text} since ${shortPlace(edge.place)}` : `${edge.to.text} could end the wait for ${edge.from.text}`).join("; ");

/** What is stuck comes first, then what is larger. */
const worth = part => part.length + (part.some(node => node.stuck) ? 1e6 : 0);

function showGraph() {
  const section = byId("waits");
  const { nodes, edges } = readGraph();
  if (!nodes.length) {
    section.append(el("p", { class: "soft" }, "At the end nobody waits for anything."));
    return;
  }
  section.append(el("p", { class: "soft" },
    "At the end of the run. An arrow from a task leads to what it waits for, one from an object to who holds it, with the lines where they wait and where they took it.",
    nodes.some(node => node.stuck) ? " What is stuck has a red border, and a cycle is red." : ""));
  const parts = components(nodes, edges).sort((a, b) => worth(b) - worth(a));
  const most = nodes.some(node => node.stuck) ? MOST_STUCK_PARTS : MOST_PARTS;
  for (const part of parts.slice(0, most)) {
    section.append(drawPart(part, edges.filter(edge => part.includes(edge.from))));
  }
  const more = Math.max(0, parts.length - most);
  const left = [more ? `${plural(more, "smaller part")} of the graph` : "", run.graph.more ? `${plural(run.graph.more, "more wait")}` : ""].filter(Boolean);
  if (left.length) section.append(el("p", { class: "soft small" }, `Left out: ${left.join(", ")}.`));
}

