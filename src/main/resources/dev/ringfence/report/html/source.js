// The sources, with how long each line was executed up to and waited at.

const source = (() => {
  const WORDS = /(\/\/.*|\/\*.*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b(?:break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|int|long|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|while)\b)/;
  const files = run.sources.map(({ file, text }) => ({ file, lines: text.replace(/\n$/, "").split("\n"), uses: new Map() }));
  const code = el("div", { class: "code", tabindex: 0, role: "region", "aria-label": "Source text" });
  const select = el("select", { "aria-label": "Source file" }, files.map((file, i) => el("option", { value: i }, file.file)));
  let shown = null;
  let items = [];
  let most = 1;

  for (const [number, calls, ran, waited] of run.use) {
    const place = run.places[number];
    const colon = place.lastIndexOf(":");
    const file = files.find(each => each.file === place.slice(0, colon));
    file?.uses.set(Number(place.slice(colon + 1)), { number, calls, ran, waited });
    most = Math.max(most, ran, waited);
  }

  /** A line in pieces: comments, strings and keywords are told apart. */
  function coloured(line) {
    return line.split(WORDS).map((piece, i) => {
      if (i % 2 === 0) return piece;
      const kind = piece.startsWith("/") ? "c" : /^["']/.test(piece) ? "s" : "k";
      return el("span", { class: kind }, piece);
    });
  }

  const words = use =>
    `${plural(use.calls, "call")}; CPUs executed for ${time(use.ran)} up to them; blocked in them for ${time(use.waited)}`;

  function item(file, line, text) {
    const use = file.uses.get(line);
    const bar = (kind, nanos) => (nanos ? widen(el("i", { class: kind }), Math.max(0.06, nanos / most)) : null);
    const node = el("li", use ? { class: "used", tabindex: -1, title: words(use) } : {},
      el("span", { class: "n" }, String(line)),
      el("span", { class: "u" }, use ? [bar("running", use.ran), bar("blocked", use.waited)] : null),
      el("span", {}, coloured(text)));
    if (use) node.addEventListener("click", () => pick(line, use));
    return node;
  }

  function pick(line, use) {
    mark(line);
    timeline.highlight({ line: use.number });
  }

  function open(file) {
    if (shown === file) return;
    shown = file;
    select.value = String(files.indexOf(file));
    items = file.lines.map((text, i) => item(file, i + 1, text));
    code.replaceChildren(el("ol", {}, items));
    const first = Math.min(...file.uses.keys());
    if (Number.isFinite(first)) scrollTo(first);
  }

  function scrollTo(line) {
    const node = items[line - 1];
    if (node) code.scrollTop = Math.max(0, node.offsetTop - code.clientHeight / 3);
  }

  function mark(line) {
    items.forEach((node, i) => node.classList.toggle("chosen", i + 1 === line));
  }

  /** Shows a place, "file:line", and says whether it is in one of the files. */
  function show(place) {
    const colon = place?.lastIndexOf(":") ?? -1;
    const file = colon > 0 && files.find(each => each.file === place.slice(0, colon));
    if (!file) return false;
    open(file);
    mark(Number(place.slice(colon + 1)));
    scrollTo(Number(place.slice(colon + 1)));
    return true;
  }

  function build() {
    const side = byId("source");
    if (!files.length) {
      side.remove();
      document.querySelector(".workspace").classList.add("alone");
      return;
    }
    select.addEventListener("change", () => open(files[Number(select.value)]));
    const heading = files.length > 1 ? select : el("b", {}, files[0].file);
    side.append(el("header", {}, heading), code,
      el("ul", { class: "legend" },
        el("li", {}, el("i", { class: "running" }), "executed up to the calls of a line"),
        el("li", {}, el("i", { class: "blocked" }), "blocked in them")));
    open(files.reduce((best, file) => (file.uses.size > best.uses.size ? file : best)));
    placeListeners.push(place => {
      if (show(place)) side.scrollIntoView({ block: "nearest" });
    });
  }

  return { show, build };
})();

