import { CONNECTION_PICTURES } from './connections.ts';
import { PEOPLE_PICTURES } from './people.ts';
import type { Picture } from './picture.ts';
import { SCHEMA_PICTURES } from './schema.ts';

/** The log comes first: what the others do is written into it. */
export const ALBUM: readonly Picture[] = [...PEOPLE_PICTURES, ...CONNECTION_PICTURES, ...SCHEMA_PICTURES];
