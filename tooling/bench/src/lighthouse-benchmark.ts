import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CHROMIUM } from '@portolan/testing/chromium';
import lighthouse, { desktopConfig } from 'lighthouse';
import { type BrowserContext, chromium } from 'playwright-core';
import { fillConnections } from './fill-connections.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

const CONNECTIONS = 1_000;
const ROUNDS = 3;
const CATEGORIES: Category[] = ['performance', 'accessibility', 'best-practices'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

type Category = 'performance' | 'accessibility' | 'best-practices';
type Form = 'desktop' | 'mobile';

/** Of 100. Only what is promised has a goal. */
const GOALS: Record<Form, Partial<Record<Category, number>>> = {
  desktop: { performance: 100, accessibility: 100, 'best-practices': 100 },
  mobile: { performance: 90 },
};

/** What Lighthouse gives sign-in, list and explorer on a desktop and on a slow telephone: the medians of three. */
export async function benchmarkLighthouse(): Promise<void> {
  await using workspace = await createWorkspace();
  await fillConnections(workspace, CONNECTIONS);
  const profile = await mkdtemp(path.join(os.tmpdir(), 'portolan-lighthouse-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: [...FLAGS, `--remote-debugging-port=${port}`],
  });
  try {
    await judge('sign-in', `${workspace.url}/sign-in`, port);
    const { list, explorer } = await signedIn(browser, workspace);
    await judge('list', list, port);
    await judge('explorer', explorer, port);
    console.log(`load of the machine: ${os.loadavg()[0]?.toFixed(2)} on ${os.availableParallelism()} cores`);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Signs in as people do, and opens the list and the explorer of the sample, whose addresses it answers. */
async function signedIn(browser: BrowserContext, { url, operator }: Workspace) {
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(operator.username);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/**');
  await page.goto(`${url}/connections`);
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  const list = page.url();
  const id = await page.evaluate(async () => {
    const answer = await fetch('/api/connections?search=sample');
    const { data } = (await answer.json()) as { data: { items: { id: string }[] } };
    return data.items[0]?.id;
  });
  await page.goto(`${url}/connections/${id}`);
  await page.getByRole('tree').waitFor();
  const explorer = page.url();
  await page.close();
  return { list, explorer };
}

async function judge(name: string, url: string, port: number): Promise<void> {
  for (const form of ['desktop', 'mobile'] as const) {
    const rounds: Record<Category, number>[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await scores(url, form, port));
    const told = CATEGORIES.map((category) => {
      const score = rounds.map((one) => one[category]).toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
      const goal = GOALS[form][category];
      return `${category} ${score}${goal === undefined ? '' : ` (${score >= goal ? 'reached' : 'MISSED'} ${goal})`}`;
    });
    console.log(`${name}, ${form}: ${told.join(', ')}`);
  }
}

async function scores(url: string, form: Form, port: number, attempts = 3): Promise<Record<Category, number>> {
  const flags = { port, logLevel: 'error' as const, disableStorageReset: true, onlyCategories: CATEGORIES };
  const result = await lighthouse(url, flags, form === 'desktop' ? desktopConfig : undefined);
  if (!result || result.lhr.runtimeError) {
    // A trace that a busy machine lost: it says so itself, and to run it again.
    if (attempts > 1) return scores(url, form, port, attempts - 1);
    throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? 'no report'}`);
  }
  if (process.env.LIGHTHOUSE_REPORT) tellFaults(result.lhr.audits);
  const scoreOf = (category: Category) => Math.round((result.lhr.categories[category]?.score ?? 0) * 100);
  return {
    performance: scoreOf('performance'),
    accessibility: scoreOf('accessibility'),
    'best-practices': scoreOf('best-practices'),
  };
}

/** What keeps a score from being whole. */
function tellFaults(audits: Record<string, { title: string; score: number | null; displayValue?: string }>): void {
  for (const { title, score, displayValue = '' } of Object.values(audits)) {
    if (score !== null && score < 1) console.log(`    ${score.toFixed(2)} ${title} ${displayValue}`);
  }
}
