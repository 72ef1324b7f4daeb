import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as passed } from 'node:timers/promises';
import type { Client, Outputs } from '@portolan/client';
import type { Access } from '../access/index.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { bold, hearKeys } from '../terminal/index.ts';

type Begun = Outputs['auth']['beginHandOver'];
type Outcome = Outputs['auth']['completeHandOver'];
type Decided = Exclude<Outcome, { status: 'pending' }>;

/** What the hub is asked with, for a session of this device; the verifier goes along with each question alone. */
interface Asking {
  hub: Client;
  begun: Begun;
  codeVerifier: string;
  signal: AbortSignal;
}

/** Signs in by a browser: a person approves the code that is shown here, wherever they are signed in. */
export async function withHandOver(cli: Cli, url: string, mayOpen: boolean): Promise<Access> {
  const { io, terminal } = cli;
  const hub = await cli.clientOf({ url });
  const codeVerifier = randomBytes(32).toString('base64url');
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const begun = await hub.auth.beginHandOver.mutate({ device: io.hostname, codeChallenge });
  const page = pageOf(begun.verificationUriComplete);
  const opens = mayOpen && hasBrowser(io);
  terminal.note('Your code: ', bold(begun.userCode));
  terminal.note(
    opens
      ? `Press Enter to open ${begun.verificationUri} in the browser here, or open it on any device, and approve the code.`
      : `Open ${begun.verificationUri} in a browser, on any device, and approve the code.`,
  );
  const leaving = new AbortController();
  const wait = () => terminal.progress('Waiting for the approval; Ctrl+C ends it');
  const open = async () => {
    if (!opens || (await io.openPage(page))) return;
    terminal.note('No browser could be started here: open the address yourself.');
    wait();
  };
  const keys = { enter: () => void open(), interrupt: () => leaving.abort() };
  const stop = io.stdin.isTTY ? hearKeys(io, keys) : () => {};
  wait();
  try {
    return accessOf(url, await decided({ hub, begun, codeVerifier, signal: leaving.signal }));
  } catch (error) {
    throw leaving.signal.aborted ? new Failure('Interrupted.', EXIT.interrupted, 'ABORTED') : error;
  } finally {
    stop();
  }
}

/** Asks until somebody has decided, or it is too late. A hub that is away for a moment is asked again. */
async function decided({ hub, begun, codeVerifier, signal }: Asking): Promise<Decided> {
  const { deviceCode, expiresIn, interval } = begun;
  const { isClientError } = await import('@portolan/client');
  const until = Date.now() + expiresIn * 1000;
  let pause = interval;
  while (Date.now() < until) {
    await passed(pause * 1000, undefined, { signal });
    try {
      const outcome = await hub.auth.completeHandOver.mutate({ deviceCode, codeVerifier }, { signal });
      if (outcome.status !== 'pending') return outcome;
    } catch (error) {
      if (!isClientError(error) || !PASSING.has(error.code)) throw error;
      if (error.code === 'RATE_LIMITED') pause += interval;
    }
  }
  return { status: 'expired' };
}

const PASSING = new Set(['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED']);

function accessOf(url: string, outcome: Decided): Access {
  switch (outcome.status) {
    case 'approved':
      return { url, token: outcome.accessToken, tenant: outcome.tenant?.slug };
    case 'refused':
      throw new Failure('It was refused in the browser: nobody is signed in here.', EXIT.refused);
    case 'expired':
      throw new Failure('Nobody approved the code in time: use `portolan login` again.', EXIT.refused, 'EXPIRED');
  }
}

/** An address of the web and nothing else: it is given to a program that opens all kinds. */
function pageOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new Failure('The hub names no page to approve on: tell its operator.', EXIT.refused);
}

/** Whether whoever sits here would see a browser that is started here. */
function hasBrowser({ env, platform }: Io): boolean {
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
