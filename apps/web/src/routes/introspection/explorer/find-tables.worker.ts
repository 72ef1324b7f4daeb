import { findTables, type Names } from './find-tables.ts';

/** Names stay here until there are others; each question is answered with its text. */
let names: Names = [];

self.addEventListener('message', ({ data }: MessageEvent<{ names: Names } | { text: string }>) => {
  if ('names' in data) names = data.names;
  else self.postMessage({ text: data.text, found: findTables(names, data.text) });
});
