import type { Services } from '@portolan/core';
import { createApp, createSite } from '@portolan/http';
import type { Hono } from 'hono';
import { Admission } from './admission.ts';
import type { Bindings } from './bindings.ts';
import { compose } from './compose.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { consoleLog } from './console-log.ts';
import { boundFiles } from './web-files.ts';

/** The product of one worker, once it is put together. */
export interface Product {
  app: Hono;
  admission: Admission;
}

export async function openProduct(bindings: Bindings): Promise<Product> {
  const config = readConfiguration(bindings);
  const log = consoleLog(config.logLevel);
  const services = await compose(config, log);
  return { app: appOf(config, services, bindings), admission: new Admission(services) };
}

function appOf({ publicUrl }: Configuration, services: Services, { ASSETS }: Bindings): Hono {
  return createApp({
    services,
    requestLog: services.log,
    logsAtOnce: true,
    publicUrl,
    site: createSite({ publicUrl }),
    // Set by Cloudflare on every request, whatever its sender says.
    addressOf: (c) => c.req.header('cf-connecting-ip') ?? 'unknown',
    ...(ASSETS ? { web: boundFiles(ASSETS) } : {}),
  });
}
