import path from 'node:path';
import { makeBackup } from '../backup/make-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { type Call, type Command, UsageError } from './command.ts';
import { openForRestore } from './open-for-restore.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: '<folder>',
  summary:
    'writes the system database and those of all tenants into an empty folder, beside servers at work; never the keys',
  options: {},
  maxArgs: 1,
  async run(call) {
    const folder = folderOf(call);
    const { system, tenants, ...needed } = await makeBackup(call, folder);
    const keys = [...new Set([...needed.keys, ...(needed.auditKeys ?? [])])];
    const databases = [system, ...tenants.flatMap(({ database }) => (database ? [database] : []))];
    const bytes = databases.reduce((sum, database) => sum + database.bytes, 0);
    call.say(`${databases.length} databases, ${(bytes / 1e6).toFixed(1)} MB in ${folder}`);
    if (keys.length > 0) call.say(`Keep apart from it the encryption keys that it needs: ${keys.join(', ')}`);
    return tenants.some(({ database }) => database === null) ? 1 : 0;
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  usage: '<folder>',
  summary: 'brings a backup back onto fresh servers; cut short, it goes on when run again',
  options: {},
  maxArgs: 1,
  open: ({ args }) => openForRestore(folderOf({ args })),
  async run(call) {
    const { manifest } = call;
    if (!manifest) throw new UsageError('restore needs the folder of a backup');
    await restoreBackup(call, folderOf(call), manifest);
    call.say(`The backup of ${manifest.madeAt} is back. Start the server, and everybody signs in anew.`);
    return 0;
  },
};

function folderOf({ args }: Pick<Call, 'args'>): string {
  const [folder] = args;
  if (!folder) throw new UsageError('It needs a folder: see portolan help');
  return path.resolve(folder);
}
