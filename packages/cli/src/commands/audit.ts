import type { AuditOutcome } from '@portolan/contract';
import { type Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { green, type Piece, red } from '../terminal/index.ts';
import { countOf } from './search.ts';
import { timeOf } from './tell.ts';

const OUTCOMES = ['success', 'failure', 'denied', 'started'] as const satisfies readonly AuditOutcome[];

interface Filter {
  action?: string;
  actor?: string;
  outcome?: AuditOutcome;
  from?: string;
  to?: string;
}

export function addAudit(program: Command, cli: Cli): void {
  program
    .command('audit')
    .description('who did what, newest first')
    .option('--action <name>', 'one action, or with a colon at its end all of a feature: connections:')
    .option('--actor <person>', 'by one person, by e-mail address or id')
    .addOption(new Option('--outcome <outcome>', 'that ended so').choices(OUTCOMES))
    .option('--from <time>', 'from this moment on: 2026-05-01, or with a time')
    .option('--to <time>', 'before this moment')
    .option('--limit <count>', 'no more than these', countOf, 50)
    .option('--all', 'every event, oldest first, as JSON, one a line')
    .action(({ limit, all, ...filter }: Filter & { limit: number; all?: true }) => {
      const { from, to, ...rest } = filter;
      const given = { ...rest, from: momentOf(from), to: momentOf(to) };
      return all ? exportAll(cli, given) : list(cli, given, limit);
    });
}

type Given = Omit<Filter, 'from' | 'to'> & { from: string | undefined; to: string | undefined };

/** What is no time at all is left to the hub to refuse. */
function momentOf(text: string | undefined): string | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

async function exportAll(cli: Cli, filter: Given): Promise<void> {
  for await (const event of await (await cli.hub()).audit.export.query(filter)) {
    cli.terminal.jsonLine(event);
    if (cli.terminal.isDeaf()) return;
  }
}

async function list(cli: Cli, filter: Given, limit: number): Promise<void> {
  const hub = await cli.hub();
  const events = [];
  const names: Record<string, string> = {};
  for (let page = 1; events.length < limit; page++) {
    const answer = await hub.audit.list.query({ ...filter, page, limit: 100 });
    events.push(...answer.items);
    Object.assign(names, answer.names);
    if (answer.items.length === 0 || page * 100 >= answer.total) break;
  }
  const shown = events.slice(0, limit);
  if (cli.isJson) return cli.terminal.json(shown);
  const rows = shown.map(({ createdAt, action, outcome, actorEmail, entityId, entityType }) => [
    timeOf(createdAt),
    action,
    outcomePiece(outcome),
    actorEmail ?? '',
    (entityId && names[entityId]) ?? entityType ?? '',
  ]);
  cli.terminal.table(['WHEN', 'WHAT', 'OUTCOME', 'WHO', 'TO WHAT'], rows);
}

function outcomePiece(outcome: AuditOutcome): Piece {
  if (outcome === 'success') return green(outcome);
  return outcome === 'started' ? outcome : red(outcome);
}
