import { AppError, type Services } from '@portolan/core';
import type { Reach } from '@portolan/db';
import { createApp, createSite, isIP, plainAddress, RouterByArea } from '@portolan/http';
import type { Hono } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { Admission } from './admission.ts';
import type { Bindings } from './bindings.ts';
import { compose } from './compose.ts';
import { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
import { consoleLog } from './console-log.ts';
import { refused } from './refused.ts';
import { boundFiles } from './web-files.ts';

/** Answers requests; each failure is an answer too. */
export type Answer = (request: Request) => Promise<Response>;

/**
 * The product over what was given, put together with the first request; tried again with the next where that has failed.
 */
export function productOver(bindings: Bindings, reach: Reach): Answer {
  let opened: ReturnType<typeof open> | undefined;
  return async (request) => {
    try {
      opened ??= open(bindings, reach).catch((error) => {
        opened = undefined;
        throw error;
      });
      const { app, admission } = await opened;
      await admission.assert();
      return await app.fetch(request, bindings);
    } catch (error) {
      return refused(error instanceof ConfigurationError ? new AppError('UNAVAILABLE', error.message) : error, request);
    }
  };
}

async function open(bindings: Bindings, reach: Reach) {
  const config = readConfiguration(bindings);
  const log = consoleLog(config.logLevel);
  const services = await compose(config, log, reach);
  return { app: appOf(config, services, bindings), admission: new Admission(services) };
}

function appOf({ publicUrl }: Configuration, services: Services, { ASSETS }: Bindings): Hono {
  return createApp({
    services,
    router: new RouterByArea(() => new SmartRouter({ routers: [new RegExpRouter(), new TrieRouter()] })),
    requestLog: services.log,
    logsAtOnce: true,
    publicUrl,
    site: createSite({ publicUrl }),
    addressOf: (c) => addressIn(c.req.header('cf-connecting-ip')),
    ...(ASSETS ? { web: boundFiles(ASSETS) } : {}),
  });
}

/** Set by Cloudflare on every request, whatever its sender says. Where it does not stand before us, anything may be there. */
function addressIn(told = ''): string {
  // Not even looked at where nothing is told: it would be, with each request.
  return told !== '' && isIP(told) > 0 ? plainAddress(told) : 'unknown';
}
