/** A login of the emulated server. */
export interface LoginDefinition {
  name: string;
  password: string;
  sysadmin?: boolean;
  /** Which tables it may read, and so see; all by default. `seen` ones show up and refuse a SELECT. */
  access?: (schema: string, table: string) => 'readable' | 'seen' | 'hidden';
}
