import type { World } from '../isolation/world.ts';

/** Who asks for what, however it is asked. */
export interface Question {
  procedure: string;
  input: Record<string, unknown> | undefined;
  token: string | undefined;
  tenant: string | undefined;
}

/** What a face said: what it answered, or the code that it failed with. */
export interface Told {
  code: string | null;
  /** The answer, as the face writes it; undefined where it failed. */
  value: unknown;
  /** The requests that it took, for the audit log. */
  requests: string[];
  /** Where the face has statuses. */
  status?: number;
}

/** One way to a procedure. */
export interface Face {
  name: string;
  ask(question: Question): Promise<Told>;
  /** What this face makes of the procedure's own answer, by all that it declares. */
  shows(output: unknown): unknown;
  /** What of that is the procedure's answer, where the face tells more. */
  reads?(value: unknown, output: unknown): unknown;
  /** Whether it can be given this key at all. */
  takes?(key: string): boolean;
}

export interface Site {
  world: World;
  /** Where commands ask: the same app, over a socket. */
  url: string;
  /** The requests that came that way since the last look. */
  taken(): { id: string; procedures: string[] }[];
  /** What was counted since the last look, of all that is limited. */
  counted(): Set<string>;
  /** Home of whoever types commands. */
  home: string;
  /** A connection of the own tenant, to a database that is there. */
  known: { id: string; name: string };
  /** A key of the own tenant, for everything that keys may do. */
  key: string;
}
