import type { DestinationStream } from 'pino';

/** Readable, coloured lines for a terminal. Loaded where they are asked for: a server that nobody watches writes JSON. */
export async function prettyOutput(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  const format = pretty.prettyFactory({ ignore: 'pid,hostname' });
  return { write: (line) => void process.stdout.write(format(line)) };
}
