import { AppError, type RestRoute } from '@portolan/router';

const TAG = /^[\t ]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[\t ]*$/;
const ITEM = /(?:[^",]|"[^"]*")+/g;

/**
 * The versions that an `If-Match` names (RFC 9110, 13.1.1); undefined where it asks for none, or for any. A weak tag is the
 * same as nothing here, so that it is left out.
 */
export function ifMatch(header: string | undefined): string[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const tags = (header.match(ITEM) ?? []).filter((item) => item.trim() !== '').map((item) => TAG.exec(item));
  const isWhole = (header.match(/"/g)?.length ?? 0) % 2 === 0;
  if (tags.length === 0 || tags.includes(null) || !isWhole) {
    const message = 'If-Match is * or a list of quoted entity tags';
    throw new AppError('VALIDATION_ERROR', message, { details: [{ path: 'If-Match', code: 'invalid', message }] });
  }
  return tags.flatMap((tag) => (tag && !tag[1] ? [tag[2] ?? ''] : []));
}

/** Whether a route is about one thing that has versions, so that `If-Match` means something there. */
export function isConditional({ version, path }: RestRoute): boolean {
  return version !== undefined && path.includes('{');
}

/** Changes are asked about their version under the lock of what they change; what is only read is asked here. */
export function assertRead({ method, version }: RestRoute, versions: string[] | undefined, output: unknown): void {
  if (method !== 'GET' || !versions || !version?.of || versions.includes(version.of(output))) return;
  throw new AppError('PRECONDITION_FAILED', 'It was changed meanwhile');
}
