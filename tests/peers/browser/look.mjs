// Opens an HTML report in a real browser and uses it as a reader would.
//   node look.mjs REPORT.html [FOLDER]   what was seen, as one line of JSON; pictures go into FOLDER
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../../target/peers/browser/", import.meta.url));
const { chromium } = require("playwright-core");

const [report, pictures] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "docproof-browser-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1280, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const seen = { console: [], requests: [] };
try {
  const page = context.pages()[0];
  page.on("console", message => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", error => seen.console.push(`error: ${error.message}`));
  page.on("request", request => { if (!/^(file|data):/.test(request.url())) seen.requests.push(request.url()); });
  await page.goto(pathToFileURL(report).href, { waitUntil: "load" });
  // measured by the browser itself: from the start of the navigation to the end of the load event, first paint included
  seen.loaded_ms = Math.round(await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
  seen.painted_ms = Math.round(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0));
  const text = selector => page.locator(selector).innerText();
  const visible = selector => page.locator(selector).filter({ visible: true }).count();
  seen.verdict = await text(".verdict");
  seen.findings = await visible(".finding");

  if (seen.findings > 0) {
    await page.keyboard.press("/");
    seen.slash_focuses_search = await page.evaluate(() => document.activeElement.id === "words");
    const rule = await page.locator(".group h3 code").last().innerText();
    await page.keyboard.type(rule);
    seen.filtered = await visible(".finding");
    seen.filtered_rules = await page.locator(".group:not([hidden]) h3 code").allInnerTexts();
    seen.searched = rule;
    await page.fill("#words", "");
    await page.uncheck("#filter [value=must]");
    seen.without_must = await page.locator(".finding.must").filter({ visible: true }).count();
    await page.check("#filter [value=must]");
    seen.after_filters = await visible(".finding");
    await page.locator(".finding summary").first().focus();
    const open = await page.locator(".finding").first().evaluate(node => node.open);
    await page.keyboard.press("Enter");
    seen.enter_toggles = open !== (await page.locator(".finding").first().evaluate(node => node.open));
    await page.keyboard.press("Enter");
  }
  await page.locator("#requests > summary").click();
  await page.waitForSelector("#requests tbody tr");
  seen.rows = await page.locator("#requests tbody tr").count();
  seen.requests_shown = await text("#request-shown");
  await page.fill("#request-words", "no-such-case");
  seen.rows_without_match = await page.locator("#requests tbody tr").count();
  await page.fill("#request-words", "");
  await page.locator("#requests > summary").click();

  // what a screen reader gets: headings in order, names for everything that can be pressed
  seen.headings = await page.locator("h2").allInnerTexts();
  seen.nameless = await page.evaluate(() => [...document.querySelectorAll("button, a, input, select, summary, [role=img]")]
    .filter(node => !(node.getAttribute("aria-label") || node.textContent.trim() || node.closest("label")?.textContent.trim())).length);
  // between text and its background, the least ratio of the parts that carry meaning by colour
  const contrast = () => page.evaluate(() => {
    const part = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const light = colour => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map(part); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const back = node => { for (; node; node = node.parentElement) { const colour = getComputedStyle(node).backgroundColor; if (!/^rgba\(.*, 0\)$|transparent/.test(colour)) return colour; } return "rgb(255,255,255)"; };
    return Math.min(...[...document.querySelectorAll(".verdict, .level, .chip, .hint, .meta, mark, dt, th, code")].map(node => {
      const [a, b] = [light(getComputedStyle(node).color), light(back(node))].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    }));
  });
  await page.emulateMedia({ colorScheme: "light" });
  seen.contrast_light = await contrast();
  await page.emulateMedia({ colorScheme: "dark" });
  seen.contrast_dark = await contrast();
  await page.emulateMedia({ colorScheme: "light" });
  await page.click("#theme");
  seen.theme = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.click("#theme");
  await page.evaluate(() => delete document.documentElement.dataset.theme);
  await page.setViewportSize({ width: 400, height: 800 });
  seen.overflow_narrow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.setViewportSize({ width: 1280, height: 900 });

  if (pictures) {
    const picture = (name, options) => page.screenshot({ path: join(pictures, `${name}.png`), ...options });
    await page.evaluate(() => scrollTo(0, 0));
    await picture("report-light");
    await picture("report-light-whole", { fullPage: true });
    await page.emulateMedia({ colorScheme: "dark" });
    await picture("report-dark");
    await picture("report-dark-whole", { fullPage: true });
    await page.setViewportSize({ width: 400, height: 800 });
    await picture("report-narrow");
    await page.emulateMedia({ media: "print" });
    await page.pdf({ path: join(pictures, "report.pdf"), format: "A4" });
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify(seen)}\n`);
