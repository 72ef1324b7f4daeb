import type { EntityClass, LockMode } from '@mikro-orm/core';

/** Locks the rows that are found until the transaction ends. */
export const FOR_UPDATE: LockMode.PESSIMISTIC_WRITE = 3;

/** What names a table's rows to the ORM, without the ORM: that is loaded with the first transaction. */
export function entity<Row>(name: string): EntityClass<Row> {
  const { [name]: made } = { [name]: class {} };
  return made as object as EntityClass<Row>;
}
