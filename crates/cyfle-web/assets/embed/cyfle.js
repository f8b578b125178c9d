// <cyfle-opportunities>: a live list of opportunities on anybody's page. Asks only the service that it was loaded from, keeps
// nothing, needs no other script, and leaves the link inside the element standing until it has something better to show.
// Words, names of parameters and limits come from the service, which puts them in place of the marks below.
const PHRASES = /*phrases*/ {};
const PARAMETERS = /*parameters*/ [];
const ORIGIN = new URL(import.meta.url).origin;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
/* Measured by its own width, it has none from its texts: so much where the page around it asks how wide it would be. */
:host { display: block; container-type: inline-size; contain-intrinsic-inline-size: min(20em, 80vw); min-inline-size: 0; color: var(--cyfle-text, inherit);
  background: var(--cyfle-background, transparent); font: var(--cyfle-font, inherit); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
form { display: flex; flex-wrap: wrap; gap: .5em; margin: 0 0 1em; align-items: end; }
label { flex: 1 1 12em; }
input { display: block; width: 100%; font: inherit; padding: .4em; color: inherit; background: transparent;
  border: 1px solid var(--cyfle-border, currentColor); border-radius: var(--cyfle-radius, 4px); }
button { font: inherit; min-height: 2.4em; padding: .4em 1em; color: inherit; background: transparent;
  border: 2px solid var(--cyfle-accent, currentColor); border-radius: var(--cyfle-radius, 4px); cursor: pointer; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: var(--cyfle-space, 1em); }
li { padding: .75em 1em; border: 1px solid var(--cyfle-border, currentColor); border-radius: var(--cyfle-radius, 4px); }
h2, h3, h4, h5, h6 { font-size: 1.1em; margin: 0 0 .25em; overflow-wrap: anywhere; }
a { color: var(--cyfle-accent, inherit); }
p, dl { margin: .25em 0; }
dt { font-weight: bold; }
dd { margin: 0 0 .25em; }
:focus-visible { outline: 3px solid var(--cyfle-focus, currentColor); outline-offset: 2px; }
@container (min-width: 34em) {
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25em 1em; }
  dd { margin: 0; }
}
`);

const make = (name, text, ...children) => {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};

class Opportunities extends HTMLElement {
  static observedAttributes = ["lang", "limit", "heading-level", "search", ...PARAMETERS, ...PARAMETERS.map((name) => name.replaceAll("_", "-"))];

  #status = make("p");
  #results = make("div");
  #label = make("span");
  #input = make("input");
  #button = make("button");
  #form = make("form", "", make("label", "", this.#label, this.#input), this.#button);
  #typed = null;
  #asked = null;
  #waiting = false;

  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      this.#status.setAttribute("role", "status");
      this.#input.type = "search";
      this.#input.maxLength = /*longest*/ 0;
      this.#input.value = this.getAttribute("q") ?? "";
      this.#form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#typed = this.#input.value;
        this.#ask();
      });
      this.shadowRoot.append(this.#status, this.#results, make("slot"));
    }
    this.#draw();
  }

  disconnectedCallback() {
    this.#asked?.abort();
  }

  // Several attributes set in a row ask once. A question that the page sets takes the place of one that was typed.
  attributeChangedCallback(name) {
    if (!this.shadowRoot) return;
    if (name === "q") {
      this.#typed = null;
      this.#input.value = this.getAttribute("q") ?? "";
    }
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.isConnected) this.#draw();
    });
  }

  // The language of the text around it, also where that is in the shadow of another component.
  get #lang() {
    let around = this;
    let marked = null;
    while (around && !marked) {
      marked = around.closest("[lang]");
      around = around.getRootNode().host;
    }
    return marked?.lang.toLowerCase().startsWith("cy") ? "cy" : "en";
  }

  get #words() {
    return PHRASES[this.#lang];
  }

  // The form stays as it is while it is shown: whoever types keeps both text and focus.
  #draw() {
    const words = this.#words;
    this.#form.lang = this.#results.lang = this.#status.lang = this.#lang;
    this.#label.textContent = words.label;
    this.#button.textContent = words.button;
    if (this.getAttribute("search") === "off") this.#form.remove();
    else if (!this.#form.isConnected) this.shadowRoot.prepend(this.#form);
    this.#ask();
  }

  #address() {
    const limit = Math.min(/*most*/ 0, Math.max(1, parseInt(this.getAttribute("limit"), 10) || /*limit*/ 0));
    const query = new URLSearchParams({ lang: this.#lang, per_page: limit, relax: "false" });
    for (const name of PARAMETERS) {
      const value = this.getAttribute(name) ?? this.getAttribute(name.replaceAll("_", "-"));
      if (value) query.set(name, value);
    }
    if (this.#typed !== null) query.delete("q");
    if (this.#typed) query.set("q", this.#typed);
    return `${ORIGIN}/api/v1/opportunities?${query}`;
  }

  async #ask() {
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    this.#results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(this.#address(), { signal, credentials: "omit" });
      const found = await answer.json();
      if (!answer.ok) throw Object.assign(new Error(found.detail), { why: answer.status === 400 ? `${found.detail}; ${found.help}` : "" });
      this.#show(found);
    } catch (error) {
      if (signal.aborted) return;
      console.warn("cyfle-opportunities:", error.message);
      this.#status.textContent = error.why ? this.#words.misset.replace("{why}", () => error.why) : this.#words.failed;
      this.#results.replaceChildren();
      this.shadowRoot.querySelector("slot").hidden = false;
    }
    this.#results.removeAttribute("aria-busy");
  }

  #show(found) {
    const words = this.#words;
    const all = make("a", words.all);
    // How many are shown here is no part of the question, and the page may look further where nothing is found.
    const page = new URL(found.links.html);
    ["per_page", "relax"].forEach((name) => page.searchParams.delete(name));
    all.href = page.href;
    const list = make("ol", "", ...found.opportunities.map((one) => this.#card(one)));
    this.#status.textContent = found.meta.label;
    this.#results.replaceChildren(...(found.meta.total ? [list] : []), make("p", "", all), make("p", words.confirm), ...(words.unreviewed ? [make("p", words.unreviewed)] : []));
    this.shadowRoot.querySelector("slot").hidden = true;
    this.dispatchEvent(new CustomEvent("cyfle-shown", { detail: { total: found.meta.total }, bubbles: true }));
  }

  #card(one) {
    const words = this.#words;
    const level = Math.min(6, Math.max(2, parseInt(this.getAttribute("heading-level"), 10) || 3));
    const link = make("a", one.title);
    link.href = one.url;
    const facts = [
      [words.get, one.offer_summary],
      [words.when, one.status.label],
      [words.may, one.fit.label],
      [words.from, one.funder.name],
    ].filter(([, value]) => value);
    const rows = facts.flatMap(([term, value]) => [make("dt", term), make("dd", value)]);
    const near = one.near ? [make("p", "", make("strong", one.near))] : [];
    const unchecked = one.checked ? [] : [make("p", words.unchecked)];
    return make("li", "", make(`h${level}`, "", link), ...near, make("p", one.summary), make("dl", "", ...rows), ...unchecked);
  }
}

if (!customElements.get("cyfle-opportunities")) customElements.define("cyfle-opportunities", Opportunities);
