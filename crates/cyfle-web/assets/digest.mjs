// Comforts of the editor's desk: it answers in place, entries can be dragged, and the issue can be copied. Without this file
// every button sends the form, and the issue is downloaded instead of copied.

import { canCopy, copied, move, whenMoved } from './browser.mjs';

const desk = () => document.getElementById('desk');
const say = (text) => { document.getElementById('desk-said').textContent = text; };

/** What tells a control from all others, so that it is found again on the answer. */
function mark(control) {
  if (!control?.closest?.('#desk')) return null;
  if (control.id) return `#${CSS.escape(control.id)}`;
  if (control.name) return `[name="${CSS.escape(control.name)}"][value="${CSS.escape(control.value)}"]`;
  return null;
}

/** Moving an entry to the end of its section takes its button away: then the entry's other one, or its box, is next. */
function focusAgain(selector, button) {
  const id = button?.value?.split(':')[1];
  const others = id ? [`[value="up:${id}"]`, `[value="down:${id}"]`, `[value="${id}"]`] : [];
  const found = [selector, ...others, '#entries'].filter(Boolean).map((one) => desk().querySelector(one)).find((one) => one?.checkVisibility?.() ?? one);
  found?.focus({ preventScroll: true });
}

let running;

/** Sends the form and shows the answer in place; whatever goes wrong, the browser sends it itself. Says whether all of it is shown. */
async function send(form, button) {
  running?.abort();
  running = new AbortController();
  const query = new URLSearchParams(new FormData(form));
  if (button?.name) query.append(button.name, button.value);
  const address = `${form.action}?${query}`;
  const selector = mark(document.activeElement);
  const open = new Set([...desk().querySelectorAll('details[data-key][open]')].map((part) => part.dataset.key));
  try {
    const response = await fetch(address, { signal: running.signal, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = page.getElementById('desk');
    if (!response.ok || !found) throw new Error('not a desk');
    for (const part of found.querySelectorAll('details[data-key]')) part.open ||= open.has(part.dataset.key);
    const phone = document.getElementById('width-phone').checked;
    desk().replaceWith(found);
    document.getElementById('width-phone').checked = phone;
    // What could not be used is said above the desk.
    const refused = page.getElementById('desk-refused');
    document.getElementById('desk-refused')?.remove();
    if (refused) desk().before(refused);
    document.querySelector('.masthead')?.replaceWith(page.querySelector('.masthead'));
    move(response.url);
    enhance();
    focusAgain(selector, button);
    say(refused ? '' : desk().dataset.busy);
    return !refused;
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(address);
    return false;
  }
}

/** Whether a field differs from how the page came. */
function isChanged(field) {
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.checked !== field.defaultChecked || (field.defaultValue !== undefined && field.value !== field.defaultValue);
}

/** Nobody takes an issue away without what they have just typed: it is sent first. Says whether the issue then has all of it. */
async function upToDate() {
  const form = desk().querySelector('form');
  return [...form.elements].some(isChanged) ? send(form) : true;
}

async function copy(button) {
  const { done, failed } = button.parentElement.dataset;
  const format = button.dataset.copy;
  const ready = upToDate();
  const fetched = async (name) => {
    if (!await ready) throw new Error('not all of it can be used');
    const response = await fetch(desk().querySelector(`[data-copy="${name}"]`).dataset.href);
    if (!response.ok) throw new Error(response.statusText);
    return response.text();
  };
  const blob = (name, type) => fetched(name).then((text) => new Blob([text], { type }));
  // Promises, because some browsers only allow a copy that begins in the very click.
  const allowed = await copied((clipboard) => clipboard.write([format === 'fragment'
    ? new ClipboardItem({ 'text/html': blob(format, 'text/html'), 'text/plain': blob('text', 'text/plain') })
    : new ClipboardItem({ 'text/plain': blob(format, 'text/plain') })]));
  if (await ready) say(allowed ? done : failed);
}

/** A link to the issue leads to the one that has what was typed. */
async function follow(event) {
  const { id } = event.currentTarget;
  const form = desk().querySelector('form');
  if (![...form.elements].some(isChanged)) return;
  event.preventDefault();
  if (await send(form)) document.getElementById(id).click();
}

/** Dropping an entry on another of its section puts it in that one's place. */
function drag(list) {
  let held;
  for (const entry of list.querySelectorAll('li[data-id]:not(.unticked)')) {
    entry.draggable = true;
    entry.addEventListener('dragstart', () => { held = entry; });
    entry.addEventListener('dragover', (event) => { if (held && held !== entry) { event.preventDefault(); entry.classList.add('over'); } });
    entry.addEventListener('dragleave', () => entry.classList.remove('over'));
    entry.addEventListener('dragend', () => { held = undefined; });
    entry.addEventListener('drop', (event) => {
      event.preventDefault();
      entry.classList.remove('over');
      if (!held || held === entry) return;
      const below = held.compareDocumentPosition(entry) & Node.DOCUMENT_POSITION_FOLLOWING;
      entry[below ? 'after' : 'before'](held);
      const form = entry.closest('form');
      const ids = [...form.querySelectorAll('li[data-id]:not(.unticked)')].map((one) => one.dataset.id);
      let order = form.querySelector('input[name="order"]');
      if (!order) {
        order = document.createElement('input');
        Object.assign(order, { type: 'hidden', name: 'order' });
        form.append(order);
      }
      order.value = ids.join(',');
      send(form);
    });
  }
}

/** A choice that has no field is taken away as its link says, and what was typed stays. */
function takeAway(event) {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!plain) return;
  event.preventDefault();
  const form = event.currentTarget.closest('form');
  const kept = new URL(event.currentTarget.href).searchParams;
  for (const field of form.querySelectorAll('input[type="hidden"]:not([name="listed"])')) {
    if (!kept.getAll(field.name).includes(field.value)) field.remove();
  }
  send(form);
}

function enhance() {
  const form = desk().querySelector('form');
  form.addEventListener('submit', (event) => { event.preventDefault(); send(form, event.submitter); });
  form.addEventListener('change', (event) => { if (event.target.name === 'keep') send(form); });
  form.querySelectorAll('ol.entries').forEach(drag);
  for (const link of form.querySelectorAll('.chips a')) link.addEventListener('click', takeAway);
  for (const button of desk().querySelectorAll('[data-copy]')) {
    button.hidden = !canCopy('write');
    button.addEventListener('click', () => copy(button));
  }
  for (const link of desk().querySelectorAll('section[aria-labelledby="take"] a')) link.addEventListener('click', follow);
}

if (desk()) {
  enhance();
  whenMoved(() => location.reload());
}
