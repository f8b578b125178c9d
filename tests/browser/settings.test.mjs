// The pages as people meet them who have little room, large text, no scripts or a printer.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LANGS, openPage, overflowing, start } from './support.mjs';

const { server, browser, stop } = await start();
after(stop);

const PHONE = 390;

test('on a phone the way from the choices to the results stays in sight and says how many there are', async () => {
  const { page, close } = await openPage(browser, server, { width: PHONE });
  await page.goto(`${server.url}/en/opportunities`);
  const way = page.locator('.show a');
  assert.equal(await way.isVisible(), false, 'nothing is being chosen');
  await page.locator('.panel > summary').click();
  const before = await way.innerText();
  await page.locator('.filters a[data-key="kind-fellowship"]').click();
  await page.waitForFunction((text) => document.querySelector('.show a').innerText !== text, before);
  assert.match(await way.innerText(), /^Show \d+ opportunities$/);
  const { y, height } = await way.boundingBox();
  assert.ok(y > 0 && y + height <= page.viewportSize().height);
  await way.click();
  const shown = await page.locator('#results').evaluate((results) => results.getBoundingClientRect().top);
  assert.ok(shown >= 0 && shown < 40, `the results begin at ${shown} px`);
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('.filters [aria-current]'));
  await close();
});

test('on a phone the way to the results covers nothing that has the focus', async () => {
  const { page, close } = await openPage(browser, server, { width: PHONE });
  await page.goto(`${server.url}/cy/opportunities`);
  await page.locator('.panel > summary').focus();
  await page.keyboard.press('Enter');
  let met = 0;
  for (; met < 80; met += 1) {
    await page.keyboard.press('Tab');
    const room = await page.evaluate(() => document.activeElement.closest('.panel')
      && document.querySelector('.show').getBoundingClientRect().top - document.activeElement.getBoundingClientRect().bottom);
    if (room === null) break;
    assert.ok(room > -1, await page.evaluate(() => document.activeElement.outerHTML));
  }
  assert.ok(met > 20, `${met} choices`);
  assert.ok(await page.locator('.show a').evaluate((way) => way === document.activeElement), 'it comes after the last choice');
  await close();
});

for (const lang of LANGS) {
  test(`${lang}: text of twice the size breaks no word of a heading on a phone`, async () => {
    const { page, close } = await openPage(browser, server, { width: PHONE, lang });
    for (const path of ['', 'can-i-apply', 'opportunities?q=audiology', 'pathway']) {
      await page.goto(`${server.url}/${lang}/${path}`);
      await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
      const broken = await page.locator('h1').evaluate((heading) => {
        const text = heading.firstChild;
        return [...text.data.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
        }).map(([word]) => word);
      });
      assert.deepEqual(broken, [], path);
      assert.deepEqual(await overflowing(page), [], path);
    }
    await close();
  });
}

test('without scripts nothing covers what was searched for', async () => {
  const { page, close } = await openPage(browser, server, { width: PHONE, javaScriptEnabled: false });
  await page.goto(`${server.url}/en/opportunities?q=audiology`);
  const box = page.locator('#q');
  const asSearch = await box.screenshot();
  await box.evaluate((input) => { input.type = 'text'; }); // which has nothing but its text
  assert.ok(asSearch.equals(await box.screenshot()));
  await close();
});

test('on paper a page says where it stands and for which day, and whom to ask where the form is left out', async () => {
  const { page, close } = await openPage(browser, server);
  await page.goto(`${server.url}/en/opportunities/hcrw-emerging-researcher-award`);
  const foot = page.locator('.foot .print-only');
  const contacts = page.locator('#help .print-only');
  assert.deepEqual([await foot.isVisible(), await contacts.isVisible()], [false, false]);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#help form').isVisible(), false);
  assert.match(await contacts.innerText(), /\/en\/contacts$/);
  assert.equal(await foot.innerText(), `${server.url}/en/opportunities/hcrw-emerging-researcher-award As on 22 November 2026`);
  await close();
});

for (const lang of LANGS) {
  test(`${lang}: where the browser does not allow copying, it is said, and where it has no clipboard, nothing is offered`, async () => {
    for (const [clipboard, offered] of [['({ writeText: () => Promise.reject(new Error()) })', 1], ['undefined', 0]]) {
      const { page, close } = await openPage(browser, server, { lang });
      await page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: ${clipboard} })`);
      await page.goto(`${server.url}/${lang}/opportunities?q=audiology`);
      const copy = page.locator('#share + button');
      assert.equal(await copy.count(), offered);
      if (offered) {
        await copy.click();
        await page.waitForFunction(() => document.querySelector('#share + button').textContent === document.getElementById('share').dataset.failed);
        assert.ok(await page.locator('#share').evaluate((box) => box.selectionEnd - box.selectionStart === box.value.length), 'the address is marked');
      }
      await page.goto(`${server.url}/${lang}/developers`);
      assert.equal(await page.locator('#copy-as-component').count(), offered);
      if (offered) {
        await page.locator('#copy-as-component').click();
        await page.waitForFunction(() => { const { textContent, dataset } = document.getElementById('copied'); return textContent === dataset.failed; });
      }
      await close();
    }
  });
}
