import type { ExportAuditEventsInput } from '@portolan/contract';
import { saveFile } from '../../lib/save-file.ts';
import { onEnter } from '../../lib/tenant-choice.ts';
import type { Download } from './audit-logs.ts';
import { verdictTexts } from './texts.ts';

/** No problem is longer, in characters. */
const LONGEST_LINE = 16_384;

/**
 * Saves the events that match as a file, one JSON object a line. By a request and not by a link: a link could not say
 * which tenant it means. Answers what went wrong, or null. Whoever goes into another tenant meanwhile wants no file any more.
 */
export async function downloadEvents(
  { path, tenant, name }: Download,
  filter: ExportAuditEventsInput,
): Promise<string | null> {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  const left = new AbortController();
  const stopListening = onEnter(() => left.abort());
  try {
    const headers: HeadersInit = tenant === null ? {} : { 'x-tenant-id': tenant };
    const answer = await fetch(`${path}?${query}`, { headers, signal: left.signal });
    if (!answer.ok)
      return ((await answer.json()) as { detail?: string }).detail ?? verdictTexts().answered(answer.status);
    const events = await answer.blob();
    const refusal = await refusalIn(events);
    if (refusal || left.signal.aborted) return refusal;
    saveFile(events, `${name}-${new Date().toISOString().slice(0, 10)}.ndjson`);
    return null;
  } catch {
    return left.signal.aborted ? null : verdictTexts().brokeOff;
  } finally {
    stopListening();
  }
}

/** Whoever may not read on is told so in the last line: what came before it is not the whole log. */
async function refusalIn(events: Blob): Promise<string | null> {
  const end = await events.slice(-LONGEST_LINE).text();
  const last = end.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{"type":')) return null;
  return (JSON.parse(last) as { detail?: string }).detail ?? verdictTexts().refusedRest;
}
