// Where the nodes of a graph lie: those of a cycle on a ring, what leads to it in columns beside.

const NODE_HEIGHT = 28;
const COLUMN_GAP = 150;
const ROW_GAP = 16;

/** Parts of a graph that no edge connects, each as a list of nodes. */
function components(nodes, edges) {
  const parent = new Map(nodes.map(node => [node, node]));
  const root = node => {
    while (parent.get(node) !== node) node = parent.get(node);
    return node;
  };
  for (const edge of edges) parent.set(root(edge.from), root(edge.to));
  const parts = new Map();
  for (const node of nodes) {
    const top = root(node);
    if (!parts.has(top)) parts.set(top, []);
    parts.get(top).push(node);
  }
  return [...parts.values()];
}

/** A longest of the cycles that a walk along the edges finds, in the order of its edges, or none. */
function findCycle(nodes) {
  let best = [];
  const done = new Set();
  for (const start of nodes) {
    const path = [];
    const place = new Map();
    let at = start;
    while (at && !place.has(at) && !done.has(at)) {
      place.set(at, path.length);
      path.push(at);
      at = at.next.find(node => place.has(node)) ?? at.next[0];
    }
    if (at && place.has(at) && path.length - place.get(at) > best.length) best = path.slice(place.get(at));
    path.forEach(node => done.add(node));
  }
  return best.length > 1 ? best : [];
}

/** How many edges lead from each node to one of the given, or to where nothing leads on. */
function distances(nodes, goals) {
  const far = new Map(goals.map(node => [node, 0]));
  const visiting = new Set();
  const visit = node => {
    if (far.has(node)) return far.get(node);
    if (visiting.has(node)) return 0;
    visiting.add(node);
    const next = node.next.map(visit);
    far.set(node, next.length ? 1 + Math.max(...next) : 0);
    return far.get(node);
  };
  nodes.forEach(visit);
  return far;
}

/** Lays a cycle on an ellipse, in steps of the same height, so that no node hides another. */
function ring(cycle, room) {
  const half = Math.max(1, Math.ceil(cycle.length / 2));
  const widest = Math.max(...cycle.map(node => node.width));
  const ry = Math.max(52, (half * 70) / 2);
  const wide = Math.max(widest * 1.45, 190) + 6 * half;
  const rx = Math.min(wide, Math.max(widest * 0.56, (room - widest) / 2 - 16));
  cycle.forEach((node, i) => {
    const down = i < half;
    const step = down ? i / half : 1 - (i - half) / (cycle.length - half);
    const y = 2 * step - 1;
    node.x = (down ? 1 : -1) * rx * Math.sqrt(Math.max(0, 1 - y * y));
    node.y = y * ry;
    node.inCycle = true;
  });
  const reach = cycle.length > 2 ? rx : 60;
  return { left: -reach - widest / 2, right: reach + widest / 2, top: -ry - NODE_HEIGHT, bottom: ry + NODE_HEIGHT };
}

/** Lays columns to the left of a place, the nearest first; gives how far they reach. */
function columns(nodes, far, cycle, left) {
  const byFar = new Map();
  for (const node of nodes.filter(each => !cycle.includes(each))) {
    if (!byFar.has(far.get(node))) byFar.set(far.get(node), []);
    byFar.get(far.get(node)).push(node);
  }
  let right = left;
  let tallest = 0;
  for (const distance of [...byFar.keys()].sort((a, b) => a - b)) {
    const column = byFar.get(distance);
    const goal = node => (node.next.length ? node.next.reduce((sum, next) => sum + (next.y ?? 0), 0) / node.next.length : 0);
    column.sort((a, b) => goal(a) - goal(b));
    const widest = Math.max(...column.map(node => node.width));
    const tall = column.length * (NODE_HEIGHT + ROW_GAP);
    column.forEach((node, i) => {
      node.x = right - widest / 2;
      node.y = i * (NODE_HEIGHT + ROW_GAP) - tall / 2 + NODE_HEIGHT / 2;
    });
    right -= widest + COLUMN_GAP;
    tallest = Math.max(tallest, tall);
  }
  return { left: right + COLUMN_GAP, tall: tallest };
}

/** Gives each node of a connected graph its x and y, from 0 on; returns width and height. If it can
 * be, a cycle is as wide as there is room. */
function layOut(nodes, room) {
  const cycle = findCycle(nodes);
  const far = distances(nodes, cycle);
  const box = cycle.length ? ring(cycle, room) : { left: 0, right: 0, top: 0, bottom: 0 };
  const rest = columns(nodes, far, cycle, cycle.length ? box.left - COLUMN_GAP : 0);
  const left = nodes.length > cycle.length ? rest.left : box.left;
  const top = Math.min(box.top, -rest.tall / 2) - 16;
  const bottom = Math.max(box.bottom, rest.tall / 2) + 16;
  for (const node of nodes) {
    node.x += 16 - left;
    node.y -= top;
  }
  return { width: box.right - left + 32, height: bottom - top };
}

