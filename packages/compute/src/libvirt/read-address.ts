import type { Session } from '../virsh/session.ts';

/** Who may know an address, the surest first. */
const SOURCES = ['agent', 'lease', 'arp'];

/** The address of a machine: that of IPv4 rather than one of IPv6, none that leads nowhere else. */
export async function readAddress(session: Session, id: string): Promise<string | null> {
  const told = await session.read(SOURCES.map((source) => ['domifaddr', '--domain', id, '--source', source]));
  for (const text of told) {
    const found = addressesIn(text);
    const address = found.find((one) => !one.includes(':')) ?? found[0];
    if (address) return address;
  }
  return null;
}

export function addressesIn(text: string): string[] {
  const addresses = [...text.matchAll(/\sipv[46] +([0-9a-fA-F.:]+)\/\d+/g)].map(([, address = '']) => address);
  return addresses.filter((one) => !/^(?:127\.|169\.254\.|::1$|fe80:)/i.test(one));
}
