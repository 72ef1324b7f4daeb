import { archiveLogs } from '@portolan/core';
import { createAuditArchive } from '../audit-archive.ts';
import { type Command, UsageError } from './command.ts';

export const archiveAuditCommand: Command = {
  name: 'audit archive',
  writes: true,
  usage: '<folder> --older-than <months>',
  summary: 'writes audit events that are older into a folder, month by month, and then takes them out of the database',
  options: { 'older-than': { type: 'string' } },
  maxArgs: 1,
  async run({ context, args, options, say }) {
    const [folder] = args;
    const months = Number(options['older-than']);
    if (!folder || !Number.isInteger(months) || months < 1) {
      throw new UsageError('audit archive needs a folder and --older-than with a number of months');
    }
    const { archived, refused } = await archiveLogs(context, months, createAuditArchive(folder));
    for (const { log, events, files } of archived)
      if (events > 0) say(`${log}: ${events} events in ${files.length} files`);
    for (const log of refused) say(`left  ${log}: it is not sound, see portolan audit verify`);
    if (archived.every(({ events }) => events === 0) && refused.length === 0) say('Nothing is that old.');
    return refused.length > 0 ? 1 : 0;
  },
};
