// node run.mjs '{"base": …, "hostile": …, "modes": [["zh", 1280, "light"], …]}': a line of JSON for each journey walked.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { hostile_names } from "./hostile.mjs";
import { JOURNEYS, without_scripts } from "./journeys.mjs";
import { inspect, watched } from "./watch.mjs";

const asked = JSON.parse(process.argv[2]);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: asked.chromium, args: ["--no-sandbox", "--disable-gpu"] });

async function walk(name, journey, mode, options = {}) {
  const started = Date.now();
  const { context, page, troubles } = await watched(browser, { ...mode, ...options });
  const look = async (how) => troubles.push(...await inspect(page, axe, how));
  try {
    await journey({ ...mode, page, look });
  } catch (error) {
    troubles.push(`${new URL(page.url()).pathname}: ${error.message.split("\n").slice(0, 4).join(" ")}`);
  }
  await context.close();
  console.log(JSON.stringify({
    journey: name, mode: `${mode.lang} ${mode.width} ${mode.scheme}`, seconds: (Date.now() - started) / 1000,
    troubles: [...new Set(troubles)],
  }));
}

try {
  for (const [lang, width, scheme] of asked.modes) {
    const mode = { base: asked.base, lang, width, scheme };
    for (const [name, journey] of Object.entries(JOURNEYS)) await walk(name, journey, mode);
    await walk("without_scripts", without_scripts, mode, { script: false });
    if (asked.hostile) await walk("hostile_names", hostile_names, { ...mode, base: asked.hostile });
  }
} finally {
  await browser.close();
}
