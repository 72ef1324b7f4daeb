import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { tell } from './tell.ts';

export function addWhoami(program: Command, cli: Cli): void {
  program
    .command('whoami')
    .description('who the hub takes you for, where, and what you may')
    .action(async () => {
      const { url, tenant, apiKey } = await cli.access();
      const hub = await cli.hub();
      // A token of a session may stand in the place of a key.
      const isKey = apiKey?.startsWith('ptl_') === true;
      const [me, key] = await Promise.all([hub.auth.me.query(), isKey ? hub.apiKeys.self.query() : null]);
      const where = key?.tenant.slug ?? tenant ?? null;
      if (cli.isJson) return cli.terminal.json({ ...me, url, tenant: where });
      const name = [me.firstName, me.lastName].filter(Boolean).join(' ');
      const isService = key?.owner.type === 'service_account';
      tell(cli, [
        [isService ? 'Service account' : 'Person', name && !isService ? `${name} (${me.email})` : me.email],
        ['Hub', url],
        ['Signed in', key ? `by API key ${key.name} (${key.prefix}…)` : 'by session'],
        ['Until', key ? (key.worksUntil ?? 'it is revoked') : null],
        ['Tenant', where ?? 'none is chosen'],
        ['May', me.permissions.join(', ') || 'nothing here'],
        ['Operator', me.isOperator ? 'yes' : null],
      ]);
    });
}
