import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { tell } from './tell.ts';

export function addWhoami(program: Command, cli: Cli): void {
  program
    .command('whoami')
    .description('who the hub takes you for, where, and what you may')
    .action(async () => {
      const { url, tenant, apiKey } = await cli.access();
      const me = await (await cli.hub()).auth.me.query();
      if (cli.isJson) return cli.terminal.json({ ...me, url, tenant: tenant ?? null });
      const name = [me.firstName, me.lastName].filter(Boolean).join(' ');
      tell(cli, [
        ['Person', name ? `${name} (${me.email})` : me.email],
        ['Hub', url],
        ['Signed in', apiKey ? 'by API key' : 'by session'],
        ['Tenant', tenant ?? (apiKey ? 'that of the key' : 'none is chosen')],
        ['May', me.permissions.join(', ') || 'nothing here'],
        ['Operator', me.isOperator ? 'yes' : null],
      ]);
    });
}
