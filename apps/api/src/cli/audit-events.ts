import { exportInstallationEvents, listInstallationEvents } from '@portolan/core';
import type { Command } from './command.ts';
import { table } from './table.ts';

const NEWEST = 50;

export const listAuditCommand: Command = {
  name: 'audit list',
  usage: '',
  summary: `the newest ${NEWEST} events of the installation: sign-ins, refused ones, operators' work`,
  options: {},
  maxArgs: 0,
  async run({ context, say }) {
    const { items } = await listInstallationEvents(context, { limit: NEWEST });
    const rows = items.map(({ createdAt, action, outcome, actorEmail, address }) => [
      createdAt,
      action,
      outcome,
      actorEmail ?? '',
      address ?? '',
    ]);
    for (const line of table(['WHEN', 'ACTION', 'OUTCOME', 'WHO', 'FROM'], rows)) say(line);
    return 0;
  },
};

export const exportAuditCommand: Command = {
  name: 'audit export',
  usage: '',
  summary: 'all events of the installation, oldest first, one JSON object a line',
  options: {},
  maxArgs: 0,
  async run({ context, say }) {
    for await (const event of exportInstallationEvents(context, {})) say(JSON.stringify(event));
    return 0;
  },
};
