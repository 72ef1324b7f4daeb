import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
// For the type of what the run provides.
import type {} from './global-setup.ts';

/** The browser of the run, with profiles of one's own: to close it closes those alone. */
export async function connectBrowser(): Promise<Browser> {
  const answer = await fetch(inject('browserUrl'));
  const where = await answer.text();
  if (!answer.ok) throw new Error(`There is no browser: ${where}`);
  return chromium.connect(where);
}
