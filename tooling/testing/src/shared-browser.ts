import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserServer, chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path.ts';

const CHROMIUM = {
  executablePath: chromiumPath('bare'),
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export interface SharedBrowser {
  /** Answers, as plain text, where the browser is. */
  url: string;
  stop(): Promise<void>;
}

/**
 * One browser for the whole run, started when the first test asks for it: what a start of it costs is seconds of the
 * processor. Whoever connects has profiles of their own, which end with the connection.
 */
export async function shareBrowser(): Promise<SharedBrowser> {
  let browser: Promise<BrowserServer> | undefined;
  const server = createServer((_request, response) => {
    browser ??= chromium.launchServer({ ...CHROMIUM, host: '127.0.0.1' });
    browser.then(
      (started) => response.end(started.wsEndpoint()),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      await (await browser?.catch(() => undefined))?.close();
    },
  };
}
