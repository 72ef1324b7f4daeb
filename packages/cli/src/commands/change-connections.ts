import type { Inputs } from '@portolan/client';
import { DEFAULT_PORTS } from '@portolan/contract';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { readConsent } from '../terminal/index.ts';
import { type ConnectionFlags, toFields, withConnectionOptions } from './connection-options.ts';
import { findConnection } from './find-connection.ts';

export function addChanges(connections: Command, cli: Cli): void {
  withConnectionOptions(connections.command('create').description('create one').argument('<name>')).action(
    (name: string, flags: ConnectionFlags) => create(cli, name, flags),
  );
  withConnectionOptions(
    connections
      .command('edit')
      .description('change what is given, and nothing else')
      .argument('<connection>', 'its name or id')
      .option('--name <name>', 'another name'),
  ).action((ref: string, flags: ConnectionFlags & { name?: string }) => edit(cli, ref, flags));
  connections
    .command('delete')
    .description('delete one; it can be restored for a while')
    .argument('<connection>', 'its name or id')
    .option('--yes', 'do not ask')
    .action((ref: string, { yes }: { yes?: true }) => remove(cli, ref, yes === true));
}

async function create(cli: Cli, name: string, flags: ConnectionFlags): Promise<void> {
  const { kind, host } = flags;
  if (!kind || !host) throw new Failure('Say of what kind it is and where: --kind and --host.');
  const fields = await toFields(cli.io, { ...flags, port: flags.port ?? DEFAULT_PORTS[kind] });
  // Which options a kind has is known to the hub, which says so.
  const input = { ...fields, name, dbType: kind } as Inputs['connections']['create'];
  const created = await (await cli.hub()).connections.create.mutate(input);
  if (cli.isJson) return cli.terminal.json(created);
  cli.terminal.line(`Created ${created.name}. ${created.id}`);
}

async function edit(cli: Cli, ref: string, { name, ...flags }: ConnectionFlags & { name?: string }): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const { options, ...fields } = await toFields(cli.io, flags);
  const before = await hub.connections.get.query({ id });
  const changed = await hub.connections.update.mutate({
    ...fields,
    id,
    name,
    dbType: flags.kind,
    // Options that are not named stay.
    options: options && { ...before.options, ...options },
    expectedUpdatedAt: before.updatedAt,
  });
  if (cli.isJson) return cli.terminal.json(changed);
  cli.terminal.line(`Changed ${changed.name}.`);
  if (changed.credentialState === 'sealed') {
    cli.terminal.note('Its credential was for another destination: enter it again with --password-stdin or its like.');
  }
}

async function remove(cli: Cli, ref: string, isSure: boolean): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  if (!isSure && !cli.io.stdin.isTTY) throw new Failure('Deleting asks first, and nobody is there: give --yes.');
  if (!isSure && !(await readConsent(cli.io, `Delete ${ref}?`))) throw new Failure('Nothing was deleted.', EXIT.no);
  await hub.connections.delete.mutate({ id });
  if (cli.isJson) return cli.terminal.json({ id });
  cli.terminal.line(`Deleted ${ref}.`);
}
