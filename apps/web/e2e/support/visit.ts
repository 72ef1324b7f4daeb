import { leakedSecrets } from '@portolan/testing';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { expect } from 'vitest';

const WAIT_MS = 15_000;

export interface VisitOptions {
  /** E-mail of a user of the site; without one nobody is signed in. */
  user?: string;
  path?: string;
  context?: BrowserContextOptions;
}

/** Someone at a browser. Whatever the browser complains about is a fault, unless the test said that it would. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  requests: Request[];
  /** Complaints that are the subject of the test. */
  expectFault(pattern: RegExp): void;
  /** Waits for the answers that are on their way; answers the faults. */
  close(): Promise<string[]>;
}

interface Host {
  url: string;
  password: string;
  secrets: Set<string>;
}

export async function openVisit(browser: Browser, host: Host, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: host.url,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    // Whoever clicks may copy in every browser; this one asks for a permission even then.
    permissions: ['clipboard-write'],
    ...options.context,
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const visit = watch(page, host);
  if (options.user) {
    const data = { username: options.user, password: host.password };
    const answer = await context.request.post('/trpc/auth.login', { data, headers: { origin: host.url } });
    if (!answer.ok()) throw new Error(`No session for ${options.user}: ${await answer.text()}`);
  }
  if (options.path) await page.goto(options.path);
  return visit;
}

const readFiles = new Set<string>();

function isReadBefore(url: string): boolean {
  if (!new URL(url).pathname.startsWith('/assets/')) return false;
  const known = readFiles.has(url);
  readFiles.add(url);
  return known;
}

function watch(page: Page, host: Host): Visit {
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const requests: Request[] = [];
  const answers: Promise<void>[] = [];
  const dropped = droppedRequests(page);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    requests.push(request);
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== host.url) faults.push(`foreign: ${request.url()}`);
  });
  page.on('response', (response) => {
    const read = async () => {
      // Files of the build bear their content in their names: once is enough.
      if (isReadBefore(response.url())) return;
      // A stream of events ends with the page that listens to it.
      if (response.headers()['content-type']?.startsWith('text/event-stream')) return;
      // Redirects and answers that the browser dropped have no body to read; of some of the latter the end never comes.
      const text = await Promise.race([response.text().catch(() => ''), dropped.of(response.request())]);
      const headers = JSON.stringify(response.headers());
      if (leakedSecrets(text + headers, host.secrets).length > 0) faults.push(`secret in ${response.url()}`);
    };
    answers.push(read());
  });
  return {
    page,
    context: page.context(),
    requests,
    expectFault: (pattern) => expected.push(pattern),
    async close() {
      await Promise.all(answers);
      await page.context().close();
      return faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    },
  };
}

/** Tells when the browser has dropped a request: nothing is the text of what it was answered. */
function droppedRequests(page: Page): { of(request: Request): Promise<string> } {
  const dropped = new Map<Request, PromiseWithResolvers<string>>();
  const known = (request: Request) => {
    const found = dropped.get(request) ?? Promise.withResolvers<string>();
    dropped.set(request, found);
    return found;
  };
  page.on('requestfailed', (request) => known(request).resolve(''));
  return { of: (request) => known(request).promise };
}

/** Asks again and again until the answer is right. */
export function eventually<T>(ask: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(ask, { timeout: WAIT_MS, interval: 30 });
}
