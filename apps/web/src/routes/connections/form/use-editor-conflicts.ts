import type { Connection } from '@portolan/contract';
import type { Accessor, Setter } from 'solid-js';
import { api } from '../../../lib/client.ts';
import { useConflicts } from '../../../lib/use-conflicts.ts';
import { useOwnerOptions } from '../order/owner-options.ts';
import type { ConnectionForm } from './connection-form.ts';
import { type ConnectionDraft, toDraft } from './draft.ts';
import { draftConflicts, valueFrom } from './draft-conflicts.ts';

/** The editor of a connection that somebody else has changed meanwhile. */
export function useEditorConflicts(
  saved: Accessor<Connection | null>,
  setSaved: Setter<Connection | null>,
  form: ConnectionForm,
) {
  const people = useOwnerOptions();
  const ownerName = (id: string) => people().find((person) => person.id === id)?.name ?? id;
  let sides: Record<'mine' | 'theirs', ConnectionDraft> | undefined;
  return useConflicts<Connection>({
    load: () => api.connections.get.query({ id: saved()?.id ?? '' }),
    rebase: (current, changes) => {
      const base = saved();
      sides = { mine: { ...form.values }, theirs: toDraft(current) };
      const conflicts = base ? draftConflicts(sides.mine, { base, current, changes, ownerName }) : [];
      setSaved(current);
      return conflicts;
    },
    choose: (name, side) => sides && form.edit(valueFrom(sides[side], name)),
  });
}
