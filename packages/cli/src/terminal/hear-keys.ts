import { createInterface } from 'node:readline';
import type { Io } from '../io.ts';
import { nowhere } from './nowhere.ts';

/** Hears Enter and Ctrl+C while something else goes on, and shows nothing of what is typed. Answers how to stop. */
export function hearKeys({ stdin }: Io, heard: { enter(): void; interrupt(): void }): () => void {
  const reader = createInterface({ input: stdin, output: nowhere(), terminal: true });
  reader.on('line', heard.enter);
  reader.on('SIGINT', heard.interrupt);
  return () => reader.close();
}
