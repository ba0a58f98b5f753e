// Answers as you type: an ARIA 1.2 combobox over every input with data-suggest. Without it the form still searches.

const WAIT = 120;

for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);

function combobox(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  const voice = document.createElement("div");
  voice.className = "unseen";
  voice.setAttribute("role", "status");
  input.after(list, voice);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer, running, chosen = -1, shownFor = "";

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const options = [...list.children];
    chosen = (number + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const show = (found) => {
    list.replaceChildren(...found.map((match, n) => option(`${list.id}-${n}`, match)));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    voice.textContent = found.length ? input.dataset.some.replace("%", found.length) : input.dataset.none;
  };

  const ask = async () => {
    const text = input.value.trim();
    running?.abort();
    if (!text) return close();
    running = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) return close();
      const { results } = await answer.json();
      if (text !== input.value.trim() || document.activeElement !== input) return;
      shownFor = text;
      show(results);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };

  input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  input.addEventListener("compositionend", later);
  input.addEventListener("focus", () => {
    if (input.value.trim() && input.value.trim() === shownFor && list.children.length) reopen();
  });
  const reopen = () => {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("blur", () => { clearTimeout(timer); running?.abort(); close(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return list.children.length && shownFor === input.value.trim() ? reopen() : ask();
      choose(chosen < 0 ? (event.key === "ArrowDown" ? 0 : -1) : chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && open && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.href);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
}

function option(id, match) {
  const item = document.createElement("li");
  item.id = id;
  item.className = `t-${match.type}`;
  item.dataset.href = match.href;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("span");
  name.className = "suggested-name";
  name.textContent = match.name;
  const what = document.createElement("span");
  what.className = "badge";
  what.textContent = match.label;
  item.append(name);
  if (match.matched && match.matched !== match.name) {
    const as = document.createElement("span");
    as.className = "muted";
    as.textContent = match.matched;
    item.append(as);
  }
  item.append(what);
  return item;
}
