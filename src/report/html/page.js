"use strict";
const findings = [...document.querySelectorAll(".finding")].map(node => ({ node, text: null }));
const filter = document.getElementById("filter");
if (filter) {
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const apply = () => {
    const levels = new Set([...filter.querySelectorAll("[name=level]:checked")].map(box => box.value));
    const wanted = words.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    let count = 0;
    for (const finding of findings) {
      finding.text ??= finding.node.textContent.toLowerCase();
      const fits = levels.has(finding.node.dataset.level) && wanted.every(word => finding.text.includes(word));
      finding.node.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} of ${findings.length} shown`;
  };
  filter.hidden = false;
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", event => event.preventDefault());
  apply();
}
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
addEventListener("beforeprint", () => {
  for (const { node } of findings) node.open = true;
});
