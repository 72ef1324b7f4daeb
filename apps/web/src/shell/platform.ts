import { t } from './texts.ts';

const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** How this keyboard calls the key that shortcuts hold down. */
export const modKey = (): string => (apple ? '⌘' : t().ctrl);
