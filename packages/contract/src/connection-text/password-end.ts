import type { Pair } from './parameters.ts';
import { refuse } from './refusal.ts';

const PASSWORD = /^(?:password|passwd|pwd|token)$/i;
const NAME = /^(?:db|uid|pwd|ssl|tls|sid|[a-z][\w .-]{3,})$/i;

/** Refuses where a password seems to go on behind the separator: `password=Tom&Jerry`, `PWD=a;b=c`. */
export function followsPassword(pairs: readonly (Pair & { isQuoted?: boolean })[]): void {
  for (const [index, pair] of pairs.entries()) {
    const next = pairs[index + 1];
    if (!next || pair.isQuoted || !PASSWORD.test(pair.name)) continue;
    if (next.value === undefined || !NAME.test(next.name)) {
      refuse(`${pair.name} seems to go on behind a separator: encode or quote what is special in it`);
    }
  }
}
