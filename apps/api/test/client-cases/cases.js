import { createClient, isClientError } from '@portolan/client';

/** What the docs promise of the client, on whatever runtime this runs: what it saw, as JSON. */
export async function runCases({ url, apiKey }) {
  const hub = createClient({ url, apiKey });
  const ids = {};
  for await (const { name, id } of hub.connections.list.each({ sortBy: 'name', sortOrder: 'asc' })) ids[name] = id;
  const { total } = await hub.connections.list.query({ limit: 1 });
  return {
    names: Object.keys(ids),
    total,
    failed: await failureOf(hub.introspection.refresh.mutate({ id: ids.Nowhere })),
    unreachable: await failureOf(createClient({ url: 'http://127.0.0.1:1' }).auth.me.query()),
    streamed: await stagesOf(hub, ids.Shop),
    left: await leave(hub, ids.Shop),
    abandoned: await abandon(hub),
    heard: await firstNews(hub),
  };
}

async function failureOf(call) {
  const error = await call.then(
    () => null,
    (error) => error,
  );
  if (!isClientError(error)) throw error ?? new Error('It did not fail');
  return [error.code, error.status, ...error.stages.map(({ stage, ok }) => `${stage} ${ok}`)];
}

async function stagesOf(hub, id) {
  const stages = [];
  for await (const news of await hub.connections.watchSaved.mutate({ id })) {
    stages.push(news.type === 'stage' ? news.stage.stage : news.result.success);
  }
  return stages;
}

/** Leaves in the middle of an answer. */
async function leave(hub, id) {
  const leaving = new AbortController();
  const stages = await hub.connections.watchSaved.mutate({ id }, { signal: leaving.signal });
  const reading = async () => {
    for await (const _ of stages) leaving.abort();
  };
  return failureOf(reading());
}

/** Leaves before there is one. */
function abandon(hub) {
  const leaving = new AbortController();
  const call = hub.connections.list.query({}, { signal: leaving.signal });
  leaving.abort();
  return failureOf(call);
}

async function firstNews(hub) {
  for await (const { summary } of hub.health.live.subscribe()) return summary.total;
  return null;
}
