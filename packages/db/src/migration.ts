/** A step that brings a database up to date: statements, in order. */
export abstract class Migration {
  readonly statements: string[] = [];

  abstract up(): void;

  addSql(sql: string): void {
    this.statements.push(sql);
  }
}

export interface MigrationEntry {
  name: string;
  class: new () => Migration;
}
