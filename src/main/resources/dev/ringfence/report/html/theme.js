// Light and dark: what the reader's system says, unless the reader chooses.

const themeListeners = [];

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

function showTheme() {
  byId("theme").textContent = isDark() ? "Light" : "Dark";
  byId("theme").setAttribute("aria-label", `Show the page in ${isDark() ? "light" : "dark"} colours`);
  themeListeners.forEach(listener => listener());
}

function chooseTheme(name) {
  document.documentElement.dataset.theme = name;
  showTheme();
}

byId("theme").addEventListener("click", () => chooseTheme(isDark() ? "light" : "dark"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);

// Paper is white.
let beforePrint;
addEventListener("beforeprint", () => {
  beforePrint = document.documentElement.dataset.theme;
  chooseTheme("light");
});
addEventListener("afterprint", () => {
  if (beforePrint) document.documentElement.dataset.theme = beforePrint;
  else delete document.documentElement.dataset.theme;
  showTheme();
});

/** The colours of the present theme, for what is painted. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "sheet", "ink", "soft", "rule", "faint", "accent", "running", "runnable", "blocked", "stuck", "path", "hold", "call"];
  return Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
}

