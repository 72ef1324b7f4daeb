import type { Connection } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import { type Failure, toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { focusFirstInvalid } from '../../../lib/form.ts';
import { showToast } from '../../../lib/toasts.ts';
import { introspectionQueries } from '../../introspection/index.ts';
import { connectionQueries } from '../queries.ts';
import type { ConnectionForm } from './connection-form.ts';
import { toCreateInput, toUpdateInput } from './payload.ts';
import { t } from './texts.ts';
import { fieldOfPath } from './validate-draft.ts';

interface SaveOptions {
  root(): HTMLElement;
  onSaved(): void;
  /** Somebody else saved first; answers whether the same may be sent again at once. */
  onChanged(failure: Failure): Promise<boolean>;
}

/** Creates or changes the connection; what the server refuses goes back to the fields it is about. */
export function useSaveConnection(saved: Accessor<Connection | null>, form: ConnectionForm, options: SaveOptions) {
  const queries = useQueryClient();
  const save = useMutation(() => ({
    mutationFn: () => {
      const draft = { ...form.values };
      const base = saved();
      return base
        ? api.connections.update.mutate(toUpdateInput(draft, base))
        : api.connections.create.mutate(toCreateInput(draft));
    },
  }));
  const run = async (): Promise<void> => {
    const base = saved();
    try {
      const connection = await save.mutateAsync();
      showToast({ tone: 'ok', title: base ? t().saved(connection.name) : t().created(connection.name) });
      // What was charted may belong to another destination now.
      if (base) queries.removeQueries({ queryKey: introspectionQueries.of(base.id) });
      options.onSaved();
      await queries.invalidateQueries({ queryKey: connectionQueries.all });
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'PRECONDITION_FAILED') return (await options.onChanged(failure)) ? run() : undefined;
      const fieldOf = ({ path }: { path: string }) => fieldOfPath(path, form.values);
      const known = failure.issues.filter((issue) => fieldOf(issue) in form.values);
      form.reject(Object.fromEntries(known.map((issue) => [fieldOf(issue), issue.message])));
      if (known.length > 0) focusFirstInvalid(options.root());
      else showToast({ tone: 'bad', title: t().notSaved, text: failure.message });
    }
  };
  return { isSaving: () => save.isPending, run };
}
