// Texts of numbers and times.

const grouped = new Intl.NumberFormat("en-GB");

/** A count with separators of thousands. */
const count = number => grouped.format(number);

/** A time in nanoseconds with the unit that fits it, to so many significant digits. */
function time(nanos, digits = 4) {
  const units = ["ns", "\u00b5s", "ms", "s"];
  let value = nanos;
  let unit = 0;
  while (Math.abs(value) >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const number = unit === 0 ? String(Math.round(value)) : String(Number(value.toPrecision(digits)));
  return `${number}\u202f${units[unit]}`;
}

/** A share of a whole, in percent. */
function percent(part, whole) {
  const share = whole > 0 ? (100 * part) / whole : 0;
  return (share > 0 && share < 0.1 ? "< 0.1" : share.toFixed(share < 10 ? 1 : 0)) + "\u202f%";
}

/** A word in the number that fits a count: "1 process", "2 processes". */
const plural = (number, one, many = one + "s") => `${count(number)} ${number === 1 ? one : many}`;

/** What bytes mean in UTF-8, of a text with one character for each byte. */
function utf8(bytes) {
  const codes = Uint8Array.from(bytes, character => character.charCodeAt(0));
  return new TextDecoder().decode(codes);
}

/** The name of a file without its folders, and the line. */
const shortPlace = place => place.slice(place.lastIndexOf("/") + 1);

