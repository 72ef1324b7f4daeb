import type { ConnectionReading, ConnectionText } from './connection-text.ts';
import { isCommand, readCommand } from './read-command.ts';
import { isGoDsn, readGoDsn } from './read-go-dsn.ts';
import { readKeyList, readKeywords } from './read-key-list.ts';
import { readUrl } from './read-url.ts';
import { Refusal } from './refusal.ts';
import { unwrap } from './unwrap.ts';

export type { ConnectionReading, ConnectionText, LeftOut } from './connection-text.ts';

const LONGEST = 16_384;
const KEYWORD = /^(?:host|hostaddr|port|dbname|user|password|sslmode|service)\s*=\s*\S/;
const KEYWORDS_FIRST = /^[^;]*\s[a-z_]+\s*=/;
const KEY_LIST = /^\s*[a-z][\w ]*=.*;/is;
const ADDRESSED = /(?:^|;)\s*(?:driver|provider|dsn|server|data source|host|account|address|addr)\s*=/i;

/**
 * What a URL, a connection string or a command line says of a connection, in any of the forms that people have at hand:
 * read as a whole, or refused with the reason. Null for a text that is about no connection.
 */
export function readConnectionText(raw: string): ConnectionReading | null {
  if (raw.length > LONGEST) return null;
  try {
    const found = read(raw.trim());
    return found && { found };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

function read(raw: string): ConnectionText | null {
  const command = raw.replace(/^[$>#%]\s+/, '');
  if (isCommand(command)) return readCommand(command);
  const text = unwrap(raw);
  if (isGoDsn(text)) return readGoDsn(text);
  if (KEYWORD.test(text) && (KEYWORDS_FIRST.test(text) || !text.includes(';'))) return readKeywords(text);
  if (KEY_LIST.test(text) && ADDRESSED.test(text)) return readKeyList(text);
  return readUrl(text);
}
