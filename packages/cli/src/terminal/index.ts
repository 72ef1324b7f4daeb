export { hearKeys } from './hear-keys.ts';
export { plain, plainJson } from './plain.ts';
export { readConsent, readSecret } from './read-secret.ts';
export { bold, dim, green, type Piece, red, yellow } from './style.ts';
export { createTerminal, type Terminal } from './terminal.ts';
