// Every piece of text on every page comes from the language of that page: a phrase of its language file, a text of the
// catalogue in that language, a date, a figure or an address. What is quoted from the other language says so with `lang`.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { LANGS, PAGES, ROOT, openPage, start } from './support.mjs';

const { server, browser, stop } = await start();
after(stop);

const CATALOGUE = new URL('catalogue/', ROOT);
const squeeze = (text) => text.replace(/\s+/g, ' ').trim();
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every text that exists in both languages, anywhere in the catalogue. */
async function* pairs() {
  const files = await readdir(CATALOGUE, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.yaml') && !/^(languages|drafts|sources)/.test(name))) {
    const stack = [parse(await readFile(fileURLToPath(new URL(file, CATALOGUE)), 'utf8'))];
    while (stack.length) {
      const node = stack.pop();
      if (typeof node !== 'object' || node === null) continue;
      if (typeof node.en === 'string' && typeof node.cy === 'string') yield node;
      stack.push(...Object.values(node));
    }
  }
}

/** What may stand on a page of a language. */
async function vocabulary(lang) {
  const { phrases } = parse(await readFile(fileURLToPath(new URL(`languages/${lang}.yaml`, CATALOGUE)), 'utf8'));
  const whole = new Set(['Cyfle']);
  const patterns = [];
  for (const phrase of Object.values(phrases).flatMap((value) => (typeof value === 'string' ? [value] : Object.values(value)))) {
    const text = squeeze(phrase);
    whole.add(text).add(trimmed(text));
    if (text.includes('{')) patterns.push(new RegExp(`^${text.split(/\{\w+\}/).map(escaped).join('(.+)')}$`, 's'));
  }
  for await (const pair of pairs()) {
    for (const paragraph of pair[lang].split('\n')) whole.add(squeeze(paragraph)).add(trimmed(squeeze(paragraph)));
  }
  const months = Array.from({ length: 12 }, (_, index) => phrases[`month-${index + 1}`]).join('|');
  const date = new RegExp(`^(\\d{1,2} )?(${months}) \\d{4}$`);
  return { whole, patterns, date };
}

const trimmed = (text) => text.replace(/^[\s:;.,()–·→←✓×“”"?]+|[\s:;.,()–·→←✓×“”"]+$/g, '');

/** What begins a line begins with a capital. */
const inside = (text) => text.charAt(0).toLowerCase() + text.slice(1);

function belongs(text, known, depth = 0) {
  const bare = trimmed(text);
  if (!/\p{L}/u.test(bare) || known.whole.has(text) || known.whole.has(bare) || known.whole.has(inside(bare)) || known.date.test(bare)) return true;
  if (/^((https?:\/\/)?([\w-]+\.)+\w{2,}\.?(:\d+)?(\/\S*)?|https?:\/\/\S+|[\w.&+-]+@[\w.-]+|[0-9a-f]{12}|cyfle-[\d-]+-[0-9a-f]+|GBP|EUR|USD)$/.test(bare) || known.typed.has(bare.toLowerCase())) return true;
  if (depth > 4) return false;
  const filled = known.patterns.some((pattern) => [text, bare, inside(bare)].some((form) => {
    const places = form.match(pattern)?.slice(1);
    return places?.every((place) => belongs(place, known, depth + 1));
  }));
  return filled || [/; /, / · /, / – /, /: /, /, /, /\. /, /” ?/].some((separator) => {
    const parts = text.split(separator).filter(Boolean);
    return parts.length > 1 && parts.every((part) => belongs(part, known, depth + 1));
  });
}

/** Every text and every attribute that people see or hear, save what is marked as another language. */
const pieces = (page, address) => page.evaluate(async (href) => {
  const response = await fetch(href);
  const parsed = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const other of parsed.querySelectorAll(`[lang]:not(html), script`)) other.remove();
  for (const place of parsed.querySelectorAll('wbr')) place.remove(); // a place to break a line parts no text
  parsed.body.normalize();
  const found = [parsed.title.replace(/ – Cyfle$/, '')];
  const walker = parsed.createTreeWalker(parsed.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode.textContent);
  for (const name of ['aria-label', 'alt', 'title', 'placeholder', 'label']) {
    for (const element of parsed.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
  }
  for (const element of parsed.querySelectorAll('meta[name="description"], meta[property="og:title"]')) found.push(element.content);
  for (const name of ['suggest-label', 'suggest-count', 'copied', 'print']) {
    for (const element of parsed.querySelectorAll(`[data-${name}]`)) found.push(element.getAttribute(`data-${name}`));
  }
  return [...new Set(found.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean))];
}, address);

test('an English phrase on a Welsh page would be seen', async () => {
  const [english, welsh] = await Promise.all([vocabulary('en'), vocabulary('cy')]);
  welsh.typed = new Set();
  const only = [...english.whole].filter((text) => / .+ /.test(text) && !welsh.whole.has(text));
  assert.ok(only.length > 1000);
  const missed = only.filter((text) => belongs(text, welsh));
  assert.ok(missed.length < only.length / 200, missed.slice(0, 20).join('\n'));
});

for (const lang of LANGS) {
  test(`${lang}: no page shows a text of another language`, { timeout: 600_000 }, async () => {
    const { page, close } = await openPage(browser, server, { lang });
    await page.goto(`${server.url}/${lang}/about`);
    const entries = (await readdir(CATALOGUE, { recursive: true })).flatMap((name) => name.match(/^(?:opportunities|archive)\/.*?([^/]+)\.yaml$/)?.[1] ?? []);
    assert.ok(entries.length > 250);
    const known = await vocabulary(lang);
    const strange = [];
    for (const path of [...PAGES.map((type) => type.path(lang)), ...entries.map((id) => `opportunities/${id}`)]) {
      const question = new URLSearchParams(path.split('?')[1] ?? '').get('q') ?? '';
      known.typed = new Set([question, ...question.split(/[ ,]+/)].map((word) => word.toLowerCase()));
      for (const piece of await pieces(page, `${server.url}/${lang}/${path}`)) {
        if (!belongs(piece, known)) strange.push(`${path}: ${piece}`);
      }
    }
    assert.deepEqual(strange.slice(0, 40), []);
    await close();
  });
}
