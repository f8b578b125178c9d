// The editor's desk with the keyboard alone, in both languages, and without scripts.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { LANGS, start } from './support.mjs';

const { server, browser, stop } = await start({ today: '2026-01-05' });
after(stop);

/** Goes forward with the Tab key until what is focused matches. */
async function tabTo(page, selector) {
  for (let steps = 0; steps < 400; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

async function press(page, selector, key = 'Enter') {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}

const parameter = (page, name) => new URL(page.url()).searchParams.get(name);
const ticked = (page) => page.locator('input[name="keep"]:checked').evaluateAll((boxes) => boxes.map((box) => box.value));
const WORDS = { en: 'For everyone in physiology.', cy: 'I bawb ym maes ffisioleg, o Fôn i Wŷr.' };

for (const lang of LANGS) {
  for (const javaScriptEnabled of [true, false]) {
    test(`${lang}: an issue is made with the keyboard alone, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await browser.newContext({ javaScriptEnabled: true, permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const messages = [];
      page.on('console', (message) => messages.push(message.text()));
      page.on('pageerror', (error) => messages.push(error.message));
      // Without its script the page must do the same; the test itself still needs to ask what is focused.
      if (!javaScriptEnabled) await page.route(/\.mjs$/, (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
      await page.goto(`${server.url}/${lang}/digest`);

      // Choose.
      await press(page, 'details[data-key="profession_group"] summary');
      await press(page, 'input[value="physiological-sciences"]', 'Space');
      await press(page, '#audience ~ button');
      await page.waitForURL(/profession_group=physiological-sciences/);
      const all = await ticked(page);
      assert.ok(all.length >= 4, String(all));

      // Untick.
      await press(page, 'input[name="keep"]', 'Space');
      if (!javaScriptEnabled) await press(page, '#desk-add', 'Enter');
      await page.waitForURL(/leave_out=/);
      assert.equal(parameter(page, 'leave_out'), all[0]);
      assert.deepEqual(await ticked(page), all.slice(1));

      // Reorder; what was moved keeps the focus, or is in sight.
      await press(page, `button[value="down:${all[1]}"]`);
      await page.waitForURL(/order=/);
      assert.deepEqual((await ticked(page)).slice(0, 2), [all[2], all[1]]);
      if (javaScriptEnabled) assert.ok(await page.evaluate(() => document.activeElement.closest('li')?.dataset.id) === all[1]);

      // Introduce.
      for (const own of LANGS) {
        await tabTo(page, `#introduction-${own}`);
        await page.keyboard.insertText(WORDS[own]);
      }
      await press(page, 'button[value="preview"]');
      await page.waitForURL(/introduction_cy=/);
      for (const own of LANGS) {
        const frame = await (await fetch(new URL(await page.locator(`iframe[src*="lang=${own}"]`).getAttribute('src'), server.url))).text();
        assert.ok(frame.includes(WORDS[own]), `${own}: the preview has the introduction`);
        assert.ok(!frame.includes(`/${all[0]}`), `${own}: the preview leaves out what was unticked`);
      }

      const whole = page.locator('.frames iframe').nth(2);
      const message = await (await fetch(new URL(await whole.getAttribute('src'), server.url))).text();
      assert.ok(LANGS.every((own) => message.includes(WORDS[own])), 'the third preview has both languages');

      // Copy.
      if (javaScriptEnabled) {
        await press(page, '[data-copy="text"]');
        await page.waitForFunction(() => document.getElementById('desk-said').textContent === document.querySelector('.copies').dataset.done);
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.ok(copied.includes(WORDS.cy) && copied.includes(WORDS.en), copied.slice(0, 300));
        await press(page, '[data-copy="fragment"]');
        await page.waitForFunction(async () => {
          const [copied] = await navigator.clipboard.read();
          return ['text/html', 'text/plain'].every((kind) => copied?.types.includes(kind));
        });
      }

      // The next issue begins where this one ends and forgets what was only for this one.
      await press(page, '#next-issue');
      await page.waitForURL(/since=2026-01-05/);
      assert.equal(parameter(page, 'profession_group'), 'physiological-sciences');
      assert.equal(parameter(page, 'leave_out'), null);
      assert.equal(parameter(page, 'introduction_cy'), null);
      assert.deepEqual(messages, []);
      await context.close();
    });
  }
}

test('what is dismissed stays away from the next issue until it is brought back', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/cy/digest`);
  const [first] = await ticked(page);
  await press(page, `button[value="dismiss:${first}"]`);
  await page.waitForURL(/dismissed=/);
  assert.ok(!(await ticked(page)).includes(first));
  await press(page, '#next-issue');
  await page.waitForURL(/since=2026-01-05/);
  assert.equal(parameter(page, 'dismissed'), first);
  await press(page, 'details[data-key="dismissed"] summary');
  await press(page, `button[value="restore:${first}"]`);
  await page.waitForURL((url) => !url.searchParams.has('dismissed'));
  await page.close();
});

test('a link into the page takes nothing away that was typed', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/en/digest`);
  await page.evaluate(() => { window.loadedOnce = true; });
  await page.locator('#introduction-en').fill(WORDS.en);
  await page.locator('.nhsuk-skip-link').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  // The step back is one through the history, too; were the page loaded anew, it would have forgotten both.
  await page.goBack();
  await page.waitForURL((url) => url.hash !== '#main');
  assert.equal(await page.evaluate(() => window.loadedOnce), true);
  assert.equal(await page.locator('#introduction-en').inputValue(), WORDS.en);
  await page.close();
});

test('an entry can be added by its address and dragged to its place', async () => {
  // High enough for the list: what scrolls between press and release drags something else.
  const page = await browser.newPage({ viewport: { width: 1280, height: 2400 } });
  await page.goto(`${server.url}/en/digest`);
  await tabTo(page, '#desk-add');
  await page.keyboard.insertText(`${server.url}/en/opportunities/hcrw-faculty`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/include=hcrw-faculty/);
  const before = await ticked(page);
  assert.ok(before.includes('hcrw-faculty'));
  await page.locator(`li[data-id="${before[0]}"]`).dragTo(page.locator(`li[data-id="${before[2]}"]`));
  await page.waitForURL(/order=/);
  assert.deepEqual((await ticked(page)).slice(0, 3), [before[1], before[2], before[0]]);
  await page.close();
});

test('the button that updates the issue keeps the focus', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/en/digest`);
  await press(page, '#desk-update');
  await page.waitForFunction(() => document.getElementById('desk-said').textContent);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'desk-update');
  await page.close();
});

test('what was typed and not yet updated is copied and downloaded too', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(`${server.url}/en/digest`);
  await page.locator('#introduction-en').fill(WORDS.en);
  await page.locator('#copy-text').click();
  await page.waitForFunction(() => document.getElementById('desk-said').textContent === document.querySelector('.copies').dataset.done);
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes(WORDS.en));
  await page.locator('#introduction-cy').fill(WORDS.cy);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#download-markdown').click()]);
  const text = await readFile(await download.path(), 'utf8');
  assert.ok(text.includes(WORDS.en) && text.includes(WORDS.cy), text.slice(0, 300));
  await context.close();
});

test('a filter without a field is taken away by its chip, and what was typed stays', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/en/digest?since=2025-11-01&topic=cancer&nation=wales`);
  await page.locator('#introduction-en').fill(WORDS.en);
  await page.locator('.chips a', { hasText: 'Cancer' }).click();
  await page.waitForURL((url) => !url.searchParams.has('topic'));
  assert.equal(parameter(page, 'nation'), 'wales');
  assert.equal(await page.locator('#introduction-en').inputValue(), WORDS.en);
  assert.equal(await page.locator('.chips a').count(), 1);
  await page.close();
});
