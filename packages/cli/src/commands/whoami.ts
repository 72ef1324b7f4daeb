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
      const me = await hub.auth.me.query();
      if (cli.isJson) return cli.terminal.json({ ...me, url, tenant: tenant ?? null });
      const key = apiKey ? await hub.apiKeys.self.query() : null;
      const name = [me.firstName, me.lastName].filter(Boolean).join(' ');
      const isService = key?.owner.type === 'service_account';
      tell(cli, [
        [isService ? 'Service account' : 'Person', name && !isService ? `${name} (${me.email})` : me.email],
        ['Hub', url],
        ['Signed in', key ? `by API key ${key.name} (${key.prefix}…)` : 'by session'],
        ['Until', key ? (key.worksUntil ?? 'it is revoked') : null],
        ['Tenant', key?.tenant.slug ?? tenant ?? 'none is chosen'],
        ['May', me.permissions.join(', ') || 'nothing here'],
        ['Operator', me.isOperator ? 'yes' : null],
      ]);
    });
}
