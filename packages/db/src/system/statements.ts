/** A prepared statement: its name is what PostgreSQL keeps the plan under, so one name is always one text. */
export interface Statement {
  name: string;
  text: string;
}
