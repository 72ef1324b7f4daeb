/** A login of the emulated server. */
export interface LoginDefinition {
  name: string;
  password: string;
  sysadmin?: boolean;
  /** What its sessions begin with, as a logon trigger may have it. `ROWCOUNT` cuts answers; the rest is only kept. */
  settings?: Record<string, string>;
  /** Which tables it may read, and so see; all by default. `seen` ones show up and refuse a SELECT. */
  access?: (schema: string, table: string) => 'readable' | 'seen' | 'hidden';
}
