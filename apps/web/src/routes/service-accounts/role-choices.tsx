import { For, Match, Switch } from 'solid-js';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useSession } from '../../lib/session.tsx';
import { aboveReason, roleDescription, roleQueries } from '../roles/index.ts';
import { t } from './dialog-texts.ts';

/** Roles to tick. Those above one's own permissions are shown, and stay as they are. */
export function RoleChoices(props: { value: readonly string[]; onChange(value: string[]): void }) {
  const session = useSession();
  const roles = useLiveQuery(() => roleQueries.details());
  const toggle = (id: string, holds: boolean) => {
    const others = props.value.filter((other) => other !== id);
    props.onChange(holds ? [...others, id] : others);
  };
  return (
    <Switch fallback={<div class="skeleton h-32" role="status" aria-label={t().rolesLoading} />}>
      <Match when={roles.isError && !roles.data}>
        <p role="alert" class="text-bad">
          {toFailure(roles.error).message}
        </p>
      </Match>
      <Match when={roles.data}>
        {(found) => (
          <fieldset class="min-w-0">
            <legend class="mb-1 font-medium text-fg-2 text-xs">{t().roles}</legend>
            <div class="-mx-2">
              <For each={found()}>
                {(role) => {
                  const reason = () => aboveReason(role, session().me.permissions);
                  return (
                    <Checkbox
                      label={role.name}
                      note={reason() ?? roleDescription(role)}
                      disabled={reason() !== undefined}
                      checked={props.value.includes(role.id)}
                      onChange={(holds) => toggle(role.id, holds)}
                    />
                  );
                }}
              </For>
            </div>
          </fieldset>
        )}
      </Match>
    </Switch>
  );
}
