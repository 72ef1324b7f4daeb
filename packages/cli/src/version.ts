// The package that a hub serves has its own version here.
export const VERSION = '';
