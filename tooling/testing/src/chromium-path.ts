import { existsSync } from 'node:fs';

const WHOLE = '/usr/bin/chromium';
/** The same without the windows around its pages, which are drawn for nobody: a quarter of what it costs. */
const BARE = '/usr/bin/chromium-headless-shell';

/** Debian's Chromium: for tests the bare one, for what is measured or pictured the whole one, and either where only that is. */
export function chromiumPath(wanted: 'bare' | 'whole'): string {
  const [first, second] = wanted === 'bare' ? [BARE, WHOLE] : [WHOLE, BARE];
  return existsSync(first) ? first : second;
}
