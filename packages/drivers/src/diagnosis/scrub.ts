import { visible } from '../stages/visible.ts';
import { hideSecrets } from './hide-secrets.ts';

const MAX = 300;
/** More than any message needs, and little enough to be read in every way in no time. */
const MAX_READ = 4_096;

/** Makes text of a foreign server safe to show: no secret in any spelling, nothing unseen, on one line, bounded. */
export function scrub(text: string, secrets: readonly string[]): string {
  const clean = visible(hideSecrets(text.slice(0, MAX_READ), secrets));
  return clean.length > MAX ? `${clean.slice(0, MAX).toWellFormed()}…` : clean;
}
