// Pages are valid HTML, and light enough for a ward computer.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { LANGS, PAGES, startServer } from './support.mjs';

const server = await startServer();
after(server.stop);

const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'] });

for (const lang of LANGS) {
  for (const { name, path } of PAGES) {
    test(`${lang} ${name} is valid HTML`, async () => {
      const html = await (await fetch(`${server.url}/${lang}/${path(lang)}`)).text();
      const { results } = await validator.validateString(html);
      const found = results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`));
      assert.deepEqual(found, []);
    });
  }
}

test('a page of results with its style and script is at most 60 KB compressed', async () => {
  for (const lang of LANGS) {
    const html = await (await fetch(`${server.url}/${lang}/${PAGES[1].path(lang)}`)).text();
    const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|mjs|js))"/g)].map(([, address]) => address);
    assert.ok(assets.length > 0);
    const texts = [html, ...await Promise.all(assets.map(async (address) => (await fetch(server.url + address)).text()))];
    const weight = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    assert.ok(weight <= 60 * 1024, `${lang}: ${weight} bytes`);
  }
});
