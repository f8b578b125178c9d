// The list on somebody else's page: another origin, a strict policy, both languages, as a component and in a frame. It asks
// nobody but the service, passes axe, filters, and says how many it has found.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { faults, LANGS, openPage, overflowing, start } from './support.mjs';

let server;
let browser;
let stop;
let host;

/** What a host page allows: its own style sheet, and the service. Nothing inline. */
const policy = (service) => `default-src 'none'; style-src 'self'; script-src ${service}; connect-src ${service}; frame-src ${service}; base-uri 'none'`;

before(async () => {
  ({ server, browser, stop } = await start());
  host = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://host');
    const lang = searchParams.get('lang') ?? 'en';
    const list = pathname === '/frame'
      ? `<iframe src="${server.url}/${lang}/embed?kind=fellowship&amp;limit=3" title="Cyfle" width="100%" height="300"></iframe>
         <script type="module" src="${server.url}/embed/v1/resize.js"></script>`
      : `<script type="module" src="${server.url}/embed/v1/cyfle.js"></script>
         <cyfle-opportunities ${searchParams.get('attributes') ?? 'kind="fellowship" limit="3"'}>
         <a href="${server.url}/${lang}/opportunities">Cyfle</a></cyfle-opportunities>`;
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy(server.url) });
    response.end(`<!DOCTYPE html><html lang="${lang}"><head><title>Host</title></head><body><main><h1>Host</h1><h2>Cyfle</h2>${list}</main></body></html>`);
  });
  await new Promise((resolve) => { host.listen(0, '127.0.0.1', resolve); });
  host.url = `http://127.0.0.1:${host.address().port}`;
});

after(async () => {
  await new Promise((resolve) => { host.close(resolve); host.closeAllConnections(); });
  await stop();
});

/** Opens a page of the host, and collects what the policy refuses and what is asked of anybody but host and service. */
async function visit(path) {
  const opened = await openPage(browser, server);
  const refused = [];
  opened.page.on('console', (message) => { if (/content security policy/i.test(message.text())) refused.push(message.text()); });
  await opened.page.goto(`${host.url}${path}`);
  const elsewhere = () => opened.offHost.filter((url) => !url.startsWith(host.url));
  return { ...opened, refused, elsewhere };
}

for (const lang of LANGS) {
  test(`${lang}: the component renders, filters, passes axe and asks only the service`, async () => {
    const { page, refused, elsewhere, close } = await visit(`/?lang=${lang}`);
    const list = page.locator('cyfle-opportunities');
    await list.locator('ol > li').nth(2).waitFor();
    assert.equal(await list.locator('ol > li').count(), 3);
    assert.equal(await list.locator('ol > li h3 a').count(), 3, 'titles are headings of the level that was asked for');
    const found = await page.evaluate(async ([url, code]) => (await fetch(`${url}/api/v1/opportunities?kind=fellowship&lang=${code}&per_page=3`)).json(), [server.url, lang]);
    assert.deepEqual(await list.locator('h3 a').allTextContents(), found.opportunities.map(({ title }) => title));
    assert.equal(await list.locator('[role=status]').textContent(), found.meta.label);
    assert.equal(await list.locator('slot').isVisible(), false, 'the link gives way to the list');
    assert.deepEqual(await faults(page), []);

    await list.locator('input[type=search]').fill(lang === 'cy' ? 'cymrodoriaeth ddoethurol' : 'doctoral fellowship');
    await list.locator('input[type=search]').press('Enter');
    await page.waitForFunction((first) => document.querySelector('cyfle-opportunities').shadowRoot.querySelector('h3 a')?.textContent !== first, found.opportunities[0].title);
    assert.ok(await list.locator('ol > li').count() > 0);
    assert.deepEqual(refused, []);
    assert.deepEqual(elsewhere(), []);
    await close();
  });

  test(`${lang}: the frame takes the height of its list, filters inside itself and passes axe`, async () => {
    const { page, refused, elsewhere, close } = await visit(`/frame?lang=${lang}`);
    const frame = page.frameLocator('iframe');
    await frame.locator('ol > li').nth(2).waitFor();
    await page.waitForFunction(() => document.querySelector('iframe').clientHeight > 300);
    assert.equal(await frame.locator('html').getAttribute('lang'), lang);
    const inside = page.frames().find((one) => one.url().includes('/embed'));
    assert.deepEqual(await faults(inside), []);
    await frame.locator('input[type=search]').fill('audiology');
    await frame.locator('button').click();
    await inside.waitForURL(/q=audiology/);
    assert.match(inside.url(), /kind=fellowship/, 'the filter of the host stays');
    assert.equal(new URL(page.url()).pathname, '/frame');
    assert.deepEqual(refused, []);
    assert.deepEqual(elsewhere(), []);
    await close();
  });
}

test('attributes filter, hide the search box, set the level of the titles and choose the language', async () => {
  const attributes = 'lang="cy" career-level="advanced" kind="award" limit="2" heading-level="4" search="off"';
  const { page, close } = await visit(`/?lang=en&attributes=${encodeURIComponent(attributes)}`);
  const list = page.locator('cyfle-opportunities');
  await list.locator('ol > li').nth(1).waitFor();
  assert.equal(await list.locator('h4 a').count(), 2);
  assert.equal(await list.locator('form').count(), 0);
  assert.match(await list.locator('h4 a').first().getAttribute('href'), /\/cy\/opportunities\//);
  await list.evaluate((element) => { element.setAttribute('limit', '1'); });
  await page.waitForFunction(() => document.querySelector('cyfle-opportunities').shadowRoot.querySelectorAll('h4').length === 1);
  await close();
});

test('the list shows wherever a page puts it', async () => {
  const { page, close } = await visit('/');
  const list = page.locator('cyfle-opportunities');
  await list.locator('ol > li').nth(2).waitFor();
  for (const style of ['display: flex', 'display: inline-block', 'float: left', 'display: table-cell', 'display: inline-grid']) {
    const width = await list.evaluate((element, wanted) => {
      const around = document.createElement('div');
      around.style.cssText = wanted;
      document.querySelector('main').append(around);
      around.append(element);
      return element.getBoundingClientRect().width;
    }, style);
    assert.ok(width >= 200, `${style}: ${width}`);
    await list.locator('ol > li').nth(2).waitFor();
  }
  await page.setViewportSize({ width: 320, height: 700 });
  assert.deepEqual(await overflowing(page), []);
  await close();
});

test('the link to all of them asks what the list asks, and nothing of how it is shown', async () => {
  const { page, close } = await visit(`/?attributes=${encodeURIComponent('kind="fellowship" limit="1"')}`);
  const link = page.locator('cyfle-opportunities').locator('p > a[href*="/opportunities?"]');
  assert.equal(await link.getAttribute('href'), `${server.url}/en/opportunities?kind=fellowship`);
  await close();
});

test('an attribute that changes takes nothing from whoever types, and a question that the page sets is asked', async () => {
  const { page, close } = await visit('/');
  const list = page.locator('cyfle-opportunities');
  const box = list.locator('input[type=search]');
  await list.locator('ol > li').nth(2).waitFor();
  await box.fill('audiol');
  await list.evaluate((element) => { element.setAttribute('limit', '1'); });
  await page.waitForFunction(() => document.querySelector('cyfle-opportunities').shadowRoot.querySelectorAll('li').length === 1);
  assert.equal(await box.inputValue(), 'audiol');
  await page.keyboard.type('ogy');
  assert.equal(await box.inputValue(), 'audiology', 'the box still has the focus');

  const asked = (text) => page.waitForRequest((request) => new URL(request.url()).searchParams.get('q') === text);
  const typed = asked('audiology');
  await page.keyboard.press('Enter');
  await typed;
  const set = asked('genomics');
  await list.evaluate((element) => { element.setAttribute('q', 'genomics'); });
  await set;
  assert.equal(await box.inputValue(), 'genomics');
  await close();
});

test('the list is in the language of the text around it', async () => {
  const { page, close } = await visit('/?lang=en');
  const list = page.locator('cyfle-opportunities');
  await list.locator('h3 a[href*="/en/"]').first().waitFor();
  await list.evaluate((element) => {
    const around = document.createElement('section');
    around.lang = 'cy';
    document.querySelector('main').append(around);
    around.append(element);
  });
  await list.locator('h3 a[href*="/cy/"]').first().waitFor();
  await close();
});

test('what only comes near is marked, and what is closed says so', async () => {
  const attributes = 'q="phd fellowship audiology salary" limit="100" search="off"';
  const { page, close } = await visit(`/?attributes=${encodeURIComponent(attributes)}`);
  const list = page.locator('cyfle-opportunities');
  await list.locator('ol > li').nth(1).waitFor();
  const query = 'q=phd+fellowship+audiology+salary&per_page=100&relax=false';
  const found = await page.evaluate(async (url) => (await fetch(url)).json(), `${server.url}/api/v1/opportunities?${query}`);
  const near = found.opportunities.map((one) => one.near).filter(Boolean);
  assert.ok(near.length);
  assert.deepEqual(await list.locator('li strong').allTextContents(), near);
  const verdicts = await list.locator('li dl').evaluateAll((lists) => lists.map((one) => one.innerText));
  assert.ok(verdicts.every((text, place) => text.includes(found.opportunities[place].fit.label)));
  await close();
});

test('what cannot be shown leaves the link and says so', async () => {
  const { page, close } = await visit(`/?attributes=${encodeURIComponent('kind="nothing-of-the-kind"')}`);
  const list = page.locator('cyfle-opportunities');
  await page.waitForFunction(() => document.querySelector('cyfle-opportunities').shadowRoot?.querySelector('[role=status]').textContent);
  assert.equal(await list.locator('a').isVisible(), true);
  assert.equal(await list.locator('ol').count(), 0);
  const said = await list.locator('[role=status]').textContent();
  assert.ok(said.includes('nothing-of-the-kind') && said.includes('fellowship'), `what cannot be used, and what can: ${said}`);
  await close();
});

test('the builder shows the snippets at once, and without JavaScript after its button', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, offHost, close } = await openPage(browser, server, { javaScriptEnabled });
    await page.goto(`${server.url}/en/developers`);
    await page.selectOption('#b-kind', 'training');
    if (!javaScriptEnabled) await page.click('.builder button');
    const snippet = page.locator('code[data-run=component]', { hasText: 'kind="training"' });
    await snippet.waitFor();
    assert.match(await page.locator('code[data-run=frame]').textContent(), /embed\?kind=training/);
    assert.match(await page.locator('iframe.preview').getAttribute('src'), /kind=training/);
    assert.equal(await page.locator('#copy-as-component').count(), javaScriptEnabled ? 1 : 0);
    assert.deepEqual(offHost, []);
    await close();
  }
});
