import { type Close, isPlain, UnfitAnswer } from './close.ts';

export interface Member {
  key: string;
  close: Close;
  isOptional: boolean;
}

/**
 * Closes objects of these members. Most have just these, in this order: then nothing is copied, and looking at a key costs
 * next to nothing, as the engine knows its place from going through the keys.
 */
export function closeObject(members: readonly Member[]): Close {
  const keys = members.map(({ key }) => key);
  const closes = members.map(({ close }) => close);
  const optional = members.map(({ isOptional }) => isOptional);
  const places = new Map(keys.map((key, place) => [key, place]));
  const required = optional.filter((isOptional) => !isOptional).length;

  const isClosed = (record: Record<string, unknown>) => {
    let found = 0;
    let next = 0;
    for (const key in record) {
      const place = keys[next] === key ? next : places.get(key);
      if (place === undefined) return false;
      next = place + 1;
      const inner = record[key];
      if (optional[place]) {
        if (inner === undefined) continue;
      } else found++;
      if ((closes[place] as Close)(inner) !== inner) return false;
    }
    return found === required;
  };

  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnfitAnswer('an object');
    const record = value as Record<string, unknown>;
    return isPlain(record) && isClosed(record) ? record : copy(record, members);
  };
}

function copy(record: Record<string, unknown>, members: readonly Member[]): object {
  const closed: Record<string, unknown> = {};
  for (const { key, close, isOptional } of members) {
    const inner = record[key];
    if (inner !== undefined) closed[key] = close(inner);
    else if (!isOptional) throw new UnfitAnswer(`the key ${key}`);
  }
  return closed;
}
