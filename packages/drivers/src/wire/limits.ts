/** How long a token is good for, and how far the clocks of hub and host may be apart. Seconds. */
export const TOKEN_LIFE_S = 30;
export const CLOCK_SKEW_S = 30;

/** How long a hub encrypts its calls to a host with one key before it makes the next. Milliseconds. */
export const CONTENT_KEY_MS = 60_000;

/** A host at work says at least this often that it is; one that has said nothing for so long is given up. Milliseconds. */
export const BEAT_MS = 500;
export const SILENCE_MS = 3_000;

/** What is hashed at once: longer texts are given to a thread, which takes as long as this to be asked. */
export const SMALL_BYTES = 8 * 1024;

/** The addresses of definitions that a hub knows are most of a call: half a million of them. */
export const MAX_CALL_BYTES = 64 * 1024 * 1024;
/** A page has some hundred tables, an outline all schemas. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;
export const MAX_ANSWER_BYTES = 2 * 1024 ** 3;

/** Which calls and answers these are: another number whenever hubs and hosts of before would not understand those of after. */
export const WIRE = 2;
/** Where a call says so. What a host answers to another number stays as it is for ever. */
export const WIRE_HEADER = 'portolan-wire';

/** What a hub and a host are told of each other where they do not understand each other. */
export function spokenBy(version: string): string {
  return `${version} (calls ${WIRE})`;
}

/** What a host is asked at. */
export const CALLS_PATH = '/calls';
