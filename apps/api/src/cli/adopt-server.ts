import { recordEvent } from '@portolan/core';
import type { Command } from './command.ts';

export const adoptServerCommand: Command = {
  name: 'tenants adopt-server',
  usage: '',
  summary:
    "takes the server of TENANT_DB_* for the right one although it holds none of the tenants' databases, as after a loss",
  options: {},
  maxArgs: 0,
  async run({ composition, context, say }) {
    const { db, tenantServer } = composition.services;
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
