import { isDeepStrictEqual } from 'node:util';
import { procedures } from '../isolation/ask-http.ts';
import { POLICY } from '../isolation/policy.ts';
import type { PrincipalName } from '../isolation/world.ts';
import type { Face, Site, Told } from './face.ts';
import type { Faces } from './faces-of.ts';
import { normal } from './normal.ts';
import { clientFace, eachFace } from './over-client.ts';
import { commandFaces } from './over-commands.ts';
import { restFace, trpcFace } from './over-http.ts';
import { toolFace } from './over-mcp.ts';
import { type Situation, situationsOf } from './questions.ts';

/** Asks one procedure everything on every face; answers where two of them differ. */
export async function differencesOf(site: Site, faces: Faces): Promise<string[]> {
  const { procedure } = faces;
  if (!POLICY[procedure]) return [`${procedure} has no input: give it an entry in apps/api/test/isolation/policy.ts`];
  const found: string[] = [];
  const asking = { procedure, all: facesOf(site, faces), counted: new Set<string>() };
  for (const situation of await situationsOf(site, faces)) {
    const differing = await compare(site, asking, situation);
    found.push(...differing.map((difference) => `${procedure} ${situation.name}, ${difference}`));
  }
  return [...found, ...limitsOf(faces, asking.counted)];
}

/** Counted of whatever reaches over the wall, or of every call of an agent, and so no procedure's own. */
const EVERYWHERE = ['foreignId', 'agentCall'];
/** Counted where mail goes out, and where an account is there already: limits.test.ts sees to those. */
const SELDOM = ['invitation', 'password'];

/** What the document tells of limits is what was counted. */
function limitsOf({ procedure, meta: { attempts, limits = [] } }: Faces, counted: Set<string>): string[] {
  const declared: string[] = attempts ? [attempts, ...limits] : [...limits];
  const untold = [...counted].filter((kind) => !declared.includes(kind) && !EVERYWHERE.includes(kind));
  const idle = declared.filter((kind) => !counted.has(kind) && !SELDOM.includes(kind));
  return [
    ...untold.map((kind) => `${procedure} counts ${kind}: say so in its meta, as attempts or among its limits`),
    ...idle.map((kind) => `${procedure} says that it counts ${kind}, and does not`),
  ];
}

function facesOf(site: Site, { procedure, isList, isStream, routes, tool }: Faces): Face[] {
  return [
    // Only the client knows how to read what comes piece by piece over tRPC.
    ...(isStream ? [] : [trpcFace(site)]),
    clientFace(site),
    ...(isList ? [eachFace(site)] : []),
    ...routes.map((operation) => restFace(site, operation)),
    ...(tool ? [toolFace(site, tool)] : []),
    ...commandFaces(site, procedure),
  ];
}

interface Asking {
  procedure: string;
  all: Face[];
  /** What was counted meanwhile. */
  counted: Set<string>;
}

/** What comes before anything is done. */
const REFUSALS: ReadonlySet<string | null> = new Set(['UNAUTHORIZED', 'FORBIDDEN', 'VALIDATION_ERROR']);

async function compare(site: Site, { procedure, all, counted }: Asking, situation: Situation): Promise<string[]> {
  const isChange = procedures.get(procedure)?.type === 'mutation';
  const tokenOf = async (who: PrincipalName) => (situation.byKey ? site.key : site.world.bearer(who));
  // A look is taken at the same by everybody, and so is what a refusal left alone; what is changed must be there anew, and
  // so must who changes it.
  let [token, input] = [await tokenOf(situation.principal), await situation.input()];
  let first: Told | undefined;
  let isTouched = false;
  let effects: string | undefined;
  const found: string[] = [];
  for (const face of all) {
    if (situation.key && face.takes?.(situation.key) === false) continue;
    if (isTouched) [token, input] = [await tokenOf(situation.principal), await situation.input()];
    site.counted();
    const told = await face.ask({ procedure, input, token, tenant: situation.tenant });
    isTouched = isChange && !REFUSALS.has(told.code);
    for (const kind of site.counted()) counted.add(kind);
    first ??= told;
    const expected = situation.code === undefined ? first.code : situation.code;
    const differs = (what: string, is: unknown, should: unknown) =>
      found.push(`${face.name}: ${what} ${shown(is)} instead of ${shown(should)}`);
    if (told.code !== expected) differs('code', told.code, expected);
    if (told.status !== undefined && first.status !== undefined && told.code !== null && told.status !== first.status) {
      differs('status', told.status, first.status);
    }
    if (told.code !== null || first.code !== null) continue;
    const should = normal(face.shows(first.value));
    const is = normal(face.reads?.(told.value, first.value) ?? told.value);
    if (!isDeepStrictEqual(is, should)) differs('answer', is, should);
    if (!isChange) continue;
    const written = await effectsOf(site, told);
    effects ??= written;
    if (written !== effects) differs('events', written, effects);
  }
  return found;
}

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 1_500) ?? 'nothing';

/** What a change has left in the audit log. That of an agent names the agent besides. */
async function effectsOf({ world }: Site, { requests }: Told): Promise<string> {
  const rows = await world.api.database.query(
    `select action, outcome, entity_type, array(select jsonb_object_keys(details - array['agent', 'tool', 'via']) order by 1) as details
     from audit_events where request_id = any($1) order by created_at, seq`,
    [requests],
  );
  return JSON.stringify(rows);
}
