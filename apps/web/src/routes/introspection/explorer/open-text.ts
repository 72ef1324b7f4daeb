import { schemaKey, type TreeState, tableKey } from './tree-model.ts';

type Open = TreeState['open'];

/** Everything is closed. */
const NONE = '-';
/** More of an address is cut off on its way through mails and chats. */
const MOST = 50;

/** What is open, as it stands in an address; empty where that is no more than what is open anyhow. */
export function openText(open: Open, anyhow: readonly string[]): string {
  const keys = Object.keys(open).filter((key) => open[key]);
  if (keys.length === anyhow.length && anyhow.every((key) => open[key])) return '';
  return keys.length === 0 ? NONE : keys.slice(0, MOST).map(written).join(',');
}

/** What an address says is open; null where it says nothing. */
export function openIn(text: string): Open | null {
  if (text === '') return null;
  const keys = text === NONE ? [] : text.split(',').flatMap((one) => read(one) ?? []);
  return Object.fromEntries(keys.map((key) => [key, true]));
}

/** A schema by its name, a table as `schema/table`: signs that a name itself may have are escaped. */
function written(key: string): string {
  return key.slice(2).split('\0').map(encodeURIComponent).join('/');
}

function read(text: string): string | null {
  try {
    const [schema = '', table] = text.split('/').map(decodeURIComponent);
    return table === undefined ? schemaKey(schema) : tableKey(schema, table);
  } catch {
    return null;
  }
}
