import type { Session } from '../virsh/session.ts';
import { VirshFailure } from '../virsh/virsh-failure.ts';
import { readXml } from '../xml/read-xml.ts';
import { writeXml } from '../xml/write-xml.ts';

/** What QEMU says where the processor was to help, and could not: inside of some virtual machines it only seems to be there. */
const WITHOUT_HELP = /\bkvm|KVM|\bMSR\b|CPU (?:model|feature)|host CPU/;

/** Starts a machine that is down: by software alone where the processor turns out not to help. */
export async function bootMachine(session: Session, id: string): Promise<void> {
  try {
    await session.run('start', '--domain', id);
  } catch (error) {
    if (!(error instanceof VirshFailure) || error.code !== 'REFUSED' || !WITHOUT_HELP.test(error.said)) throw error;
    const described = await session.run('dumpxml', '--domain', id, '--inactive', '--security-info');
    const emulated = withoutHelp(described);
    if (!emulated) throw error;
    await session.run('define', '--file', await session.files.put(`${id}.xml`, emulated));
    await session.run('start', '--domain', id);
  }
}

/** The same machine on a processor of software; null where it is on one already. */
export function withoutHelp(xml: string): string | null {
  const { cpu: _, ...domain } = readXml(xml, 'domain');
  return domain['@type'] === 'kvm' ? writeXml('domain', { ...domain, '@type': 'qemu' }) : null;
}
