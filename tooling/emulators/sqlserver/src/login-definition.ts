/** A login of the emulated server. */
export interface LoginDefinition {
  name: string;
  password: string;
  sysadmin?: boolean;
  /** Rows of an answer that this login gets until it says `SET ROWCOUNT`, as a logon trigger may have it. */
  rowCount?: number;
  /** Which tables it may read, and so see; all by default. `seen` ones show up and refuse a SELECT. */
  access?: (schema: string, table: string) => 'readable' | 'seen' | 'hidden';
}
