import { readConnectionText } from '@portolan/contract/connection-text';
import { linesOf } from './lines-of.ts';
import type { ReadRow } from './parsed-row.ts';
import { rowOfText } from './row-of-text.ts';

interface Service {
  line: number;
  name: string;
  pairs: [name: string, value: string][];
  refused?: string;
}

/** Sections of libpq's keywords. A value is the rest of its line: it is neither quoted nor commented. */
export function readPgService(text: string): ReadRow[] {
  const services: Service[] = [];
  const lost: ReadRow[] = [];
  for (const { line, text: raw } of linesOf(text)) {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const section = /^\[(.+)\]$/.exec(trimmed)?.[1]?.trim();
    const service = services.at(-1);
    if (section) services.push({ line, name: section, pairs: [] });
    else if (!service) lost.push({ line, name: '', refused: 'The line stands before the first [service]' });
    else if (/^ldap/i.test(trimmed)) service.refused = 'The service is looked up in LDAP';
    else {
      const [, key = '', value = ''] = /^([a-z_]+)\s*=\s*(.*)$/i.exec(trimmed) ?? [];
      if (key) service.pairs.push([key, value]);
      else service.refused = `Line ${line} is no keyword with a value`;
    }
  }
  return [...lost, ...services.map(readService)];
}

function readService({ line, name, pairs, refused }: Service): ReadRow {
  if (refused) return { line, name, refused };
  const host = pairs.find(([key]) => key === 'host') ?? pairs.find(([key]) => key === 'hostaddr');
  if (!host?.[1]) return { line, name, refused: 'No host is named' };
  const words = pairs.map(([key, value]) => `${key}='${value.replace(/[\\']/g, '\\$&')}'`);
  // The host first: it is by that the reader knows what it reads.
  const hostFirst = words.toSorted((a, b) => Number(b.startsWith('host=')) - Number(a.startsWith('host=')));
  const reading = readConnectionText(hostFirst.join(' '));
  if (reading && 'found' in reading) return rowOfText(line, reading.found, name);
  return { line, name, refused: reading?.refused ?? 'The service cannot be read' };
}
