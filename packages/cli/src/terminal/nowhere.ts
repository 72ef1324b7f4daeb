import { Writable } from 'node:stream';

/** Where a line reader writes that is to show nothing. */
export const nowhere = (): Writable => new Writable({ write: (_, __, done) => done() });
