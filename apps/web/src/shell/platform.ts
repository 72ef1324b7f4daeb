const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** How this keyboard calls the key that shortcuts hold down. */
export const MOD_KEY = apple ? '⌘' : 'Ctrl';
