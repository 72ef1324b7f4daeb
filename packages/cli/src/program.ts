import { Command } from 'commander';
import type { Cli, GlobalOptions } from './cli.ts';
import { createCli } from './cli.ts';
import { addApply } from './commands/apply.ts';
import { addAudit } from './commands/audit.ts';
import { addCompletion } from './commands/completion.ts';
import { addConnections } from './commands/connections.ts';
import { addDiff } from './commands/diff.ts';
import { addDrift } from './commands/drift.ts';
import { addExplain } from './commands/explain.ts';
import { addExport } from './commands/export.ts';
import { addLogin } from './commands/login.ts';
import { addMcp } from './commands/mcp.ts';
import { addPlan } from './commands/plan.ts';
import { addSearch } from './commands/search.ts';
import { addSnapshots } from './commands/snapshots.ts';
import { addTables } from './commands/tables.ts';
import { addTenants } from './commands/tenants.ts';
import { addTypes } from './commands/types.ts';
import { addWhoami } from './commands/whoami.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

const AFTER = `
Environment: PORTOLAN_URL, PORTOLAN_API_KEY, PORTOLAN_TENANT, NO_COLOR
Ends with: 0 done, 1 answered no, 2 wrong usage, 3 refused or not reached`;

/** All commands, for one call. */
export function createProgram(io: Io): { program: Command; cli: Cli } {
  const program = new Command('portolan');
  const cli = createCli(io, () => program.opts<GlobalOptions>());
  // Before the commands: each inherits it.
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => (io.stdout.isTTY ? (io.stdout.columns ?? 80) : 100),
      getOutHasColors: () => false,
      // A wrong usage is told as all other failures are.
      outputError: () => {},
    })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .description('The command line of a Portolan hub.')
    .version(VERSION || 'built from sources')
    .option('--url <address>', 'the hub, as https://hub.example')
    .option('--tenant <tenant>', 'the tenant to work in, by the name in addresses or by id')
    .option('--json', 'answer as JSON')
    .addHelpText('after', AFTER);
  for (const add of [
    addLogin,
    addWhoami,
    addTenants,
    addConnections,
    addTables,
    addTypes,
    addSnapshots,
    addDiff,
    addSearch,
    addExplain,
    addAudit,
    addPlan,
    addApply,
    addDrift,
    addExport,
    addMcp,
    addCompletion,
  ]) {
    add(program, cli);
  }
  return { program, cli };
}
