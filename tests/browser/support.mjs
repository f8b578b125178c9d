// What every browser test needs: the real program on a free port, a browser, a page that notes what it asks of other hosts,
// and the list of page types. A further page type is one line in PAGES.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = new URL('../../', import.meta.url);
export const LANGS = ['en', 'cy'];
export const TODAY = '2026-11-22';

const QUESTION = {
  en: 'advanced practitioner, laboratory sciences, salary-funded',
  cy: "ymarferydd uwch, gwyddorau labordy, cyflog wedi'i dalu",
};

/** Every type of page: what stands behind `/{lang}/`, and the status with which it answers. */
export const PAGES = [
  { name: 'home', path: () => '' },
  { name: 'results', path: (lang) => `opportunities?q=${encodeURIComponent(QUESTION[lang])}` },
  { name: 'results filtered', path: () => 'opportunities?career_level=advanced&health_board=hywel-dda&offer=salary-covered&sort=deadline' },
  { name: 'results near misses', path: () => 'opportunities?q=phd+fellowship+audiology+salary' },
  { name: 'results relaxed', path: () => 'opportunities?career_level=associate&kind=fellowship&topic=sustainability' },
  { name: 'results none', path: () => 'opportunities?q=zzzz&relax=false&kind=event&funder=wellcome' },
  { name: 'opportunity', path: () => 'opportunities/hcrw-emerging-researcher-award?career_level=advanced&health_board=hywel-dda' },
  { name: 'opportunity expected', path: () => 'opportunities/hcrw-doctoral-fellowship-award' },
  { name: 'can I apply', path: () => 'can-i-apply?career_level=advanced' },
  { name: 'pathway', path: () => 'pathway' },
  { name: 'pathway of a profession', path: () => 'pathway?profession=audiology&career_level=enhanced' },
  { name: 'digest', path: () => 'digest?since=2025-11-01&closing_within=366' },
  { name: 'digest empty', path: () => 'digest?kind=event&funder=wellcome&lang=cy' },
  { name: 'contacts', path: () => 'contacts?health_board=powys' },
  { name: 'coverage', path: () => 'coverage' },
  { name: 'coverage of a kind', path: () => 'coverage?kind=fellowship' },
  { name: 'about', path: () => 'about' },
  { name: 'accessibility', path: () => 'accessibility' },
  { name: 'privacy', path: () => 'privacy' },
  { name: 'developers', path: () => 'developers?kind=fellowship' },
  { name: 'not found', path: () => 'opportunities/hcrw-emerging-reseacher-award', status: 404 },
  { name: 'gone', path: () => 'opportunities/hcrw-nhs-research-time-award', status: 410 },
];

/** Starts the program on a free port and waits for the line that names its address. */
export async function startServer({ today = TODAY, options = [] } = {}) {
  const program = process.env.CYFLE_PROGRAM ?? fileURLToPath(new URL('target/debug/cyfle', ROOT));
  const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--today', today, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = line.match(/http:\/\/[\d.]+:\d+/)?.[0];
    if (url) {
      child.stdout.resume();
      return { url, stop: async () => { child.kill(); await once(child, 'exit'); } };
    }
  }
  throw new Error(`${program} ended before it answered`);
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A browser with an empty profile. */
export async function openBrowser() {
  const profile = await mkdtemp(join(tmpdir(), 'cyfle-browser-'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS,
    env: { ...process.env, HOME: profile, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  });
  return { browser, close: async () => { await browser.close(); await rm(profile, { recursive: true, force: true }); } };
}

/** A fresh page: no shared state, and `offHost` collects every request that leaves the server. */
export async function openPage(browser, server, { width = 1280, scheme = 'light', javaScriptEnabled = true, lang = 'en' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled, locale: lang === 'cy' ? 'cy-GB' : 'en-GB', reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const offHost = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) offHost.push(request.url());
  });
  return { page, context, offHost, close: () => context.close() };
}

/** A server and a browser for one test file, and what stops both: `after(stop)`. */
export async function start(settings) {
  const [server, { browser, close }] = await Promise.all([startServer(settings), openBrowser()]);
  return { server, browser, stop: async () => { await close(); await server.stop(); } };
}

let axe;

/** What axe finds against WCAG 2.2 AA: one line a fault. */
export async function faults(page) {
  axe ??= await readFile(fileURLToPath(new URL('node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
  await page.evaluate(axe); // a script element would be refused by our own policy
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    iframes: false, // a sandboxed frame runs no script, so axe could only complain in the console
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
  }));
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${
    node.any[0]?.message ?? ''}`));
}

/** Elements that stick out of the page sideways. */
export const overflowing = (page) => page.evaluate(() => (document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 5).map((element) => element.outerHTML.slice(0, 160))));
