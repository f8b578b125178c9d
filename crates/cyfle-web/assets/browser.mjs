// What more than one script asks of the browser: where it is in its history, and to copy.

/** What the address asks for: another place on the same page asks for nothing new. */
const question = () => location.pathname + location.search;
let asked = question();

/** What is shown now has this address. */
export function move(address) {
  history.pushState({}, '', address);
  asked = question();
}

/** Calls whenever a step through the history leads to another question; links into the page itself are such steps, too. */
export function whenMoved(show) {
  addEventListener('popstate', () => {
    if (question() === asked) return;
    asked = question();
    show();
  });
}

/** Whether there is a clipboard at all: browsers have none for pages that came in the clear. */
export const canCopy = (method = 'writeText') => Boolean(navigator.clipboard?.[method]);

/** Copies as it is told, and says whether the browser allowed it. */
export async function copied(write) {
  try {
    await write(navigator.clipboard);
    return true;
  } catch {
    return false;
  }
}
