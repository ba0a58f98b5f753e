// Puts words in the stead of others under an element, now and whenever it changes; `{1}` in a phrase is what varies.

const ATTRIBUTES = ["title", "aria-label", "placeholder"];

// `except`: a selector of parts that are not ours to translate, such as the cells of a result
export function translate(root, phrases, except) {
  const known = new Map();
  const patterns = [];
  for (const [said, instead] of Object.entries(phrases)) {
    if (!/\{\d\}/.test(said)) known.set(said, instead);
    else patterns.push([new RegExp(`^${said.split(/\{\d\}/).map(plain).join("(.+?)")}$`), said.match(/\d(?=\})/g), instead]);
  }
  const told = (text) => {
    const key = text.trim();
    if (known.has(key)) return known.get(key);
    for (const [pattern, numbers, instead] of patterns) {
      const found = pattern.exec(key);
      if (found) return numbers.reduce((words, number, n) => words.replace(`{${number}}`, () => told(found[n + 1]) ?? found[n + 1]), instead);
    }
    return null;
  };
  const turn = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.parentElement?.closest(except)) return;
      const words = told(node.data);
      if (words !== null && words !== node.data) node.data = words;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ATTRIBUTES) {
        const words = node.hasAttribute(name) ? told(node.getAttribute(name)) : null;
        if (words !== null) node.setAttribute(name, words);
      }
      for (const child of node.childNodes) turn(child);
    }
  };
  turn(root);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(turn);
      else if (type === "characterData") turn(target);
      else for (const name of ATTRIBUTES) {
        const words = target.hasAttribute(name) ? told(target.getAttribute(name)) : null;
        if (words !== null) target.setAttribute(name, words);
      }
    }
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
}

const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
