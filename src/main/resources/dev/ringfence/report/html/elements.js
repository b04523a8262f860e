// Elements of the document. Texts become text nodes, so that nothing in them is markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat(4).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** An element of HTML with attributes, listeners ("onclick") and children. */
const el = (name, properties = {}, ...children) =>
  fill(document.createElement(name), properties, children);

/** The same of SVG. */
const svg = (name, properties = {}, ...children) =>
  fill(document.createElementNS(SVG, name), properties, children);

const byId = id => document.getElementById(id);

/** Gives an element a width in percent. */
function widen(node, share) {
  node.style.width = `${100 * share}%`;
  return node;
}

/** What is called when somebody chooses a place in the sources. */
const placeListeners = [];

function choosePlace(place) {
  placeListeners.forEach(listener => listener(place));
}

/** A place in the sources, which a click shows there. */
const placeButton = place =>
  !place || place === "?"
    ? el("span", { class: "soft" }, "an unknown line")
    : el("button", { type: "button", class: "place", title: place, onclick: () => choosePlace(place) }, shortPlace(place));

