import { recordEvent } from '@portolan/core';
import type { Command } from './command.ts';

export const adoptServerCommand: Command = {
  name: 'tenants adopt-server',
  usage: '[--beside-others]',
  summary:
    "takes the server of TENANT_DB_* for the right one although it holds none of the tenants' databases, as after a loss",
  options: { 'beside-others': { type: 'boolean' } },
  maxArgs: 0,
  async run({ composition, context, options, say }) {
    const { db, tenantServer } = composition.services;
    if (!options['beside-others'] && (await tenantServer.holdsOthers())) {
      say('It holds databases of another installation under TENANT_DB_PREFIX, and nothing was changed:');
      say('set TENANT_DB_PREFIX or TENANT_DB_HOST to others, or say --beside-others to share it on purpose.');
      return 1;
    }
    await db.transaction({}, (em) => recordEvent(em, context, { action: 'tenants:adoptServer' }));
    await tenantServer.adopt();
    if (tenantServer.state !== 'ours') {
      say('It holds databases of another installation: set TENANT_DB_PREFIX or TENANT_DB_HOST to others.');
      return 1;
    }
    say('The server is taken for the right one: doctor shows what is missing there.');
    return 0;
  },
};
