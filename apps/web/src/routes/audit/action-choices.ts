import { AUDIT_ACTIONS, type AuditAction, type AuditFacets } from '@portolan/contract';
import { ACTS, OBJECTS } from './acts.ts';

type AreaOf<A> = A extends `${infer Area}:${string}` ? Area : never;
type Area = AreaOf<AuditAction>;

const AREA_LABELS: Record<Area, string> = {
  connections: 'Connections',
  introspection: 'Schemas',
  users: 'Users',
  roles: 'Roles',
  invitations: 'Invitations',
  apiKeys: 'API keys',
  tenants: 'Tenants',
  operators: 'Operators',
  auth: 'Signing in',
  views: 'Saved views',
  preferences: 'Preferences',
  iam: 'Permissions',
  audit: 'Audit log',
  installation: 'Installation',
  keys: 'Encryption keys',
  health: 'Health',
};
const OTHERS = 'Others';

export interface Choice {
  value: string;
  label: string;
  count: number;
}

export interface ActionGroup {
  label: string;
  choices: Choice[];
}

/** What can be asked for: in each area that has events all of it, and its actions, each with how many there are. */
export function actionGroups(facets: AuditFacets['actions']): ActionGroup[] {
  const areas = [...Object.entries(AREA_LABELS), ['', OTHERS] as const].map(([area, label]) => {
    const of = facets.filter(({ action }) => areaOf(action) === area);
    const choices = of.map(({ action, count }) => ({ value: action, label: actionLabel(action), count }));
    const total = of.reduce((sum, { count }) => sum + count, 0);
    if (area !== '' && choices.length > 0) choices.unshift({ value: `${area}:`, label: allOf(label), count: total });
    return { label, choices };
  });
  return areas.filter(({ choices }) => choices.length > 0);
}

/** "test a connection"; what has no words keeps its name. */
export function actionLabel(action: string): string {
  const known = AUDIT_ACTIONS.find((one) => one === action);
  const area = areaOf(action);
  if (!known) return action === `${area}:` ? allOf(AREA_LABELS[area as Area]) : action;
  const { to, of } = ACTS[known];
  return to.replace('{object}', of ? OBJECTS[of].unknown : 'something');
}

const allOf = (area: string) => `${area}: all`;

function areaOf(action: string): string {
  const area = /^(\w+):/.exec(action)?.[1] ?? '';
  return Object.hasOwn(AREA_LABELS, area) ? area : '';
}
