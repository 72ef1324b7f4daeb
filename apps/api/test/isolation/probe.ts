import { type Operation, operationsOf } from '@portolan/rest';
import { type AgentProcedure, agentProcedures, appRouter } from '@portolan/router';
import type { Answer } from '../answer.ts';
import { askRoute, askTrpc, procedures } from './ask-http.ts';
import { askStream, STREAMS } from './ask-stream.ts';
import { askTool } from './ask-tool.ts';
import { type Entry, POLICY } from './policy.ts';
import { Untouched } from './untouched.ts';
import { type Fixture, PRINCIPALS, type PrincipalName, type World } from './world.ts';

/** `foreignTenant` names the other tenant; `foreignRow` stays at home and names a row of the other one. */
const SITUATIONS = ['own', 'foreignTenant', 'foreignRow'] as const;
type Situation = (typeof SITUATIONS)[number];
type Verdict = 'allowed' | 'refused' | 'unknown caller' | `failed with ${number}`;

const operations = operationsOf(appRouter);
const tools = agentProcedures(appRouter);

interface ProbeOptions {
  /** Differences that are enough. */
  most?: number;
  /** tRPC alone, where what is probed lies below both faces. */
  isOneFace?: boolean;
}

/** Tries one procedure as everyone, everywhere, on both faces; answers what differs from the policy. */
export async function probe(
  world: World,
  procedure: string,
  { most = Number.POSITIVE_INFINITY, isOneFace = false }: ProbeOptions = {},
): Promise<string[]> {
  const entry = POLICY[procedure];
  if (!entry) return [`${procedure} has no entry in the policy`];
  const found: string[] = [];
  const untouched = new Untouched(world, entry);
  for (const call of callsOf(procedure, entry)) {
    if (isOneFace && call.face) continue;
    found.push(...(await differences(world, call, untouched)));
    if (found.length >= most) break;
  }
  return found;
}

function* callsOf(procedure: string, entry: Entry): Generator<Call> {
  for (const situation of situationsOf(entry)) {
    for (const principal of PRINCIPALS) {
      for (const face of facesOf(procedure)) yield { procedure, entry, situation, principal, face };
    }
  }
}

async function differences(world: World, call: Call, untouched: Untouched): Promise<string[]> {
  const { procedure, entry, situation, principal, face } = call;
  const answer = await ask(world, call, untouched);
  const verdict = verdictOf(answer, entry);
  const isLook = procedures.get(procedure)?.type === 'query';
  if (!isLook && verdict !== 'refused' && verdict !== 'unknown caller') untouched.forget(principal);
  const expected = expectedOf(entry, principal, situation);
  const found: string[] = [];
  if (verdict !== expected) found.push(`${verdict} instead of ${expected}`);
  if (leaks(world, entry, principal, answer)) found.push('shows a row of the foreign tenant');
  if (
    entry.truthful &&
    !isTool(face) &&
    verdict === 'allowed' &&
    !(await entry.truthful(world.own, answer.body.result.data))
  ) {
    found.push('counts rows of the foreign tenant');
  }
  const events = await world.api.events(answer);
  const written = events.map(({ outcome }) => outcome).join();
  const owed = isTool(face) ? eventsOfTool(face, entry, verdict) : eventsOf(procedure, entry, verdict);
  if (written !== owed) found.push(`wrote the events [${written}] instead of [${owed}]`);
  // One verb has one name in the log, whether it was done, failed or was refused, but for reaching over the wall.
  const verb = procedures.get(procedure)?.meta?.action ?? procedure.replace('.', ':');
  const crosses = verdict === 'refused' && reachesOver(entry, principal, situation);
  const name = crosses ? 'access.cross_tenant_denied' : verb;
  const others = events.map(({ action }) => action).filter((action) => action !== name);
  if (crosses && events.some(({ details }) => details.procedure !== verb)) found.push(`does not name ${verb}`);
  if (others.length > 0) found.push(`is called ${others} instead of ${name}`);
  const where = `${procedure} as ${principal}, ${situation}, ${nameOf(face)}`;
  return found.map((difference) => `${where}: ${difference}`);
}

/** Each change writes one event, each refusal another, an act with a secret one before and one after, a look at things none. */
function eventsOf(procedure: string, { silent, dials }: Entry, verdict: Verdict): string {
  if (verdict === 'refused') return 'denied';
  if (verdict === 'allowed' && dials) return 'started,failure';
  const changes = procedures.get(procedure)?.type === 'mutation' && !silent;
  return verdict === 'allowed' && changes ? 'success' : '';
}

/** Of an agent every call is written down, look or act. */
function eventsOfTool({ path }: AgentProcedure, entry: Entry, verdict: Verdict): string {
  if (verdict === 'unknown caller') return '';
  if (verdict.startsWith('failed')) return 'failure';
  return eventsOf(path, entry, verdict) || 'success';
}

/** Whether a refusal is about a tenant that is not the caller's, or about a row of one. */
function reachesOver({ scope, allow }: Entry, principal: PrincipalName, situation: Situation): boolean {
  if (situation === 'foreignTenant') return true;
  if (scope !== 'tenant') return false;
  const isStranger = principal === 'operator' || principal === 'outsider';
  return isStranger || (situation === 'foreignRow' && allow.includes(principal));
}

function situationsOf(entry: Entry): readonly Situation[] {
  if (entry.scope === 'public') return ['own'];
  return SITUATIONS.filter((situation) => situation !== 'foreignRow' || entry.byId);
}

/** tRPC (null), each REST route, and the tool that agents have of it; those that change something are for keys, and nobody here has one. */
function facesOf(procedure: string): Face[] {
  const routes = operations.filter((operation) => operation.procedure === procedure && !operation.alias);
  return [null, ...routes, ...tools.filter(({ path, agent }) => path === procedure && !agent.changes)];
}

const isTool = (face: Face): face is AgentProcedure => face !== null && 'agent' in face;
const nameOf = (face: Face) => (face === null ? 'tRPC' : isTool(face) ? face.agent.tool : face.id);

export function expectedOf(entry: Entry, principal: PrincipalName, situation: Situation): Verdict {
  if (entry.scope === 'public') return 'allowed';
  if (principal === 'anonymous' || principal === 'deactivated') return 'unknown caller';
  if (situation === 'foreignRow' && entry.hides && entry.allow.includes(principal)) return 'failed with 404';
  if (situation !== 'own') return 'refused';
  return entry.allow.includes(principal) ? 'allowed' : 'refused';
}

function verdictOf({ status }: Answer, { reaches }: Entry): Verdict {
  if (status === 401) return 'unknown caller';
  if (status === 403) return 'refused';
  return (status >= 200 && status < 300) || reaches?.includes(status) ? 'allowed' : `failed with ${status}`;
}

function leaks(world: World, entry: Entry, principal: PrincipalName, { text }: Answer): boolean {
  // Operators see the names of all tenants: that is their work.
  return entry.scope !== 'public' && principal !== 'operator' && text.includes(world.foreignMark);
}

type Face = Operation | AgentProcedure | null;

interface Call {
  procedure: string;
  entry: Entry;
  situation: Situation;
  principal: PrincipalName;
  face: Face;
}

async function ask(world: World, call: Call, untouched: Untouched): Promise<Answer> {
  const { procedure, entry, situation, principal, face } = call;
  const { api, own, foreign } = world;
  const input = await untouched.input(situation === 'own' ? own : foreign, principal);
  const token = await untouched.bearer(principal);
  const tenant = tenantNamed(entry, situation, own, foreign);
  const asked = { input, token, tenant };
  if (!face) return STREAMS.has(procedure) ? askStream(api, procedure, asked) : askTrpc(api, procedure, asked);
  if (isTool(face)) return askTool(api, face.agent.tool, asked);
  return askRoute(api, face, asked, own.slug);
}

function tenantNamed(entry: Entry, situation: Situation, own: Fixture, foreign: Fixture): string | undefined {
  if (situation === 'foreignTenant') return foreign.slug;
  return entry.scope === 'tenant' ? own.slug : undefined;
}
