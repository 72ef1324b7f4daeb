import type { Command } from 'commander';
import { keep, readKept } from '../access/index.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { green } from '../terminal/index.ts';
import { collect } from './collect.ts';

export function addTenants(program: Command, cli: Cli): void {
  const tenants = program.command('tenants').description('the tenants that you are a member of');
  tenants
    .command('list', { isDefault: true })
    .description('list them (also without `list`)')
    .action(() => listTenants(cli));
  tenants
    .command('use')
    .description('work in one of them from now on')
    .argument('<tenant>', 'its name in addresses, or its id')
    .action((tenant: string) => chooseTenant(cli, tenant));
}

async function listTenants(cli: Cli): Promise<void> {
  const [all, { tenant }] = [await readTenants(cli), await cli.access()];
  if (cli.isJson) return cli.terminal.json(all);
  const rows = all.map(({ slug, name, id }) => [
    slug,
    name,
    id,
    [slug, id].includes(tenant ?? '') ? green('in use') : '',
  ]);
  cli.terminal.table(['TENANT', 'NAME', 'ID', ''], rows);
}

async function chooseTenant(cli: Cli, ref: string): Promise<void> {
  const found = (await readTenants(cli)).find(({ slug, id }) => slug === ref || id === ref);
  if (!found) {
    throw new Failure(
      `You are a member of no tenant ${ref}: \`portolan tenants\` lists yours.`,
      EXIT.refused,
      'NOT_FOUND',
    );
  }
  const kept = await readKept(cli.io);
  const { url } = await cli.access();
  if (kept.url !== url)
    throw new Failure('Sign in with `portolan login` first: a key in the environment has its tenant.');
  await keep(cli.io, { ...kept, tenant: found.slug });
  if (cli.isJson) return cli.terminal.json(found);
  cli.terminal.line(`Commands work in ${found.name} (${found.slug}) from now on.`);
}

const readTenants = async (cli: Cli) => collect(cli, (await cli.hub()).tenants.mine.each());
