import type { Readable, Writable } from 'node:stream';

/** All that a command knows of the world around it. */
export interface Io {
  env: Record<string, string | undefined>;
  platform: string;
  /** The folder of the person. */
  home: string;
  /** What this machine is called. */
  hostname: string;
  /** Shows a page in the browser of the person; false where none can be started. */
  openPage(url: string): Promise<boolean>;
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
}
