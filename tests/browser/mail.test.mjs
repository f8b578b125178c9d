// An issue as a mail program and an office suite see it: every tag and property is one that Gmail, Outlook (Word's engine too)
// and Apple Mail support according to caniemail.com, nothing sticks out on a phone, axe finds no fault, and the Word and CSV
// files open in LibreOffice (Debian: libreoffice-writer, libreoffice-calc, poppler-utils) with Welsh letters whole.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { caniemail } from 'caniemail';
import { faults, openPage, overflowing, start } from './support.mjs';

const CLIENTS = ['gmail.*', 'outlook.windows', 'outlook.outlook-com', 'apple-mail.*'];
const WORDS = new URLSearchParams({
  introduction_en: 'A word of welcome.', introduction_cy: 'Croeso i’r rhifyn hwn, o Lanelŵy i Dŷ Ddewi.', sign_off_en: 'The editors', sign_off_cy: 'Y golygyddion',
});
const ISSUES = {
  'in both languages': `${WORDS}`,
  'in Welsh, then in English': `${WORDS}&layout=welsh-first`,
  'with more than fits': `${WORDS}&per_section=2`,
  'with nothing in it': `${WORDS}&profession=audiology&kind=event&theme=leadership&funder=wellcome`,
};

const { server, browser, stop } = await start({ today: '2026-01-05' });
const folder = await mkdtemp(join(tmpdir(), 'cyfle-mail-'));
after(async () => { await stop(); await rm(folder, { recursive: true, force: true }); });

const address = (parameters, format) => `${server.url}/api/v1/digest?${parameters}&format=${format}`;
// Through the browser, because the office programs hold this process up until its own connections are stale.
const issue = async (parameters, format) => {
  const { page, close } = await openPage(browser, server, {});
  const body = await (await page.request.get(address(parameters, format))).body();
  await close();
  return body;
};

for (const [name, parameters] of Object.entries(ISSUES)) {
  test(`${name}: mail programs support all that is used`, async () => {
    const html = (await issue(parameters, 'html')).toString();
    const { issues } = caniemail({ clients: CLIENTS, html });
    const found = [...issues.errors].flatMap(([client, list]) => list.map(({ title }) => `${client}: ${title}`));
    assert.deepEqual(found, []);
    assert.ok(Buffer.byteLength(html) <= 60 * 1024);
  });

  for (const width of [320, 600, 1280]) {
    test(`${name}: nothing is wrong at ${width} pixels`, async () => {
      const { page, offHost, close } = await openPage(browser, server, { width });
      await page.goto(address(parameters, 'html'));
      // A message is no page of a site: it has no landmarks.
      assert.deepEqual((await faults(page)).filter((fault) => !/^(region|landmark-one-main):/.test(fault)), []);
      assert.deepEqual(await overflowing(page), []);
      assert.deepEqual(offHost, []);
      await close();
    });
  }
}

const office = (...options) => execFileSync('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', ...options, '--outdir', folder],
  { stdio: 'pipe', timeout: 120_000 });

test('the Word file opens with its headings, links, languages and Welsh letters', async () => {
  await writeFile(join(folder, 'issue.docx'), await issue(ISSUES['in both languages'], 'docx'));
  office('--convert-to', 'odt', join(folder, 'issue.docx'));
  const content = execFileSync('unzip', ['-p', join(folder, 'issue.odt'), 'content.xml', 'styles.xml']).toString();
  assert.match(content, /<text:h [^>]*text:outline-level="1"/);
  assert.match(content, /<text:h [^>]*text:outline-level="2"/);
  assert.match(content, /xlink:href="[^"]*\/cy\/opportunities\/hcrw-doctoral-fellowship-award"/);
  assert.match(content, /fo:language="cy" fo:country="GB"/);
  assert.match(content, /fo:language="en" fo:country="GB"/);
  office('--convert-to', 'pdf', join(folder, 'issue.docx'));
  const text = execFileSync('pdftotext', [join(folder, 'issue.pdf'), '-']).toString();
  assert.match(text, /o Lanelŵy i Dŷ\s+Ddewi/);
});

test('the table opens with Welsh letters whole', async () => {
  await writeFile(join(folder, 'issue.csv'), await issue('', 'csv'));
  office('--convert-to', 'html:HTML (StarCalc):UTF8', '--infilter=CSV:44,34,76,1', join(folder, 'issue.csv'));
  const table = await readFile(join(folder, 'issue.html'), 'utf8');
  const json = JSON.parse((await issue('', 'json')).toString());
  const titles = json.sections.flatMap(({ opportunities }) => opportunities.map(({ texts }) => texts.cy.title));
  const plain = table.replace(/&rsquo;/g, '’').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replace(/\s+/g, ' ');
  for (const title of titles) assert.ok(plain.includes(title.replaceAll('&', '&amp;')), title);
});
