// Tables whose columns can be sorted, and whose rows can be opened.

const ROWS_AT_FIRST = 15;

/**
 * A table.
 *
 * @param columns each with a name, the value of a row to sort by, and perhaps how it is shown
 * @param rows anything
 * @param opened what is shown below a row when it is opened, or null
 */
function sortable(columns, rows, { sort = 1, opened = () => null } = {}) {
  const state = { column: sort, down: true, most: ROWS_AT_FIRST, open: new Set() };
  const body = el("tbody");
  const heads = columns.map((column, i) =>
    el("th", { class: column.text ? "text" : null, scope: "col" },
      el("button", { type: "button", title: column.title ?? null, onclick: () => sortBy(i) }, column.name)));
  const more = el("button", { type: "button", onclick: () => { state.most *= 10; show(); } });

  function sortBy(i) {
    state.down = state.column === i ? !state.down : !columns[i].text;
    state.column = i;
    show();
  }

  function compare(one, other) {
    const [a, b] = [columns[state.column].value(one), columns[state.column].value(other)];
    const order = typeof a === "string" ? a.localeCompare(b, "en", { numeric: true }) : a - b;
    return state.down ? -order : order;
  }

  function cell(column, row, i) {
    const content = column.show ? column.show(row) : typeof column.value(row) === "number" ? count(column.value(row)) : column.value(row);
    const details = i === 0 && opened(row);
    if (!details) return el("td", { class: column.text ? "text wide" : null }, content);
    const isOpen = state.open.has(row);
    return el("td", { class: "text wide name" },
      el("button", { type: "button", "aria-expanded": String(isOpen), onclick: () => { if (!state.open.delete(row)) state.open.add(row); show(); } }, content));
  }

  function show() {
    heads.forEach((head, i) => {
      if (i === state.column) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const sorted = [...rows].sort(compare);
    body.replaceChildren(...sorted.slice(0, state.most).flatMap(row => {
      const isOpen = state.open.has(row);
      const line = el("tr", { class: isOpen ? "open" : null }, columns.map((column, i) => cell(column, row, i)));
      return isOpen ? [line, el("tr", { class: "more" }, el("td", { colspan: columns.length, class: "text wide" }, opened(row)))] : [line];
    }));
    more.hidden = rows.length <= state.most;
    more.textContent = `Show ${count(Math.min(state.most * 10, rows.length) - state.most)} more of ${count(rows.length)}`;
  }

  show();
  return el("div", {}, el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, heads)), body)), more);
}

/** A time with a bar below that shows its share of the greatest. */
const timeBar = (nanos, most) => [nanos ? time(nanos) : "\u2013", nanos ? widen(el("span", { class: "bar" }), nanos / Math.max(most, 1)) : null];

