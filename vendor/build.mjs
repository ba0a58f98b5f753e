// Makes kg/server/static/vendor from npm packages: `npm ci && npm run build`; `npm run check` compares what is there.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../kg/server/static/vendor");
const modules = join(here, "node_modules");

const about = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));

async function force() {
  const made = await build({
    stdin: { contents: 'export * from "d3-force";', resolveDir: here },
    bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", write: false,
  });
  return made.outputFiles[0].contents;
}

// The map files are not shipped, so the comments that ask for them go.
const unmapped = (file) =>
  readFileSync(join(modules, "@zazuko/yasgui/build", file), "utf8").replace(/\n?\/[/*]# sourceMappingURL=\S+( \*\/)?\s*$/, "\n");

// The table's column grips put a <style> into the page, which a strict policy refuses: their rules go into the sheet.
function yasgui() {
  const inserted = /document\.createElement\(`style`\);o\.type=`text\/css`,.{1,120}?e\.appendChild\(o\)/g;
  const rules = /createStyle\(a,`( \.grip-resizable[^`]+)`\)/;
  const script = unmapped("yasgui.min.js");
  if (script.match(inserted)?.length !== 1 || !rules.test(script)) throw new Error("yasgui's column grips have changed");
  return {
    script: Buffer.from(script.replace(inserted, "document.createElement(`meta`);e.appendChild(o)")),
    sheet: Buffer.from(unmapped("yasgui.min.css") + rules.exec(script)[1].trim() + "\n"),
  };
}

function licence(name) {
  const found = readdirSync(join(modules, name)).find((file) => /^licen[cs]e/i.test(file));
  const { version, license, author } = about(name);
  const owner = typeof author === "string" ? author : author?.name;
  const text = found ? readFileSync(join(modules, name, found), "utf8") : `Licence: ${license}${owner ? `, ${owner}` : ""}\n`;
  return `==== ${name} ${version} (${license ?? "see below"})\n\n${text.trim()}\n`;
}

// Everything that npm installed is listed, so nothing that is bundled is left out.
function licences() {
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith(".") ? [] : name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name]);
  const shipped = names.filter((name) => !/^(@?esbuild|@types)/.test(name) && existsSync(join(modules, name, "package.json")));
  return Buffer.from(shipped.sort().map(licence).join("\n"));
}

const { script, sheet } = yasgui();
const files = {
  "d3-force.js": await force(),
  "yasgui.min.js": script,
  "yasgui.min.css": sheet,
  "LICENCES.txt": licences(),
};
const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const lock = {
  packages: Object.fromEntries(["@zazuko/yasgui", "d3-force"].map((name) => [name, about(name).version])),
  bundler: `esbuild ${about("esbuild").version}`,
  sha256: Object.fromEntries(Object.entries(files).map(([name, data]) => [name, sha256(data)])),
};
files["vendor.lock.json"] = Buffer.from(JSON.stringify(lock, null, 2) + "\n");

let differs = 0;
mkdirSync(target, { recursive: true });
for (const [name, data] of Object.entries(files)) {
  const path = join(target, name);
  const same = existsSync(path) && readFileSync(path).equals(data);
  if (process.argv.includes("--check")) {
    if (!same) { console.error(`${name} differs from what the packages give`); differs = 1; }
  } else writeFileSync(path, data);
}
process.exitCode = differs;
