// What people do with the pages, a journey each. `at` holds the page, the server's address, the language and `look`,
// which inspects the page as it is now.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const FIRM = "辰欣药业";
const BUREAU = "科技创新局";

async function open({ page, base, lang }, path) {
  const url = new URL(path, base);
  url.searchParams.set("lang", lang);
  return page.goto(url.href);
}

async function openEntity(at, name) {
  const found = await (await at.page.request.get(`${at.base}/suggest?q=${encodeURIComponent(name)}`)).json();
  assert.ok(found.results.length, `${name} is not suggested`);
  await open(at, found.results[0].href);
  return found.results[0].href.split("/").pop();
}

const heading = (page) => page.locator("h1").innerText();

export const JOURNEYS = {
  async search_by_initials(at) {
    const { page } = at;
    await open(at, "/");
    await at.look();
    await page.locator("main input[type=search]").pressSequentially("cxyy");
    await page.locator("[role=option]").first().waitFor();
    await at.look();
    await page.keyboard.press("ArrowDown");
    await Promise.all([page.waitForURL(/\/page\//), page.keyboard.press("Enter")]);
    assert.match(await heading(page), new RegExp(FIRM));
  },

  async evidence_and_back(at) {
    const { page } = at;
    await openEntity(at, FIRM);
    await at.look();
    const before = page.url();
    await page.locator("details.why summary").first().click();
    assert.ok((await page.locator("details[open] blockquote mark").first().innerText()).length > 0);
    await Promise.all([page.waitForURL(/\/article\//), page.locator("details[open] .cite a").first().click()]);
    assert.ok(await page.locator("a.name").count() > 0, "no name is marked in the article");
    await at.look();
    await page.goBack();
    assert.equal(page.url(), before);
  },

  async as_of_a_date(at) {
    const { page } = at;
    await openEntity(at, BUREAU);
    await page.locator("#on").fill("2020");
    await Promise.all([page.waitForURL(/on=2020/), page.locator("form.asof button").click()]);
    assert.match(await page.locator(".notice.calm").innerText(), /2020/);
    const facts = await page.locator("main").innerText();
    assert.match(facts, /王运华/);
    await at.look();
  },

  async leaders_on_a_time_line(at) {
    const { page } = at;
    await openEntity(at, BUREAU);
    const line = await page.locator("ol.line").innerText();
    assert.match(line, /罗会涛/);
    assert.match(line, /王运华/);
    assert.ok(await page.locator(".unknowns li").count() > 0, "what is not known is not said");
    await at.look();
  },

  async park(at) {
    const { page } = at;
    await open(at, "/list/PARK");
    await at.look();
    await openEntity(at, "济宁创新谷");
    assert.match(await heading(page), /创新谷/);
    assert.ok(await page.locator("section.card .facts > li").count() > 0);
    await at.look();
  },

  async grow_and_filter_the_graph(at) {
    const { page } = at;
    const id = await openEntity(at, FIRM);
    await open(at, `/graph?focus=${id}`);
    await page.locator("#canvas svg").waitFor();
    await at.look();
    const nodes = () => page.locator("table.entities tbody tr").count();
    const few = await nodes();
    await page.locator("table.entities a.grow").first().click();
    await page.waitForFunction((n) => document.querySelectorAll("table.entities tbody tr").length > n, few);
    const box = page.locator("#filters .filter-box");
    if (!(await box.evaluate((e) => e.open))) await box.locator("summary").click();
    // the entity in the centre stays, whatever its type
    const type = await page.locator("table.entities .badge:not(.t-ORG)").last().evaluate((e) =>
      [...e.classList].find((c) => c.startsWith("t-")).slice(2));
    await page.locator(`#filters input[name=type][value=${type}]`).uncheck();
    // others may take their rows: a large graph shows its first ones
    await page.waitForFunction((t) => !document.querySelector(`table.entities tbody .badge.t-${t}`), type);
    assert.match(page.url(), /type=/);
    await at.look();
  },

  async share_a_view(at) {
    const { page } = at;
    const id = await openEntity(at, FIRM);
    await open(at, `/graph?focus=${id}`);
    const few = await page.locator("table.entities tbody tr").count();
    await page.locator("table.entities a.grow").first().click();
    await page.waitForFunction((n) => document.querySelectorAll("table.entities tbody tr").length > n, few);
    const shown = await page.locator("table.entities").innerText();
    await page.locator("[data-share]").click();
    await page.locator("#told").filter({ hasText: /\S/ }).waitFor({ state: "attached" });
    const address = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto(address);
    assert.equal(await page.locator("table.entities").innerText(), shown);
  },

  async export_the_graph(at) {
    const { page } = at;
    const id = await openEntity(at, FIRM);
    await open(at, `/graph?focus=${id}`);
    const take = async (button) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
      return readFile(await file.path(), "utf8");
    };
    await page.locator("#canvas svg").waitFor();
    assert.match(await take("[data-picture=svg]"), /^<svg[^]*辰欣药业/);
    assert.match(await take("#files a[href*='graphml']"), /<graphml[^]*辰欣药业/);
    assert.match(await take("#files a[href*='csv']"), /辰欣药业/);
  },

  async path_with_evidence(at) {
    const { page } = at;
    await open(at, "/path");
    await at.look();
    await page.locator("#a").fill(FIRM);
    await page.locator("#b").fill("济宁高新区");
    await Promise.all([page.waitForURL(/b=/), page.locator("form.path-form button").click()]);
    await page.locator(".chain").first().waitFor();
    assert.ok(await page.locator(".chain blockquote").count() > 0, "the path cites no sentence");
    await at.look();
  },

  async run_an_example_query(at) {
    const { page } = at;
    await open(at, "/query");
    await Promise.all([page.waitForURL(/example=/), page.locator("ul.examples a").first().click()]);
    await page.locator(".yasqe_queryButton").first().click();
    await page.locator(".yasr table tbody tr").first().waitFor();
    await at.look({ without: [["#yasgui"]] });
  },

  async draw_an_answer(at) {
    const { page, lang } = at;
    await open(at, "/query?example=heads");
    const run = page.locator(".yasqe_queryButton").first();
    assert.equal(await run.getAttribute("title"), lang === "zh" ? "运行查询" : "Run query");
    await run.click();
    await page.locator(".yasr table tbody tr").first().waitFor();
    await page.locator(".yasr_btn.select_picture").click();
    const nodes = page.locator(".answer-graph a.dot");
    await nodes.first().waitFor();
    const leads = await nodes.evaluateAll((all) => all.map((node) => node.getAttribute("href")));
    assert.ok(leads.every((path) => /^\/page\/[op]-/.test(path)), `nodes that are no bodies or people: ${leads}`);
    assert.match(await page.locator(".answer-graph").innerText(), /罗会涛/);
    await at.look({ without: [["#yasgui"]] });
    await Promise.all([page.waitForURL(/\/page\//), nodes.first().click()]);
  },

  async vocabulary_and_dataset(at) {
    const { page } = at;
    await open(at, "/about");
    await at.look();
    await Promise.all([page.waitForURL(/\/dataset$/), page.locator("main a[href='/dataset']").click()]);
    assert.equal(await page.locator("a[download]").count(), 4, "the downloads are not all there");
    await at.look();
    await Promise.all([page.waitForURL(/\/def$/), page.locator("main a[href='/def']").first().click()]);
    await at.look();
    await Promise.all([page.waitForURL(/\/vocab\//), page.locator("main a[href^='/vocab/kind-']").first().click()]);
    await at.look();
    await open(at, "/vocab/role-head");
    await Promise.all([page.waitForURL(/\/post\/r-/), page.locator("main a[href^='/id/r-']").first().click()]);
    await page.locator("details.cited summary").first().click();
    assert.ok(await page.locator("blockquote mark").count() > 0, "who held a post has no sentence");
    await at.look();
  },

  async ask_a_question(at) {
    const { page } = at;
    await open(at, "/ask");
    await at.look();
    await page.locator("#question").fill("谁是科技创新局局长？");
    await Promise.all([page.waitForURL(/q=/), page.locator("form.ask button").click()]);
    assert.match(await page.locator("ul.facts li").first().innerText(), /罗会涛/);
    assert.ok(await page.locator("blockquote mark").count() > 0, "the answer cites no sentence");
    await at.look();
  },

  async keyboard_alone(at) {
    const { page } = at;
    await open(at, "/articles");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the skip link does not skip");
    const onArticle = () => page.evaluate(() => document.activeElement.matches("main a[href^='/article/']"));
    for (let n = 0; n < 20 && !(await onArticle()); n += 1) await page.keyboard.press("Tab");
    await Promise.all([page.waitForURL(/\/article\//), page.keyboard.press("Enter")]);
    const id = await openEntity(at, FIRM);
    await open(at, `/graph?focus=${id}`);
    await page.locator("#canvas svg a").first().waitFor();
    await page.locator("#canvas svg a[tabindex='0']").first().focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.evaluate(() => document.activeElement.closest("#canvas") !== null), "the arrows leave the graph");
  },

  async switch_language(at) {
    const { page, lang } = at;
    await open(at, "/articles");
    const other = lang === "zh" ? "en" : "zh-CN";
    await page.locator(`nav.language a[hreflang='${other === "en" ? "en" : "zh-CN"}']`).click();
    await page.waitForFunction((l) => document.documentElement.lang === l, other);
    await page.locator("nav.main a[href='/ask']").click();
    await page.waitForURL(/\/ask/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), other, "the language is forgotten");
  },

  async no_such_page(at) {
    const { page } = at;
    const answer = await open(at, "/no-such-page");
    assert.equal(answer.status(), 404);
    assert.ok(await page.locator("header.site nav.main").count() === 1, "a page without a way on");
    await at.look();
    await page.locator("main a[href='/']").click();
    await page.waitForURL(/\/$/);
  },
};

// Walked in a browser that runs no scripts.
export async function without_scripts(at) {
  const { page } = at;
  await open(at, "/");
  await page.locator("main input[type=search]").fill("cxyy");
  await Promise.all([page.waitForURL(/\/search/), page.locator("main form.search button").click()]);
  await page.locator(".entries a").first().click();
  assert.match(await heading(page), new RegExp(FIRM));
  await page.locator("details.why summary").first().click();
  await page.locator("details[open] .cite a").first().click();
  assert.ok(await page.locator("a.name").count() > 0);
  await open(at, "/query?example=");
  await page.locator("#query").fill("SELECT ?s WHERE { ?s a ?type } LIMIT 3");
  await page.locator("#plain button").click();
  assert.equal(await page.locator("#results tbody tr").count(), 3);
}
