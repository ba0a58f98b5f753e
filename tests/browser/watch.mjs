// A page that is watched: whatever a browser reports as wrong is collected.

// Addresses that the journeys ask for although they cannot be answered.
const REFUSED = [["/no-such-page", 404], ["/query?query=%3Cscript", 400], ["/sparql", 400]];

export async function watched(browser, { base, lang, width, scheme, script = true }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: script, acceptDownloads: true,
    locale: lang === "zh" ? "zh-CN" : "en-GB", permissions: ["clipboard-read", "clipboard-write"],
  });
  const troubles = [];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => {
    const { pathname, search } = new URL(message.location().url || base);
    const expected = REFUSED.some(([path, status]) => (pathname + search).startsWith(path) && message.text().includes(`status of ${status}`));
    if (message.type() === "error" && !expected) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== base) troubles.push(`other host: ${url.origin}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    window.reports = [];
    document.addEventListener("securitypolicyviolation", (event) => window.reports.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return { context, page, troubles };
}

// What the page breaks of accessibility, of its content policy, and of its width.
export async function inspect(page, axe, { without = [] } = {}) {
  const found = [];
  // a picture in motion is measured in two places at once
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  // read in the page's own world through the debugger, which no content policy stops
  await page.evaluate(axe);
  const { violations } = await page.evaluate((exclude) => window.axe.run({ exclude }), without);
  for (const v of violations) found.push(`axe ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  for (const report of await page.evaluate(() => window.reports)) found.push(`policy: ${report}`);
  if (await page.evaluate(() => window.__xss)) found.push("a name of the graph ran as a script");
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) found.push(`the page is ${over} px too wide`);
  return found.map((line) => `${new URL(page.url()).pathname}: ${line}`);
}
