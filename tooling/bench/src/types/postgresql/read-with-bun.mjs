// Runs in Bun: reads tables and writes their rows, or why it could not.
import { SQL } from 'bun';
import { tagged } from '../tagged-json.ts';

const { url, tables } = JSON.parse(process.argv[2]);
const sql = new SQL(url, { max: 1 });
const rows = {};
for (const table of tables) {
  try {
    const simple = await sql.unsafe(`select * from ${table}`);
    const prepared = await sql`select * from ${sql(table)}`;
    rows[table] = [...simple, ...prepared].map((row) => ({ ...row }));
  } catch (error) {
    rows[table] = String(error);
  }
}
await sql.close();
process.stdout.write(JSON.stringify(tagged(rows)));
