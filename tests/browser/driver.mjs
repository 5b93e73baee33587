/* One Chromium for all browser tests: reads a command a line as JSON, answers a line as JSON.
   Commands look at the page that the last `open` showed; what they find is judged by the tests. */
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import pa11y from "pa11y";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MOST_TABS = 400;
/* How long anything may take before it counts as hung: a loaded machine is slow, not wrong. */
const PATIENCE_MS = 120_000;

const browser = await puppeteer.launch({
  executablePath: process.argv[2], timeout: PATIENCE_MS, protocolTimeout: 3 * PATIENCE_MS,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
});
let context;
let page;
let seen;

/* Shows a page. A navigation that breaks by itself is tried once more; what the page does is not. */
async function open(given) {
  try {
    return await shown(given);
  } catch (error) {
    if (!/net::ERR_|detached|Navigation timeout|Target closed|No data found/.test(String(error))) throw error;
    return shown(given);
  }
}

async function shown({ url, width = 1280, height = 900, density = 1, scheme = "light", cookies = [],
  script = true, styles = true, forced = false, motion = "no-preference", media = "screen", zoom = 1 }) {
  if (context) await context.close();
  context = await browser.createBrowserContext();
  page = await context.newPage();
  seen = { console: [], requests: [] };
  page.on("console", (m) => ["error", "warn"].includes(m.type()) && seen.console.push(m.text()));
  page.on("pageerror", (e) => seen.console.push(String(e)));
  page.on("request", (r) => seen.requests.push(r.url()));
  await page.setViewport({ width: Math.round(width / zoom), height: Math.round(height / zoom), deviceScaleFactor: density * zoom });
  await page.setJavaScriptEnabled(script);
  // One call for all of it: each call takes back what the one before had set.
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { media, features: [
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: motion },
    { name: "forced-colors", value: forced ? "active" : "none" },
  ] });
  if (cookies.length) await page.setCookie(...cookies);
  if (!styles) {
    await page.setRequestInterception(true);
    page.on("request", (r) => (r.resourceType() === "stylesheet" ? r.abort() : r.continue()));
  }
  const response = await page.goto(url, { waitUntil: "load", timeout: PATIENCE_MS });
  const set = await page.cookies();
  return {
    status: response.status(), console: seen.console, requests: seen.requests,
    cookies: set.map((c) => c.name), text: await response.text(),
    scroll_width: await page.evaluate(() => document.documentElement.scrollWidth),
  };
}

async function axe() {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), AXE_TAGS);
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 4).join("; ")}`);
}

async function htmlcs({ url }) {
  const result = await pa11y(url, {
    browser, page, viewport: page.viewport(), ignoreUrl: true, standard: "WCAG2AA", runners: ["htmlcs"], timeout: PATIENCE_MS,
  });
  return result.issues.filter((i) => i.type === "error").map((i) => `${i.code}: ${i.selector}`);
}

const checker = new HtmlValidate(new StaticConfigLoader({
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    "no-trailing-whitespace": "off", "doctype-style": "off", "void-style": "off",
    "attribute-boolean-style": "off", "attribute-empty-style": "off", "long-title": "off",
    "no-inline-style": "error", "require-sri": "off",
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
  },
}));

async function markup({ text }) {
  const report = await checker.validateString(text);
  return report.results.flatMap((r) => r.messages).map((m) => `${m.line}: ${m.ruleId}: ${m.message}`);
}

/* Walks by Tab from the top until the focus leaves the page or comes round again. */
async function keyboard() {
  await page.evaluate(() => { globalThis.scrollTo(0, 0); document.activeElement?.blur?.(); });
  const stops = [];
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const on = document.activeElement;
      if (!on || on === document.body || on === document.documentElement) return null;
      const focusables = [...document.querySelectorAll("*")];
      const style = getComputedStyle(on);
      const box = on.getBoundingClientRect();
      return {
        at: focusables.indexOf(on), name: `${on.tagName} ${on.id || on.textContent.trim().slice(0, 40)}`,
        is_visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        has_outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (!stop || (stops.length && stop.at === stops[0].at)) break;
    stops.push(stop);
  }
  const wanted = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((e, at) => {
    const can = e.matches("a[href],button:not([disabled]),input:not([type=hidden]):not([disabled]),select,textarea,summary,[tabindex='0']");
    if (!can || !e.checkVisibility({ visibilityProperty: true })) return [];
    if (e.matches("input[type=radio]") && !e.checked) return [];
    return [{ at, name: `${e.tagName} ${e.id || e.textContent.trim().slice(0, 40)}` }];
  }));
  return { stops, wanted };
}

/* Targets smaller than 24 by 24 px that do not stand in a line of text (WCAG 2.5.8). */
async function targets() {
  return page.evaluate(() => [...document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea,summary")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".skip,.unseen"))
    .flatMap((e) => {
      const holder = e.closest("label") || e;
      const box = holder.getBoundingClientRect();
      const inline = getComputedStyle(e).display === "inline" && [...e.parentNode.childNodes]
        .some((n) => n !== e && n.textContent.trim().length > 3);
      return box.width >= 23.9 && box.height >= 23.9 || inline ? []
        : [`${e.tagName} ${e.textContent.trim().slice(0, 40)} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`];
    }));
}

async function evaluate({ script }) {
  return page.evaluate(script);
}

/* Waits until a script's value holds: for what the page does by itself, however slow the machine. */
async function until({ script }) {
  await page.waitForFunction(script, { timeout: PATIENCE_MS, polling: 50 });
  return null;
}

async function type({ into, words }) {
  await page.type(into, words);
  return null;
}

/* Presses a key that leads to another page, and waits for that page. */
async function follow({ key }) {
  const arrived = page.waitForNavigation({ waitUntil: "load", timeout: PATIENCE_MS });
  await page.keyboard.press(key);
  await arrived;
  return { url: page.url(), text: await page.content() };
}

/* Does what leads to another page by a script, such as sending a form, and waits for that page. */
async function lead({ script }) {
  const arrived = page.waitForNavigation({ waitUntil: "load", timeout: PATIENCE_MS });
  await page.evaluate(script);
  await arrived;
  return { url: page.url(), text: await page.content() };
}

async function press({ keys }) {
  for (const key of keys) await page.keyboard.press(key);
  return null;
}

async function screenshot({ path, clip, whole = false }) {
  await page.screenshot({ path, clip, fullPage: whole });
  return path;
}

async function lighthouse({ url }) {
  const { default: run } = await import("lighthouse");
  const port = Number(new URL(browser.wsEndpoint()).port);
  const look = () => run(url, {
    port, maxWaitForFcp: PATIENCE_MS, maxWaitForLoad: PATIENCE_MS, onlyCategories: ["performance", "best-practices"], logLevel: "silent",
    throttlingMethod: "devtools", formFactor: "mobile",
    screenEmulation: { mobile: true, width: 390, height: 800, deviceScaleFactor: 2, disabled: false },
    throttling: { cpuSlowdownMultiplier: 4, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0, rttMs: 0, throughputKbps: 0 },
  });
  let result = await look();
  if (result.lhr.runtimeError) result = await look();
  if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
  const { categories, audits } = result.lhr;
  return {
    performance: categories.performance.score, best_practices: categories["best-practices"].score,
    largest_paint_ms: audits["largest-contentful-paint"].numericValue,
    first_paint_ms: audits["first-contentful-paint"].numericValue,
    blocked_ms: audits["total-blocking-time"].numericValue,
    speed_index_ms: audits["speed-index"].numericValue,
    server_ms: audits["server-response-time"]?.numericValue ?? null,
    bytes: audits["total-byte-weight"].numericValue,
    requests: audits["network-requests"].details.items.length,
    layout_shift: audits["cumulative-layout-shift"].numericValue,
    failed: Object.values(audits).filter((a) => a.score !== null && a.score < 0.9).map((a) => a.id),
  };
}

const commands = { open, axe, htmlcs, markup, keyboard, targets, evaluate, until, type, follow, lead, press, screenshot, lighthouse };
console.log(JSON.stringify({ ready: await browser.version() }));
for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ result: (await commands[command](given)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack ?? error) }));
  }
}
await browser.close();
