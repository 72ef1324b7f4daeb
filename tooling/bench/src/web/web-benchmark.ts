import os from 'node:os';
import { CHROMIUM } from '@portolan/testing/chromium';
import { startTestPostgres } from '@portolan/testing/postgres';
import { chromium, type Page } from 'playwright-core';
import { createWorkspace, type Workspace } from '../workspace.ts';
import { FILTER_MS, FIND_MS, OPEN_MS, SCROLL_MS } from './targets.ts';
import { type Scrolled, timeFilter, timeOpening, timeScroll } from './timings.ts';

const TABLES = 10_000;
const ROUNDS = 5;
const DATABASE = 'wide';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
/** The second finds nothing of the first's, the third nearly everything. */
const FILTERS = ['t0777', 't04', 't0', 't09999', 't1'];
/** What is called so everywhere, once, nowhere, and by two letters that are in every table. */
const WORDS = ['shared_3', 'own_4711_7', 'nowhere', 'id'];

/** `pnpm bench web`: the explorer of ten thousand tables in Chromium, as it is built for production; medians of five. */
export async function benchmarkWeb(): Promise<boolean> {
  await using target = await startTestPostgres({ version: '18' });
  await target.query(`create database ${DATABASE}`);
  for (const sql of manyTables()) await target.query(sql, [], DATABASE);
  await using workspace = await createWorkspace({ PORTOLAN_EGRESS_ALLOW: '127.0.0.1/32' });
  const id = await chart(workspace, target);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const page = await signedIn(await browser.newPage({ viewport: { width: 1440, height: 900 } }), workspace);
    const address = `${workspace.url}/t/demo/connections/${id}`;
    const opened: number[] = [];
    const filtered: number[] = [];
    const scrolled: Scrolled[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      opened.push(await timeOpening(page, address));
      filtered.push(await timeFilter(page, FILTERS[round] ?? 't'));
      scrolled.push(await timeScroll(page));
    }
    console.log(`explorer of ${TABLES} tables in Chromium, the production build, medians of ${ROUNDS}`);
    const reached = [
      told('opens', opened, OPEN_MS),
      told('filters', filtered, FILTER_MS),
      told(
        'scrolls, 95th percentile of a frame',
        scrolled.map(({ p95Ms }) => p95Ms),
        SCROLL_MS,
      ),
    ];
    const work = scrolled.map(({ cpuMs }) => cpuMs.toFixed(1)).join(', ');
    console.log(`  work of the page's thread for a frame of scrolling: ${work} ms`);
    const outline = await timeAnswers(page, workspace.url, 'outline', { id });
    const overview = await timeAnswers(page, workspace.url, 'overview', { id });
    console.log(
      `  the server answers the names in ${median(outline).toFixed(0)} ms, the overview in ${median(overview).toFixed(0)} ms`,
    );
    for (const query of WORDS) {
      const found = await timeAnswers(page, workspace.url, 'find', { query });
      reached.push(told(`the palette finds “${query}”`, found, FIND_MS));
    }
    console.log(`load of the machine: ${os.loadavg()[0]?.toFixed(2)} on ${os.availableParallelism()} cores`);
    return reached.every(Boolean);
  } finally {
    await browser.close();
  }
}

/** What of a wait is the server's, over HTTP. */
async function timeAnswers(page: Page, url: string, procedure: string, input: object): Promise<number[]> {
  const address = `${url}/trpc/introspection.${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const answer = await page.request.get(address, { headers: { 'x-tenant-id': 'demo' } });
    if (!answer.ok()) throw new Error(await answer.text());
    rounds.push(performance.now() - started);
  }
  return rounds;
}

/** In pieces: one statement would need a lock for each table. */
function* manyTables(): Generator<string> {
  const name = (number: number) => `t${String(number).padStart(5, '0')}`;
  // Of which half are called the same everywhere, and the others like no other.
  const columns = (table: number) =>
    Array.from({ length: 10 }, (_, at) => `${at < 5 ? `shared_${at}` : `own_${table}_${at}`} text`).join(', ');
  for (let from = 1; from <= TABLES; from += 250) {
    const numbers = Array.from({ length: 250 }, (_, index) => from + index);
    yield numbers
      .map(
        (n) =>
          `create table ${name(n)} (id int primary key, parent int references ${name(Math.max(1, n - 1))}, ${columns(n)});`,
      )
      .join('\n');
  }
}

async function chart(
  { url, signIn }: Workspace,
  target: { host: string; port: number; user: string; password: string },
) {
  const { token } = await signIn();
  const headers = { authorization: `Bearer ${token}`, 'x-tenant-id': 'demo', 'content-type': 'application/json' };
  const post = async (path: string, body: object) => {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as { data: { id: string } }).data;
  };
  const { host, port, user: username, password } = target;
  const login = { dbType: 'postgresql', host, port, username, password, databaseName: DATABASE };
  const { id } = await post('/api/connections', { name: 'Wide', ...login });
  await post(`/api/connections/${id}/refresh`, {});
  return id;
}

async function signedIn(page: Page, { url, operator }: Workspace): Promise<Page> {
  const answer = await page.request.post(`${url}/trpc/auth.login`, { data: operator, headers: { origin: url } });
  if (!answer.ok()) throw new Error(await answer.text());
  // What a browser keeps of the build is there from the second visit on.
  await page.goto(`${url}/t/demo/connections`);
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  return page;
}

function told(what: string, rounds: readonly number[], target: number): boolean {
  const each = rounds.map((ms) => ms.toFixed(1)).join(', ');
  const isReached = median(rounds) < target;
  console.log(`  ${what}: ${median(rounds).toFixed(1)} ms (${isReached ? 'reached' : 'MISSED'} ${target}) of ${each}`);
  return isReached;
}

const median = (rounds: readonly number[]) =>
  rounds.toSorted((a, b) => a - b)[rounds.length >> 1] ?? Number.POSITIVE_INFINITY;
