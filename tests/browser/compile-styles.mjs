// Compiles the vendored part of nhsuk-frontend, so that `cargo build` needs no Node. Run it by hand after an upgrade or a
// change of selection.scss: `node compile-styles.mjs`. styles.test.mjs proves that the committed file is its output.
//
// Two things are changed on the way: colours become custom properties, because the kit has no dark scheme and its blue
// belongs to NHS organisations; and whatever would load a picture is dropped.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as sass from 'sass';

const FOLDER = new URL('../../crates/cyfle-web/assets/nhsuk/', import.meta.url);
export const COMPILED = new URL('nhsuk-frontend.css', FOLDER);

const COLOURS = {
  '#212b32': 'text', '#4c6272': 'quiet', '#d8dde0': 'line', '#aeb7bd': 'line', '#ffeb3b': 'focus', '#d5281b': 'no', '#005eb8': 'link',
  '#330072': 'visited', '#7c2855': 'hover', '#002f5c': 'hover', '#007f3b': 'brand', '#00662f': 'brand-hover', '#00401e': 'brand-edge',
  '#004b93': 'brand-hover', '#0055a6': 'brand', '#f0f4f5': 'panel',
};

function colour(property, value, focused) {
  return value.replace(/#[0-9a-f]{3,6}\b/g, (hex) => {
    if (hex === '#fff') return property.startsWith('background') ? 'var(--page)' : 'var(--on-brand)';
    if (hex === '#212b32' && focused) return 'var(--focus-text)';
    if (hex === '#005eb8' && /background|border/.test(property)) return 'var(--brand)';
    return COLOURS[hex] ? `var(--${COLOURS[hex]})` : hex;
  });
}

function themed(css) {
  return css.replace(/\{([^{}]*)\}/g, (_, block) => {
    const focused = block.includes('#ffeb3b');
    const kept = block.split(/;(?![^(]*\))/).filter((declaration) => !declaration.includes('url('));
    return `{${kept.map((declaration) => {
      const [property, ...rest] = declaration.split(':');
      return rest.length ? `${property}:${colour(property, rest.join(':'), focused)}` : declaration;
    }).join(';')}}`;
  });
}

export function compile() {
  const { css } = sass.compile(fileURLToPath(new URL('selection.scss', FOLDER)), {
    loadPaths: [fileURLToPath(new URL('node_modules', import.meta.url))],
    style: 'compressed',
    quietDeps: true,
  });
  return `/* nhsuk-frontend 10.6.1, MIT licence (LICENCE beside this file); compiled from selection.scss, colours as custom properties. */\n${
    themed(css.replace(/^\uFEFF/, ''))}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(COMPILED, compile());
