// What people come to do, done twice: with the keyboard alone, and with a mouse where scripts are off.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { LANGS, openPage, overflowing, start } from './support.mjs';

const { server, browser, stop } = await start();
after(stop);

const QUESTION = {
  en: 'advanced practitioner, laboratory sciences, salary-funded',
  cy: "ymarferydd uwch, gwyddorau labordy, cyflog wedi'i dalu",
};
const ENTRY = 'hcrw-emerging-researcher-award';

/** A hand that only presses keys. */
const keyboard = {
  name: 'by keyboard',
  settings: {},
  async reach(page, locator) {
    await locator.waitFor({ state: 'attached' });
    await page.evaluate(() => { document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); });
    for (let presses = 0; presses < 300; presses += 1) {
      await page.keyboard.press('Tab');
      if (await locator.evaluate((element) => element === document.activeElement)) return;
    }
    assert.fail(`no key press reaches ${locator}`);
  },
  async click(page, locator) { await this.reach(page, locator); await page.keyboard.press('Enter'); },
  async type(page, locator, text) { await this.reach(page, locator); await page.keyboard.type(text); },
  async choose(page, locator, value) {
    await this.reach(page, locator);
    for (let presses = 0; presses < 120 && await locator.inputValue() !== value; presses += 1) await page.keyboard.press('ArrowDown');
    assert.equal(await locator.inputValue(), value);
  },
};

/** A hand with a mouse, on a page without scripts. */
const mouse = {
  name: 'without scripts',
  settings: { javaScriptEnabled: false },
  click: (_, locator) => locator.click(),
  type: (_, locator, text) => locator.fill(text),
  choose: (_, locator, value) => locator.selectOption(value),
};

const card = (page, number = 0) => page.locator('.cards > li').nth(number);
const twin = (page) => page.locator('a.twin');
const count = async (locator) => Number((await locator.innerText()).match(/\d+/)[0]);
const chips = (page) => page.locator('#understood + .chips li a:not(.link)');

/** Opens the folded parts around an element, so that a reader sees it. */
async function unfold(page, hand, locator) {
  if (await locator.isVisible()) return;
  for (const part of await locator.locator('xpath=ancestor::details').all()) {
    if (await part.evaluate((details) => !details.open && details.checkVisibility())) await hand.click(page, part.locator('> summary'));
  }
}

async function search(page, hand, lang, text) {
  await page.goto(`${server.url}/${lang}/`);
  await hand.type(page, page.locator('#q'), text);
  await hand.click(page, page.locator('form.search button[type=submit]'));
  await page.waitForURL(/opportunities\?q=/);
}

for (const hand of [keyboard, mouse]) {
  describe(hand.name, () => {
    const journey = (name, walk, settings) => test(name, async () => {
      const { page, close } = await openPage(browser, server, { ...hand.settings, ...settings });
      await walk(page);
      await close();
    });

    for (const lang of LANGS) {
      journey(`${lang}: from a question to the research office of one's own health board`, async (page) => {
        await search(page, hand, lang, QUESTION[lang]);
        assert.equal(await chips(page).count(), 3);
        const link = page.locator(`.cards h3 a[href*="/${ENTRY}?"]`);
        assert.ok(await link.count(), 'the award is on the first page');
        assert.match(await card(page).locator('.verdict').innerText(), /./);
        await hand.click(page, link);
        await page.waitForURL(new RegExp(ENTRY));
        await hand.choose(page, page.locator('#help-board'), 'betsi-cadwaladr-university-health-board');
        await hand.click(page, page.locator('#help form button'));
        await page.waitForURL(/health_board=betsi/);
        assert.match(await page.locator('#help').innerText(), /BCU\.Research&Development@wales\.nhs\.uk/);
        assert.match(page.url(), /q=/, 'the question is still in the address');
      }, { lang });
    }

    journey('the language can be changed in mid-journey and nothing is lost', async (page) => {
      await search(page, hand, 'cy', QUESTION.cy);
      // What answers stays the same, and so do the first three; among equals the words of the page's language may tip the balance.
      const seen = async () => {
        const found = await ids(page);
        return { first: found.slice(0, 3).toSorted(), ids: found.toSorted(), chips: await chips(page).count() };
      };
      const before = await seen();
      await hand.click(page, twin(page));
      await page.waitForURL(/\/en\//);
      assert.deepEqual(await seen(), before);
      await hand.click(page, card(page).locator('h3 a'));
      await page.waitForURL(/opportunities\/./);
      const there = new URL(page.url());
      await hand.click(page, twin(page));
      await page.waitForURL(/\/cy\//);
      assert.equal(page.url(), there.href.replace('/en/', '/cy/'));
      await hand.click(page, page.locator('a.nhsuk-back-link'));
      await page.waitForURL(/opportunities\?q=/);
      assert.equal(await page.locator('#q').inputValue(), QUESTION.cy);
    }, { lang: 'cy' });

    journey('a piece of the question is removed, a choice is added, and the counts agree', async (page) => {
      await search(page, hand, 'en', QUESTION.en);
      await hand.click(page, chips(page).last());
      await page.waitForFunction(() => document.querySelectorAll('#understood + .chips li a:not(.link)').length === 2);
      const choice = page.locator('.filters a[data-key="kind-fellowship"]');
      await unfold(page, hand, choice);
      const expected = await count(choice.locator('.count'));
      await hand.click(page, choice);
      await page.waitForURL(/kind=fellowship/);
      await page.locator('.filters a[data-key="kind-fellowship"][aria-current]').waitFor({ state: 'attached' });
      // Where little is asked the heading counts only what fits, so the cards themselves are counted.
      await page.goto(`${page.url()}&per_page=100`);
      assert.equal(await page.locator('.cards > li').count(), expected);
    });

    journey('where nothing matches every choice, one is left out and named', async (page) => {
      await page.goto(`${server.url}/en/opportunities?career_level=associate&kind=fellowship&topic=sustainability&mode=secondment`);
      assert.match(await page.locator('.notice').first().innerText(), /left out: /);
      assert.ok(await page.locator('.cards > li').count() > 0);
    });

    journey('where nothing is found at all, there is a way on', async (page) => {
      await page.goto(`${server.url}/en/opportunities?kind=event&funder=wellcome&relax=false`);
      assert.equal(await page.locator('.cards > li').count(), 0);
      await hand.click(page, page.locator('#chosen + .chips a').first());
      await page.locator('.cards > li').first().waitFor();
    });

    journey('where nothing is found at all, the search that leaves something out is one press away', async (page) => {
      await page.goto(`${server.url}/cy/opportunities?kind=event&funder=wellcome&career_level=associate&relax=false`);
      assert.equal(await page.locator('.cards > li').count(), 0);
      const again = page.locator('.ways-on a').first();
      const promised = await count(page.locator('.ways-on .count').first());
      await hand.click(page, again);
      await page.locator('.cards > li').first().waitFor();
      assert.match(await page.locator('.notice').first().innerText(), /./, 'what was left out is named');
      const numbers = (await page.locator('h1').innerText()).match(/\d+/g).map(Number);
      assert.equal(numbers.reduce((sum, number) => sum + number), promised);
    }, { lang: 'cy' });

    journey('"Can I apply?" turns a verdict', async (page) => {
      await page.goto(`${server.url}/en/opportunities/hcrw-doctoral-fellowship-award`);
      const verdict = page.locator('.answers .verdict');
      const before = await verdict.innerText();
      await hand.click(page, page.locator('#who details > summary'));
      await hand.choose(page, page.locator('#reader-qualification'), 'doctorate');
      await hand.click(page, page.locator('form.reader button'));
      await page.waitForURL(/qualification=doctorate/);
      assert.notEqual(await verdict.innerText(), before);
      assert.match(await verdict.getAttribute('class'), /verdict-no/);
      assert.match(await page.locator('.answer-no').innerText(), /do not meet/);
    });

    journey('the answers of the form go along to every page', async (page) => {
      await page.goto(`${server.url}/en/can-i-apply`);
      await hand.choose(page, page.locator('#reader-career_level'), 'advanced');
      await hand.choose(page, page.locator('#reader-health_board'), 'hywel-dda');
      await hand.click(page, page.locator('form.reader button'));
      await page.waitForURL(/health_board=hywel-dda/);
      assert.equal(await page.locator('#about-you + .chips li a:not(.link)').count(), 2);
      await hand.click(page, page.locator('.masthead a[href*="/contacts"]'));
      await page.waitForURL(/contacts/);
      assert.match(await page.locator('.contacts .own').innerText(), /Hywel Dda/);
    });

    journey('the back button brings everything back', async (page) => {
      await search(page, hand, 'en', QUESTION.en);
      const choice = page.locator('.filters a[data-key="kind-fellowship"]');
      await unfold(page, hand, choice);
      await hand.click(page, choice);
      await page.locator('.filters a[data-key="kind-fellowship"][aria-current]').waitFor({ state: 'attached' });
      const before = { address: page.url(), ids: await ids(page), heading: await page.locator('h1').innerText() };
      await hand.click(page, card(page).locator('h3 a'));
      await page.waitForURL(/opportunities\/./);
      await page.goBack();
      await page.waitForURL(before.address);
      assert.deepEqual({ address: page.url(), ids: await ids(page), heading: await page.locator('h1').innerText() }, before);
      await page.goBack();
      await page.waitForFunction(() => !document.querySelector('.filters a[data-key="kind-fellowship"][aria-current]'));
      assert.equal(await page.locator('#q').inputValue(), QUESTION.en);
    });
  });
}

test('the focus and what is announced outlive a refresh in place', async () => {
  const { page, close } = await openPage(browser, server);
  await page.goto(`${server.url}/en/opportunities?kind=fellowship&funder=hcrw`);
  await page.evaluate(() => { window.heard = document.getElementById('announce'); });
  const refreshed = async (link) => {
    const before = page.url();
    await keyboard.click(page, link);
    await page.waitForURL((url) => url.href !== before);
    await page.waitForFunction(() => window.heard.isConnected && window.heard.textContent === document.querySelector('h1').textContent);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'results');
  };
  await refreshed(page.locator('#chosen + .chips a').first());
  await refreshed(page.locator('.sort a').first());
  await close();
});

test('the table of rules needs no scrolling sideways', async () => {
  const { page, close } = await openPage(browser, server, { width: 660, lang: 'cy' });
  await page.goto(`${server.url}/cy/opportunities/${ENTRY}`);
  assert.deepEqual(await overflowing(page), []);
  await close();
});

function ids(page) {
  return page.locator('.cards h3 a').evaluateAll((links) => links.map((link) => link.pathname.split('/').pop()));
}
