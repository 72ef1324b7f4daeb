import type { ExportAuditEventsInput } from '@portolan/contract';
import { currentTenant } from '../../lib/tenant-choice.ts';

const PATH = '/api/v1/audit-events/export';

/**
 * Saves the events that match as a file, one JSON object a line. By a request and not by a link: a link could not say
 * which tenant it means. Answers what went wrong, or null.
 */
export async function downloadEvents(filter: ExportAuditEventsInput): Promise<string | null> {
  const tenant = currentTenant() ?? '';
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  try {
    const answer = await fetch(`${PATH}?${query}`, { headers: { 'x-tenant-id': tenant } });
    if (!answer.ok)
      return ((await answer.json()) as { detail?: string }).detail ?? `The server answered ${answer.status}`;
    save(await answer.blob(), `audit-${tenant}-${new Date().toISOString().slice(0, 10)}.ndjson`);
    return null;
  } catch {
    return 'The download broke off. Check your network and try again.';
  }
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
