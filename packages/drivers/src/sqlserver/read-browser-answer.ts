const RESPONSE = 0x05;
const HEAD = 3;
/** RESP_DATA of a single instance, [MC-SQLR] 2.2.5. */
const MAX_ANSWER = 1024;

/**
 * The TCP port in the answer about one instance; null for an answer that is malformed, about another instance, or
 * without TCP. Keys and values take turns, and two semicolons end the instance.
 */
export function readBrowserAnswer(answer: Buffer, instance: string): number | null {
  if (answer.length < HEAD || answer[0] !== RESPONSE) return null;
  const length = answer.readUInt16LE(1);
  if (length > MAX_ANSWER || answer.length !== HEAD + length) return null;
  const text = answer.subarray(HEAD).toString();
  // More than one instance was not asked for.
  if (text.indexOf(';;') !== text.length - 2) return null;
  const parts = text.slice(0, -2).split(';');
  if (parts.length % 2 !== 0) return null;
  const values = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) values.set((parts[at] ?? '').toLowerCase(), parts[at + 1] ?? '');
  if (values.get('instancename')?.toUpperCase() !== instance.toUpperCase()) return null;
  const port = values.get('tcp') ?? '';
  return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535 ? Number(port) : null;
}
