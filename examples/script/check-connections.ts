import { createClient, isClientError } from '@portolan/client';

const { PORTOLAN_URL: url = 'https://hub.example', PORTOLAN_API_KEY: apiKey } = process.env;
/** What its key may do, and nothing else: another call would not compile. */
const hub = createClient<'connections:read' | 'connections:test' | 'connections:introspect'>({ url, apiKey });

const leaving = new AbortController();
const { signal } = leaving;
process.once('SIGINT', () => leaving.abort());

try {
  for await (const { id, name } of hub.connections.list.each({ sortBy: 'name', sortOrder: 'asc' }, { signal })) {
    const works = await test(id, name);
    if (works) console.log(`${name}: ${await tablesOf(id)}`);
    else process.exitCode = 1;
  }
} catch (error) {
  if (!isClientError(error)) throw error;
  // `code` is a union: a switch over it knows whether it is complete.
  if (error.code !== 'ABORTED') console.error(`${error.code}: ${error.message} (request ${error.requestId})`);
  process.exitCode = 2;
}

/** Tells the stages as they end, which takes seconds where something is wrong. */
async function test(id: string, name: string): Promise<boolean> {
  for await (const news of await hub.connections.watchSaved.mutate({ id }, { signal })) {
    if (news.type === 'result') return news.result.success;
    const { stage, ok, remedy } = news.stage;
    console.log(`${name}: ${stage} ${ok ? 'works' : `fails: ${remedy}`}`);
  }
  return false;
}

/** Of one whose tables cannot be read, how far that came. */
async function tablesOf(id: string): Promise<string> {
  try {
    const { total } = await hub.introspection.tables.query({ id, limit: 1 }, { signal });
    return `${total} tables`;
  } catch (error) {
    if (!isClientError(error) || error.stages.length === 0) throw error;
    return `${error.code} after ${error.stages.filter(({ ok }) => ok).map(({ stage }) => stage)}`;
  }
}
