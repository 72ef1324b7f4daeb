import type { ForeignKey } from '@portolan/contract';
import { list, place, quoted } from './names.ts';

export function foreignKeyDefinition({ name, columns, references, onUpdate, onDelete }: ForeignKey): string {
  const target = place({ schema: references.schema, name: references.table });
  return [
    `CONSTRAINT ${quoted(name)} FOREIGN KEY (${list(columns)}) REFERENCES ${target} (${list(references.columns)})`,
    ` ON DELETE ${onDelete}`,
    ` ON UPDATE ${onUpdate}`,
  ].join('');
}
