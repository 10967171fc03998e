"use strict";
const byId = id => document.getElementById(id);
const wordsOf = input => input.value.toLowerCase().split(/\s+/).filter(word => word !== "");

// findings: search, levels, open all
const findings = [...document.querySelectorAll(".finding")].map(node => ({ node, text: null }));
const groups = [...document.querySelectorAll(".group")];
const filter = byId("filter");
if (filter) {
  const apply = () => {
    const levels = new Set([...filter.querySelectorAll("[name=level]:checked")].map(box => box.value));
    const wanted = wordsOf(byId("words"));
    let count = 0;
    for (const finding of findings) {
      finding.text ??= (finding.node.parentElement.getAttribute("aria-label") + " " + finding.node.textContent).toLowerCase();
      const fits = levels.has(finding.node.dataset.level) && wanted.every(word => finding.text.includes(word));
      finding.node.hidden = !fits;
      count += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    byId("shown").textContent = `${count} of ${findings.length} shown`;
  };
  filter.hidden = false;
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", event => event.preventDefault());
  byId("unfold").addEventListener("click", event => {
    const open = event.target.textContent === "open all";
    for (const { node } of findings) node.open = open;
    event.target.textContent = open ? "close all" : "open all";
  });
  apply();
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    byId("words").focus();
  });
}

// a link to a finding opens it
const openTarget = () => {
  const target = location.hash.startsWith("#finding-") && byId(location.hash.slice(1));
  if (target) target.open = true;
};
addEventListener("hashchange", openTarget);
openTarget();

// commands to copy
for (const button of document.querySelectorAll(".command button")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const command = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(command.textContent);
      button.textContent = "copied";
    } catch {
      getSelection().selectAllChildren(command);
      button.textContent = "selected";
    }
    setTimeout(() => { button.textContent = "copy"; }, 1500);
  });
}

// dark and light, other than the system says
const theme = byId("theme");
const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const nameTheme = () => { theme.textContent = isDark() ? "light" : "dark"; theme.setAttribute("aria-label", `${theme.textContent} colours`); };
theme.hidden = false;
nameTheme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
});

// all requests, a page of rows at a time
const requests = byId("requests");
if (requests) {
  const PAGE = 200;
  const { texts, rows } = JSON.parse(byId("request-data").textContent);
  const body = requests.querySelector("tbody");
  const role = byId("request-role");
  for (const name of new Set(rows.map(row => texts[row[5]]))) role.add(new Option(name, name));
  const latency = us => us < 1000 ? `${us} µs` : us < 1e6 ? `${(us / 1000).toFixed(1)} ms` : `${(us / 1e6).toFixed(1)} s`;
  const isTrouble = row => row[7] > 0 || typeof row[3] === "string" || row[3] >= 500;
  const textOf = row => `${texts[row[1]]} ${texts[row[2]]} ${row[3]} ${texts[row[5]]} ${texts[row[6]]}`.toLowerCase();
  let fitting = rows;
  let shown = 0;
  const cell = (text, kind) => {
    const td = document.createElement("td");
    td.textContent = text;
    if (kind) td.className = kind;
    return td;
  };
  const more = () => {
    const next = fitting.slice(shown, shown + PAGE);
    body.append(...next.map(row => {
      const tr = document.createElement("tr");
      const again = row[7] > 0 ? ` (retry ${row[7]})` : "";
      const bad = typeof row[3] === "string" || row[3] >= 500;
      tr.append(cell(`${(row[0] / 1000).toFixed(2)} s`), cell(texts[row[1]]), cell(texts[row[2]]), cell(row[3] + again, bad ? "bad" : again && "again"), cell(latency(row[4]), "count"), cell(texts[row[5]]), cell(texts[row[6]]));
      return tr;
    }));
    shown += next.length;
    byId("request-more").hidden = shown >= fitting.length;
    byId("request-shown").textContent = `${shown} of ${fitting.length} shown`;
  };
  const apply = () => {
    const wanted = wordsOf(byId("request-words"));
    const trouble = byId("request-trouble").checked;
    fitting = rows.filter(row => (!role.value || texts[row[5]] === role.value) && (!trouble || isTrouble(row)) && (!wanted.length || wanted.every(word => textOf(row).includes(word))));
    body.replaceChildren();
    shown = 0;
    more();
  };
  requests.addEventListener("toggle", () => { if (requests.open && shown === 0) apply(); });
  byId("request-filter").hidden = false;
  requests.querySelector("table").hidden = false;
  byId("request-filter").addEventListener("input", apply);
  byId("request-filter").addEventListener("submit", event => event.preventDefault());
  byId("request-more").addEventListener("click", more);
}

// paper shows everything, in light colours
addEventListener("beforeprint", () => {
  for (const { node } of findings) node.open = true;
});
