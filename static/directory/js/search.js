// Suggestions below a search box while somebody types: a combobox with a list of links to choose
// from by arrow keys, Enter and Escape. Without JavaScript the form leads to the page of results.

const PAUSE = 120; // milliseconds without a key before anything is asked for
const SHORTEST = 2;

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("input[type=search]");
    this.status = form.querySelector("[role=status]");
    this.list = element("ul", "suggestions");
    this.list.id = `${this.field.id}-suggestions`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.querySelector("label").textContent);
    this.list.hidden = true;
    form.append(this.list);
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("aria-expanded", "false");
    this.options = [];
    this.current = -1;
    this.field.addEventListener("input", () => this.wait());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    // Pressing the mouse must not take the focus away, or the list would close before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[data-url]")));
  }

  wait() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const question = this.field.value.trim();
    if (question.length < SHORTEST) {
      this.close();
      this.status.textContent = "";
      return;
    }
    this.timer = setTimeout(() => this.ask(question), PAUSE);
  }

  async ask(question) {
    this.asking = new AbortController();
    const { signal } = this.asking;
    const address = `${this.form.dataset.search}?${new URLSearchParams({ q: question })}`;
    try {
      const response = await fetch(address, { signal });
      const found = response.ok ? await response.json() : null;
      if (found && !signal.aborted && document.activeElement === this.field) this.show(found);
    } catch {
      if (!signal.aborted) this.close(); // The form still works.
    }
  }

  show({ suggestions, similar, page, count }) {
    const { one, many, none, all, similar: alike } = this.form.dataset;
    this.options = suggestions.map((hit) => this.option(hit));
    this.list.replaceChildren(...this.options);
    if (similar) {
      const note = element("li", "suggestions__note", alike);
      note.setAttribute("role", "presentation");
      this.list.prepend(note);
    }
    if (count > suggestions.length) {
      const more = this.option({ name: `${all} (${count})`, about: "", reason: "", url: page });
      more.classList.add("suggestions__all");
      this.options.push(more);
      this.list.append(more);
    }
    this.options.forEach((option, place) => {
      option.id = `${this.list.id}-${place}`;
    });
    this.open(suggestions.length > 0);
    const said = { 0: none, 1: one }[suggestions.length] ?? many;
    this.status.textContent = said.replace("%n", suggestions.length);
  }

  option({ name, about, reason, url }) {
    const option = element("li", "suggestions__option");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    option.append(element("span", "suggestions__name", name));
    const details = [about, reason].filter(Boolean).join(" · ");
    if (details) option.append(element("span", "suggestions__about", details));
    return option;
  }

  open(any) {
    this.choose(-1);
    this.list.hidden = !any;
    this.field.setAttribute("aria-expanded", String(any));
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open(false);
  }

  choose(place) {
    this.options[this.current]?.setAttribute("aria-selected", "false");
    this.current = place;
    const option = this.options[place];
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  follow(option) {
    if (option) location.assign(option.dataset.url);
  }

  key(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.wait();
      return;
    }
    if (event.key === "ArrowDown") this.choose(this.current === last ? -1 : this.current + 1);
    else if (event.key === "ArrowUp") this.choose(this.current === -1 ? last : this.current - 1);
    else if (event.key === "Enter" && this.current >= 0) this.follow(this.options[this.current]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

for (const form of document.querySelectorAll("form[data-search]")) new Suggestions(form);
