import { hubKeySet, type KeyUsage, readKeyUsage, recordEvent, rotateKeys } from '@portolan/core';
import type { Call, Command } from './command.ts';
import { createProgress } from './progress.ts';
import { table } from './table.ts';

export const keysStatusCommand: Command = {
  name: 'keys status',
  usage: '',
  summary: 'which encryption keys are in use, for what, and whether they are configured',
  options: {},
  maxArgs: 0,
  async run({ composition, say }) {
    const usage = await readKeyUsage(composition.services);
    const rows = usage.map((key) => [
      key.id,
      key.configured ?? 'MISSING',
      String(key.credentials),
      String(key.events),
      tokensOf(key),
      advice(key),
    ]);
    for (const line of table(['KEY', 'CONFIGURED', 'CREDENTIALS', 'AUDIT EVENTS', 'TOKENS UNTIL', ''], rows)) say(line);
    return usage.some((key) => key.configured === null && isNeeded(key)) ? 1 : 0;
  },
};

export const publicKeysCommand: Command = {
  name: 'keys public',
  usage: '',
  summary: 'the public keys that driver hosts know this installation by, for their PORTOLAN_HUB_KEYS',
  options: {},
  maxArgs: 0,
  async run({ composition, say }) {
    say(JSON.stringify(await hubKeySet(composition.services.keyring)));
    return 0;
  },
};

export const rotateKeysCommand: Command = {
  name: 'keys rotate',
  usage: '',
  summary: 'brings everything under the current key, beside servers at work; cut short, it goes on when run again',
  options: {},
  maxArgs: 0,
  async run(call) {
    const { composition, context, say } = call;
    await warnOfOthers(call);
    const [credentials, events] = [createProgress('credentials', say), createProgress('audit events', say)];
    const done = await rotateKeys(context, { credentials: credentials.add, events: events.add });
    for (const progress of [credentials, events]) progress.end();
    for (const { log, at } of done.broken) {
      say(`left  the audit log ${log}: event ${at} is not as it was written, or no configured key speaks for it`);
    }
    if (done.unreadable > 0) say(`left  ${done.unreadable} credentials that no configured key opens`);
    const rest = (await readKeyUsage(composition.services)).filter(({ configured }) => configured !== 'current');
    for (const key of rest) say(`${key.id}: ${advice(key)}`);
    return done.broken.length > 0 || done.unreadable > 0 ? 1 : 0;
  },
};

export const adoptKeysCommand: Command = {
  name: 'keys adopt',
  usage: '',
  summary: 'takes the configured keys for those of this installation because all others are lost for good',
  options: {},
  maxArgs: 0,
  async run({ composition, context, say }) {
    const { db, keyring, storedKeys } = composition.services;
    const details = { keyId: keyring.current.id };
    // First of all: no event is written under a key that is not the installation's.
    await storedKeys.adopt();
    await db.transaction({}, (em) => recordEvent(em, context, { action: 'keys:adopt', details }));
    say(
      'The configured keys are taken for those of this installation. Credentials under others must be entered again.',
    );
    return 0;
  },
};

function isNeeded({ credentials, events }: KeyUsage): boolean {
  return credentials > 0 || events > 0;
}

function tokensOf({ tokensUntil }: KeyUsage): string {
  return tokensUntil && tokensUntil > new Date() ? tokensUntil.toISOString().slice(0, 16).concat('Z') : '-';
}

/** What is to be done about a key that is not the current one. */
function advice(key: KeyUsage): string {
  if (key.configured === 'current') return 'current';
  if (key.isLive) return 'a server worked with it as its current key within the last minutes';
  if (isNeeded(key))
    return key.configured ? 'needed: run portolan keys rotate' : 'needed: set it in ENCRYPTION_KEYS_PREVIOUS';
  if (tokensOf(key) !== '-') return `may go; tokens it has signed are good until ${tokensOf(key)}`;
  return 'may go';
}

/** A server that does not know the new key cannot open what is rotated. */
async function warnOfOthers({ composition, say }: Call): Promise<void> {
  for (const key of await readKeyUsage(composition.services)) {
    if (key.configured === 'current' || !key.isLive) continue;
    say(
      `warning  a server worked with ${key.id} as its current key within the last minutes: if it still does, it needs`,
    );
    say('         the new one in ENCRYPTION_KEYS_PREVIOUS, and what it writes is rotated when this is run again');
  }
}
