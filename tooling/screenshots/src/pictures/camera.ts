import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SEER } from '../data/people.ts';
import type { Company } from '../made-up-company.ts';
import type { Picture } from './picture.ts';
import { toWebp } from './to-webp.ts';

export const FOLDER = path.resolve(import.meta.dirname, '../../../../docs/images');
export const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;

const VIEWPORT = { width: 1440, height: 900 };

/** One session for all pictures: the account page shows how many there are. */
export async function signIn(browser: Browser, { url, password }: Company): Promise<Session> {
  const context = await browser.newContext();
  const data = { username: SEER, password };
  const answer = await context.request.post(`${url}/trpc/auth.login`, { data, headers: { origin: url } });
  if (!answer.ok()) throw new Error(await answer.text());
  const session = await context.storageState();
  await context.close();
  return session;
}

interface Shot {
  company: Company;
  session: Session;
  theme: Theme;
}

/** Takes one picture and answers how big its file is. */
export async function takePicture(browser: Browser, picture: Picture, shot: Shot): Promise<number> {
  const { company, session, theme } = shot;
  const context = await browser.newContext({
    baseURL: company.url,
    viewport: picture.viewport ?? VIEWPORT,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: picture.locale ?? 'en-GB',
    timezoneId: 'Europe/Lisbon',
    ...(!picture.signedOut && { storageState: session }),
  });
  try {
    const page = await context.newPage();
    await page.goto(picture.path(company));
    await picture.prepare(page, company);
    await atRest(page);
    const file = await toWebp(context, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    await writeFile(path.join(FOLDER, `${picture.name}-${theme}.webp`), file);
    return file.length;
  } finally {
    await context.close();
  }
}

/** Fonts are there, nothing is still loading, nothing moves, and no pointer hovers over anything. */
async function atRest(page: Page): Promise<void> {
  await page.mouse.move(VIEWPORT.width - 1, VIEWPORT.height - 1);
  await page.evaluate(async () => void (await document.fonts.ready));
  await page.waitForFunction(
    () =>
      document.querySelector('.skeleton, main [aria-busy=true]') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}
