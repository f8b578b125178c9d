// The page for developers: snippets can be copied, and follow each choice at once. Without this script the form does the same
// with its button.
import { canCopy, copied } from './browser.mjs';

const form = document.querySelector('#builder');
const said = document.querySelector('#copied');
let asked;

const addCopyButtons = () => {
  const snippets = document.querySelector('#snippets');
  if (!canCopy()) return;
  for (const code of snippets.querySelectorAll('code[data-named]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'nhsuk-button nhsuk-button--secondary';
    button.id = `copy-${code.dataset.named}`;
    button.textContent = snippets.dataset.copy;
    button.setAttribute('aria-describedby', code.dataset.named);
    button.addEventListener('click', async () => {
      const done = await copied((clipboard) => clipboard.writeText(code.textContent));
      said.textContent = done ? said.dataset.copied : said.dataset.failed;
    });
    code.parentElement.after(button);
  }
};

const follow = async () => {
  asked?.abort();
  asked = new AbortController();
  const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const address = `${location.pathname}?${chosen}`;
  try {
    const answer = await fetch(address, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelector('#snippets').replaceWith(document.adoptNode(page.querySelector('#snippets')));
    history.replaceState(null, '', address);
    said.textContent = '';
    addCopyButtons();
  } catch (error) {
    if (error.name !== 'AbortError') form.submit();
  }
};

form.addEventListener('change', follow);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  follow();
});
addCopyButtons();
