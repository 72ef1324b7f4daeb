import { CHROMIUM } from '@portolan/testing/chromium';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;

/** One for all files of a process, which it ends with: each visit is a profile of its own. One that is gone is replaced. */
export async function openBrowser(): Promise<Browser> {
  browser ??= launch();
  const opened = await browser;
  if (opened.isConnected()) return opened;
  browser = undefined;
  return openBrowser();
}

/** One that does not start is tried anew by whoever is next. */
function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS }).catch((error) => {
    browser = undefined;
    throw error;
  });
}
