import path from 'node:path';
import type { DriverGateway } from '../driver.ts';
import { createDriverHost, type DriverHostOptions } from '../host/index.ts';
import { OPEN_EGRESS } from './target.ts';

/** Where the product is built as it is shipped: its workers start in a fifth of the time that their sources take. */
const BUNDLE = process.env.PORTOLAN_TEST_BUNDLE;

/** A gateway to the drivers, which dials whomever it is told to. */
export function openDrivers(options: Partial<DriverHostOptions> = {}): DriverGateway {
  const built = BUNDLE ? { worker: path.join(BUNDLE, 'worker.js') } : {};
  return createDriverHost({ egress: OPEN_EGRESS, ...built, ...options });
}
