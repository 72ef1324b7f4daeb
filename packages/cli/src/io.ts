import type { Readable, Writable } from 'node:stream';

/** All that a command knows of the world around it. */
export interface Io {
  env: Record<string, string | undefined>;
  platform: string;
  /** The folder of the person. */
  home: string;
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
}
