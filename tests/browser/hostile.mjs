// A graph whose names are attacks: every page that its links lead to shows them, and none runs.

import assert from "node:assert/strict";

const START = ["/", "/articles", "/list/PARK", "/list/PERSON", "/search?q=<script>window.__xss=1</script>", "/graph", "/path",
  "/ask?q=<img src=x onerror=window.__xss=1>", "/query", "/query?query=<script>window.__xss=1</script>", "/dataset", "/vocab/roles", "/vocab/honours"];

export async function hostile_names({ page, base, lang, look }) {
  const paths = new Set(START);
  for (const start of ["/vocab/roles", "/list/PARK", "/list/PERSON", "/articles"]) {
    await page.goto(`${base}${start}?lang=${lang}`);
    const found = await page.locator("main a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const href of found.filter((href) => /^\/(page|article|id)\//.test(href))) paths.add(href);
  }
  const [id] = [...paths].filter((path) => path.startsWith("/page/")).map((path) => path.split("/").pop());
  assert.ok(id, "the hostile graph shows no entity");
  for (const path of [...paths].slice(0, 36).concat(`/graph?focus=${id}`)) {
    await page.goto(new URL(path, base).href);
    const ran = await page.evaluate(() => window.__xss);
    assert.equal(ran, undefined, `${path} ran a script`);
  }
  await page.locator("#canvas svg").waitFor();
  await page.goto(`${base}/`);
  await page.locator("main input[type=search]").fill("script");
  await page.locator("[role=option]").first().waitFor();
  await look();
}
