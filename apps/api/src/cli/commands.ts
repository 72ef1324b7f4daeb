import { adoptServerCommand } from './adopt-server.ts';
import { verifyAuditCommand } from './audit.ts';
import { anchorAuditCommand } from './audit-anchor.ts';
import { archiveAuditCommand } from './audit-archive.ts';
import { beginAuditCommand } from './audit-begin.ts';
import { exportAuditCommand, listAuditCommand } from './audit-events.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { adoptKeysCommand, keysStatusCommand, publicKeysCommand, rotateKeysCommand } from './keys.ts';
import { migrate } from './migrate.ts';
import { inviteOperatorCommand, listOperatorsCommand, removeOperatorCommand } from './operators.ts';
import { resetLinkCommand } from './reset-link.ts';
import { listTenantsCommand, purgeTenantsCommand } from './tenants.ts';

/** All commands, in the order in which `help` shows them. */
export const commands: Command[] = [
  doctor,
  migrate,
  backupCommand,
  restoreCommand,
  listTenantsCommand,
  purgeTenantsCommand,
  adoptServerCommand,
  keysStatusCommand,
  publicKeysCommand,
  rotateKeysCommand,
  adoptKeysCommand,
  listAuditCommand,
  exportAuditCommand,
  verifyAuditCommand,
  anchorAuditCommand,
  archiveAuditCommand,
  beginAuditCommand,
  listOperatorsCommand,
  inviteOperatorCommand,
  removeOperatorCommand,
  resetLinkCommand,
];

export function help(): string[] {
  const lines = commands.map(({ name, usage, summary }) => [`  ${`${name} ${usage}`.trim()}`, `      ${summary}`]);
  const drivers = ['  drivers', '      runs drivers for hubs that are elsewhere, with variables of its own'];
  return ['portolan <command>', '', ...lines.flat(), ...drivers, '  help', '      shows this'];
}
