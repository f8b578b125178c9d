// Every page type × language × width × colour scheme: no fault against WCAG 2.2 AA, nothing that sticks out at 320 pixels, no
// request to another host, no cookie, no message of the browser's console.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { LANGS, PAGES, faults, openPage, overflowing, start } from './support.mjs';

const { server, browser, stop } = await start();
after(stop);

for (const width of [320, 1280]) {
  for (const scheme of ['light', 'dark']) {
    for (const lang of LANGS) {
      describe(`${lang}, ${width} px, ${scheme}`, () => {
        for (const { name, path, status = 200 } of PAGES) {
          test(name, async () => {
            const { page, context, offHost, close } = await openPage(browser, server, { width, scheme, lang });
            const messages = [];
            page.on('console', (message) => messages.push(message.text()));
            page.on('pageerror', (error) => messages.push(error.message));
            const response = await page.goto(`${server.url}/${lang}/${path(lang)}`);
            assert.equal(response.status(), status);
            assert.deepEqual(await faults(page), []);
            assert.deepEqual(await overflowing(page), []);
            assert.deepEqual(offHost, []);
            assert.deepEqual(await context.cookies(), []);
            assert.deepEqual(messages.filter((text) => !text.includes(`status of ${status}`)), []);
            await close();
          });
        }
      });
    }
  }
}
