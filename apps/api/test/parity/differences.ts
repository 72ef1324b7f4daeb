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
  const all = facesOf(site, faces);
  for (const situation of await situationsOf(site, faces)) {
    const differing = await compare(site, faces, all, situation);
    found.push(...differing.map((difference) => `${procedure} ${situation.name}, ${difference}`));
  }
  return found;
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

async function compare(site: Site, { procedure, tool }: Faces, faces: Face[], situation: Situation): Promise<string[]> {
  const isChange = procedures.get(procedure)?.type === 'mutation';
  const isForKeys = tool?.agent.changes === true && situation.principal === 'admin';
  const tokenOf = async (who: PrincipalName) => (isForKeys ? site.key : site.world.bearer(who));
  // A look is taken at the same by everybody; what is changed must be there anew, and so must who changes it.
  let [token, input] = [await tokenOf(situation.principal), await situation.input()];
  let first: Told | undefined;
  let effects: string | undefined;
  const found: string[] = [];
  for (const face of faces) {
    if (situation.key && face.takes?.(situation.key) === false) continue;
    if (isChange && first) [token, input] = [await tokenOf(situation.principal), await situation.input()];
    const told = await face.ask({ procedure, input, token, tenant: situation.tenant });
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
