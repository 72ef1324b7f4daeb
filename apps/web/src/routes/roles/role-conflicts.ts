import type { ErrorDetail, Permission, RoleDetail } from '@portolan/contract';
import { changedBy } from '../../lib/changed-by.ts';
import { permissionInModule } from '../../lib/permission-modules.ts';
import type { Conflict, Side } from '../../lib/use-conflicts.ts';
import { t } from './dialog-texts.ts';
import { type RoleDraft, toRoleDraft } from './role-draft.ts';

const TEXTS = ['name', 'description'] as const;

interface Meanwhile {
  base: RoleDetail;
  current: RoleDetail;
  /** Who changed what, by the names of the server. */
  changes: readonly ErrorDetail[];
}

/** What of a role was changed since the form was opened, permission by permission. What nobody touched here is theirs. */
export function roleConflicts(draft: RoleDraft, { base, current, changes }: Meanwhile): Conflict[] {
  const [before, theirs] = [toRoleDraft(base), toRoleDraft(current)];
  const texts = TEXTS.filter((name) => theirs[name] !== before[name] && theirs[name] !== draft[name]);
  const permissions = [...base.permissions, ...current.permissions].filter(({ id }, index, all) => {
    const isFirst = all.findIndex((other) => other.id === id) === index;
    const [was, is, mine] = [before, theirs, draft].map(({ permissionIds }) => permissionIds.includes(id));
    return isFirst && was !== is && mine !== is;
  });
  const given = (holds: boolean) => (holds ? t().given : t().notGiven);
  return [
    ...texts.map((name) => ({
      name,
      label: t()[name],
      mine: draft[name],
      theirs: theirs[name],
      side: draft[name] === before[name] ? ('theirs' as const) : ('mine' as const),
      by: changedBy(changes, name),
    })),
    ...permissions.map(({ id }) => ({
      name: id,
      label: permissionInModule(id),
      mine: given(draft.permissionIds.includes(id)),
      theirs: given(theirs.permissionIds.includes(id)),
      side: 'theirs' as const,
      by: changedBy(changes, 'permissionIds'),
    })),
  ];
}

/** What choosing a side changes in the form as it is now. */
export function chosenOf(
  sides: Record<Side, RoleDraft>,
  now: RoleDraft,
  { name, side }: { name: string; side: Side },
): Partial<RoleDraft> {
  if (name === 'name' || name === 'description') return { [name]: sides[side][name] };
  const id = name as Permission;
  const others = now.permissionIds.filter((other) => other !== id);
  return { permissionIds: sides[side].permissionIds.includes(id) ? [...others, id] : others };
}
