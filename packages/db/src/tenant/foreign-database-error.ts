/** A database that belongs to another installation: nothing is read, written, migrated or dropped there. */
export class ForeignDatabaseError extends Error {
  /** The SQLSTATE of a connection that was refused: this one is refused by us. */
  readonly code = '08004';

  constructor(database: string) {
    super(`The database ${database} belongs to another installation`);
    this.name = 'ForeignDatabaseError';
  }
}
