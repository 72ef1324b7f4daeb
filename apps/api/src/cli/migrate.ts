import { explainServer } from '@portolan/core';
import type { Command } from './command.ts';

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary:
    'brings the system database and the databases of all tenants up to date; run again, it goes on where it stopped',
  options: {},
  maxArgs: 0,
  async run({ composition, say }) {
    const { system, tenants } = await composition.migrate();
    say(system.length === 0 ? 'system database: up to date' : `system database: ${system.join(', ')}`);
    for (const { slug, failure } of tenants) say(`${slug}: ${failure === null ? 'migrated' : `failed: ${failure}`}`);
    const server = await composition.services.tenantServer.recognise();
    if (server !== 'ours') say(`tenants: ${explainServer(server)}`);
    else if (tenants.length === 0) say('tenants: up to date');
    return server !== 'ours' || tenants.some(({ failure }) => failure !== null) ? 1 : 0;
  },
};
