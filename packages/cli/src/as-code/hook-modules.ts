import module from 'node:module';
import { Failure } from '../failure.ts';
import { createHooks } from './module-hooks.ts';

/** The functions of a config, by the name of their package. */
const OWN = '@portolan/client/config';
const HOOKS = './portolan-hooks.js';

/**
 * Lets a config be TypeScript, and have `defineHub` without an installation of its own: from Node's own reader of types
 * where it has one, and from sucrase's elsewhere, in the thread that an older Node has for that.
 */
export async function hookModules(config: string): Promise<void> {
  if (!module.register) {
    // JavaScript goes without, where the package is installed beside it.
    if (!/ts$/.test(config)) return;
    throw new Failure('A config in TypeScript needs Node 20.6 or newer: update it, or write JavaScript or YAML.');
  }
  const data = { config, own: import.meta.resolve(OWN) };
  if (process.features.typescript && module.registerHooks) module.registerHooks(createHooks(data));
  else module.register(HOOKS, import.meta.url, { data });
}
