import type { HubConfig, SecretReference } from './hub-config.ts';

export type * from './hub-config.ts';

const VARIABLE = /^[A-Za-z_]\w*$/;

/** A config as it is, with the types of the hub's own contract. */
export function defineHub(config: HubConfig): HubConfig {
  return config;
}

/** A secret that is read from this environment variable when the config is applied, and stands nowhere else. */
export function env(name: string): SecretReference {
  if (!VARIABLE.test(name)) throw new TypeError('env() takes the name of an environment variable, not a secret');
  return Object.freeze({ env: name });
}
