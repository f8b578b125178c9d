// The vendored style sheet is what nhsuk-frontend gives, and loads nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { COMPILED, compile } from './compile-styles.mjs';

test('the committed style sheet is the compiled selection', async () => {
  assert.equal(await readFile(COMPILED, 'utf8'), compile(), 'run: node compile-styles.mjs');
});

test('it names no font file, no picture and no other sheet', async () => {
  assert.doesNotMatch(await readFile(COMPILED, 'utf8'), /@font-face|url\(|@import|frutiger/i);
});
