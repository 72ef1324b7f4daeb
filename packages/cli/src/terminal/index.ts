export { plain, plainJson } from './plain.ts';
export { readConsent, readLine, readSecret } from './read-secret.ts';
export { bold, dim, green, type Piece, red, yellow } from './style.ts';
export { createTerminal, type Terminal } from './terminal.ts';
