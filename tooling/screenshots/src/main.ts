import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { CHROMIUM } from '@portolan/testing/chromium';
import { chromium } from 'playwright-core';
import { openCompany } from './made-up-company.ts';
import { ALBUM } from './pictures/album.ts';
import { FOLDER, signIn, THEMES, takePicture } from './pictures/camera.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** `pnpm screenshots [name...]`: the pictures of the docs anew, all of them or those that are named. */
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !ALBUM.some((picture) => picture.name === name));
if (unknown) {
  console.error(`There is no picture ${unknown}: one of ${ALBUM.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
const chosen = asked.length > 0 ? ALBUM.filter(({ name }) => asked.includes(name)) : ALBUM;

await using company = await openCompany();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [...FLAGS, '--force-color-profile=srgb'],
});
try {
  const session = await signIn(browser, company);
  let total = 0;
  for (const picture of chosen) {
    for (const theme of THEMES) {
      const bytes = await takePicture(browser, picture, { company, session, theme });
      total += bytes;
      console.log(`${picture.name}-${theme}.webp  ${(bytes / 1000).toFixed(0)} kB`);
    }
  }
  console.log(`${chosen.length * THEMES.length} pictures, ${(total / 1000).toFixed(0)} kB`);
} finally {
  await browser.close();
}

// What nothing takes any more.
const taken = new Set(ALBUM.flatMap(({ name }) => THEMES.map((theme) => `${name}-${theme}.webp`)));
for (const file of await readdir(FOLDER)) if (!taken.has(file)) await rm(path.join(FOLDER, file));
