// Enhancements only: every page works without this file. It refreshes results in place, and copies and prints on request.

const area = () => document.getElementById('search-area');

/** The keys of the folded parts that stand open, so that a refresh does not close them. */
const openKeys = () => new Map([...area().querySelectorAll('details[data-key]')].map((part) => [part.dataset.key, part.open]));

let running;

/** Shows the results at an address in place of those on the page; whatever goes wrong, the browser follows the link instead. */
async function refresh(address, { push }) {
  running?.abort();
  running = new AbortController();
  const focused = document.activeElement?.dataset?.key;
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
    if (push) history.pushState({}, '', address);
    enhance();
    (focused && found.querySelector(`a[data-key="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
    // The region must be on the page before its text changes, or nobody hears it.
    requestAnimationFrame(() => { document.getElementById('announce').textContent = found.querySelector('h1').textContent; });
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(address);
  }
}

function followInPlace(event) {
  const link = event.target.closest('.filters a, .chips a, .sort a');
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

function enhance() {
  const address = document.querySelector('input[data-copy]');
  if (address && navigator.clipboard && !address.nextElementSibling) {
    address.after(button(address.dataset.copy, async (event) => {
      await navigator.clipboard.writeText(address.value);
      event.target.textContent = address.dataset.copied;
    }));
  }
  for (const place of document.querySelectorAll('[data-print]:empty')) place.append(button(place.dataset.print, () => window.print()));
}

enhance();
if (area()) {
  document.addEventListener('click', followInPlace);
  addEventListener('popstate', () => refresh(location.href, { push: false }));
}
