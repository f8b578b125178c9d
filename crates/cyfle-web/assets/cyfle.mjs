// Enhancements only: every page works without this file. It offers names while someone types, refreshes results in place, and
// copies and prints on request.

import { canCopy, copied, move, whenMoved } from './browser.mjs';

const area = () => document.getElementById('search-area');

/** The keys of the folded parts that stand open, so that a refresh does not close them. */
const openKeys = () => new Map([...area().querySelectorAll('details[data-key]')].map((part) => [part.dataset.key, part.open]));

/** What has the place of an element among new results; null where it is gone, as a chip is that was removed. */
function sameAs(element, found) {
  const { id, dataset: { key } } = element;
  if (key) return found.querySelector(`a[data-key="${CSS.escape(key)}"]`);
  return id ? found.querySelector(`#${CSS.escape(id)}`) : null;
}

let running;

/** Shows the results at an address in place of those on the page; whatever goes wrong, the browser follows the link instead. */
async function refresh(address, { push }) {
  running?.abort();
  running = new AbortController();
  const focused = area().contains(document.activeElement) ? document.activeElement : null;
  const open = openKeys();
  try {
    const response = await fetch(address, { signal: running.signal, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = page.getElementById('search-area');
    if (!response.ok || !found) throw new Error('not a page of results');
    for (const part of found.querySelectorAll('details[data-key]')) part.open = open.get(part.dataset.key) || part.open;
    area().replaceWith(found);
    document.title = page.title;
    for (const selector of ['.masthead', '.foot']) document.querySelector(selector).replaceWith(page.querySelector(selector));
    if (push) move(address);
    enhance();
    if (focused) (sameAs(focused, found) ?? document.getElementById('results')).focus({ preventScroll: true });
    // Heard even where it is what was said last: a text that does not change is not read out.
    const announce = document.getElementById('announce');
    announce.textContent = '';
    requestAnimationFrame(() => { announce.textContent = found.querySelector('h1').textContent; });
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(address);
  }
}

function followInPlace(event) {
  const link = event.target.closest('.filters a:not([href^="#"]), .chips a, .sort a');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !area()?.contains(link) || !plain) return;
  const address = new URL(link.href);
  if (address.pathname !== location.pathname) return;
  event.preventDefault();
  refresh(address.href, { push: true });
}

/** A button that a page without scripts does not need. */
function button(label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'nhsuk-button nhsuk-button--secondary';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

/** So long after the last key, names are asked for. */
const PAUSE = 150;

/** Makes a search box a combobox with a list (WAI-ARIA Authoring Practices, combobox with manual selection). */
function offerNames(input) {
  const list = document.createElement('ul');
  const heard = document.createElement('p');
  Object.assign(list, { id: `${input.id}-names`, hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.dataset.suggestLabel);
  heard.className = 'nhsuk-u-visually-hidden';
  heard.setAttribute('role', 'status');
  // The box keeps the focus, and the list with it, until a finger or a button is lifted: only then is a name taken, so that a
  // list can be scrolled and a slip taken back.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  input.after(list, heard);
  input.type = 'text'; // a search box has a role of its own
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) input.setAttribute(name, value);

  let timer;
  let asking;
  const options = () => [...list.children];
  const chosen = () => options().find((option) => option.getAttribute('aria-selected') === 'true');

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(option) {
    for (const other of options()) other.setAttribute('aria-selected', String(other === option));
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  function take(option) {
    if (option.dataset.href) { location.assign(option.dataset.href); return; }
    input.value = option.dataset.text;
    close();
    input.form.requestSubmit();
  }

  /** What else the form asks, and the part of the text that a suggestion does not take the place of. */
  function rest(kept) {
    const fields = new URLSearchParams(new FormData(input.form));
    fields.delete(input.name);
    if (kept) fields.set(input.name, kept);
    const asked = fields.toString();
    return asked ? `?${asked}` : '';
  }

  function show({ kept, suggestions }) {
    list.replaceChildren(...suggestions.map((suggestion, index) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.textContent = suggestion.text;
      option.dataset.text = [kept, suggestion.text].filter(Boolean).join(' ');
      if (suggestion.opportunity) option.dataset.href = `${input.form.getAttribute('action')}/${encodeURIComponent(suggestion.opportunity)}${rest(kept)}`;
      option.addEventListener('click', () => take(option));
      return option;
    }));
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    heard.textContent = list.hidden ? '' : input.dataset.suggestCount.replace('{n}', suggestions.length);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    if (input.value.trim().length < 2) { close(); return; }
    const address = `${input.dataset.suggest}&q=${encodeURIComponent(input.value)}`;
    try {
      const response = await fetch(address, { signal: asking.signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const answer = await response.json();
      if (document.activeElement === input) show(answer);
    } catch (error) {
      if (error.name !== 'AbortError') close(); // typing goes on without suggestions
    }
  }

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener('blur', () => { clearTimeout(timer); asking?.abort(); close(); });
  input.addEventListener('keydown', (event) => {
    const all = options();
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); close(); return; }
    if (event.key === 'Enter' && chosen()) { event.preventDefault(); take(chosen()); return; }
    if (!all.length || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const next = all.indexOf(chosen()) + step;
    mark(next < 0 && step < 0 ? all.at(-1) : all[next % all.length]);
  });
}

function enhance() {
  const box = document.querySelector('input[data-suggest]:not([role])');
  if (box) offerNames(box);
  const address = document.querySelector('input[data-copy]');
  if (address && canCopy() && !address.nextElementSibling) {
    address.after(button(address.dataset.copy, async ({ target }) => {
      const done = await copied((clipboard) => clipboard.writeText(address.value));
      target.textContent = done ? address.dataset.copied : address.dataset.failed;
      if (!done) address.select(); // one key press copies it now
    }));
  }
  for (const place of document.querySelectorAll('[data-print]:empty')) place.append(button(place.dataset.print, () => window.print()));
}

enhance();
if (area()) {
  document.addEventListener('click', followInPlace);
  whenMoved(() => refresh(location.href, { push: false }));
}
