// Names are offered while someone types: with the keyboard, heard by screen readers, and never in the way.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { faults, openPage, start } from './support.mjs';

const { server, browser, stop } = await start();
after(stop);

async function typed(lang, text) {
  const opened = await openPage(browser, server, { lang });
  await opened.page.goto(`${server.url}/${lang}/`);
  await opened.page.locator('#q').focus();
  // Names for the first letters may be there already, and those for all of them would take their place.
  const last = opened.page.waitForResponse((answer) => new URL(answer.url()).searchParams.get('q') === text);
  await opened.page.keyboard.type(text);
  await (await last).finished();
  await opened.page.locator('[role="option"]').first().waitFor();
  return opened;
}

for (const [lang, text, name] of [['en', 'audiol', /audiology/i], ['cy', 'gymrod', /cymrodoriaeth/i]]) {
  test(`${lang}: arrow keys choose a name and Enter asks for it`, async () => {
    const { page, close } = await typed(lang, text);
    const box = page.locator('#q');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.match(await page.locator('.search-box [role="status"]').innerText(), /\d/);
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('ArrowDown');
    const option = page.locator('[role="option"][aria-selected="true"]');
    assert.match(await option.innerText(), name);
    assert.equal(await box.getAttribute('aria-activedescendant'), await option.getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/opportunities/);
    await close();
  });
}

test('no name is cut off, however many there are', async () => {
  const { page, close } = await typed('en', 'fellow');
  const seen = await page.locator('[role="option"]').evaluateAll((options) => options.map((option) => {
    const { left, bottom } = option.getBoundingClientRect();
    return document.elementFromPoint(left + 10, bottom - 4) === option;
  }));
  assert.ok(seen.length > 4 && seen.every(Boolean), String(seen));
  await close();
});

test('Escape closes the list and leaves what was typed', async () => {
  const { page, close } = await typed('en', 'fellow');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[role="listbox"]').isVisible(), false);
  assert.equal(await page.locator('#q').inputValue(), 'fellow');
  await close();
});

test('the name of an opportunity leads straight to its page', async () => {
  const { page, close } = await typed('en', 'Emerging Researcher Aw');
  await page.locator('[role="option"]', { hasText: 'Emerging Researcher Award' }).click();
  await page.waitForURL(/opportunities\/hcrw-emerging-researcher-award/);
  await close();
});

test('a name is taken when the button is lifted on it, and not when it was moved away before', async () => {
  const { page, close } = await typed('en', 'Emerging Researcher Aw');
  const { x, y, width, height } = await page.locator('[role="option"]').first().boundingBox();
  const before = page.url();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, 5);
  await page.mouse.up();
  assert.equal(page.url(), before);
  assert.equal(await page.locator('#q').inputValue(), 'Emerging Researcher Aw');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  assert.equal(await page.locator('[role="listbox"]').isVisible(), true);
  await close();
});

test('what stands before the name that is chosen is kept', async () => {
  const { page, close } = await typed('en', 'band 6 audiol');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/opportunities\?/);
  assert.equal(new URL(page.url()).searchParams.get('q'), 'band 6 Audiology');
  await close();
});

test('what readers have said of themselves goes along to an opportunity, and what was half typed does not', async () => {
  const { page, close } = await openPage(browser, server);
  await page.goto(`${server.url}/en/opportunities?career_level=advanced&profession=audiology`);
  await page.locator('#q').focus();
  await page.keyboard.type('Emerging Researcher Aw');
  await page.locator('[role="option"]', { hasText: 'Emerging Researcher Award' }).click();
  await page.waitForURL(/opportunities\/hcrw-emerging-researcher-award/);
  assert.equal(new URL(page.url()).search, '?career_level=advanced&profession=audiology');
  await close();
});

test('where colours are forced an outline shows which name is chosen', async () => {
  const { page, close } = await typed('en', 'audiol');
  await page.emulateMedia({ forcedColors: 'active' });
  await page.keyboard.press('ArrowDown');
  // Names may still arrive and take the place of those that were there.
  await page.waitForFunction(() => {
    const option = document.querySelector('[role="option"][aria-selected="true"]');
    const { outlineStyle, outlineWidth } = option ? getComputedStyle(option) : {};
    return outlineStyle === 'solid' && outlineWidth === '2px';
  });
  await close();
});

test('when nothing can be offered, searching goes on as ever', async () => {
  const { page, close } = await openPage(browser, server);
  await page.route('**/api/v1/suggest*', (route) => route.abort());
  await page.goto(`${server.url}/en/`);
  await page.locator('#q').fill('fellowship');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=fellowship/);
  await close();
});
