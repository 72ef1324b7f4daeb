import type { RoleDetail, TenantUser } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { SearchField } from '../../components/search-field.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { personName, wholeNumber } from '../../lib/format.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { userQueries } from '../users/index.ts';
import { aboveReason } from './above.ts';
import { t } from './dialog-texts.ts';
import { roleQueries } from './queries.ts';

const MOST_SHOWN = 200;

/** Who holds a role. What is ticked and unticked is saved: nobody else is touched. */
export default function RoleUsersDialog(props: { role: RoleDetail; onClose(): void }) {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  const { role } = props;
  const above = () => aboveReason(role, session().me.permissions);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [search, setSearch] = createSignal('');
  // What was ticked and unticked, and nothing else: the others may change while the dialog is open.
  const [marks, setMarks] = createSignal<ReadonlyMap<string, boolean>>(new Map());
  const people = useLiveQuery(() => ({ ...userQueries.everyone(), refetchOnMount: 'always' as const }));
  const holders = useLiveQuery(() => ({ ...roleQueries.users(role.id), refetchOnMount: 'always' as const }));
  const before = createMemo(() => (holders.isFetchedAfterMount ? holders.data?.userIds : undefined));
  const value = createMemo(() => {
    const holding = new Set(before());
    for (const [id, on] of marks()) {
      if (on) holding.add(id);
      else holding.delete(id);
    }
    return holding;
  });
  const changes = () => {
    const holding = new Set(before());
    const marked = [...marks()].filter(([id, on]) => holding.has(id) !== on);
    const those = (wanted: boolean) => marked.filter(([, on]) => on === wanted).map(([id]) => id);
    return { add: those(true), remove: those(false) };
  };
  const dirty = () => Object.values(changes()).some((ids) => ids.length > 0);
  const save = useMutation(() => ({
    mutationFn: () => api.roles.changeUsers.mutate({ id: role.id, ...changes() }),
  }));
  const toggle = (id: string, on: boolean) => {
    setProblem(null);
    setMarks((now) => new Map(now).set(id, on));
  };
  const submit = async () => {
    if (above() || before() === undefined) return;
    try {
      await save.mutateAsync();
    } catch (error) {
      return setProblem(toFailure(error).message);
    }
    showToast({ tone: 'ok', title: t().usersSaved(role.name) });
    props.onClose();
    void queries.invalidateQueries({ queryKey: userQueries.all });
    await queries.invalidateQueries({ queryKey: roleQueries.all });
    // One may have given the role to oneself, or away.
    void control.load();
  };
  // Those who hold it come first, and stay there while boxes are ticked.
  const found = createMemo(() => {
    const holding = new Set(before());
    const matching = (people.data ?? []).filter((person) => matches(person, search()));
    return [...matching.filter(({ id }) => holding.has(id)), ...matching.filter(({ id }) => !holding.has(id))];
  });
  const usersText = () => {
    const reason = above();
    return reason === undefined ? t().usersText : t().usersFixed(reason);
  };
  return (
    <FormDialog
      title={t().usersOf(role.name)}
      description={usersText()}
      submitLabel={t().save}
      problem={problem()}
      busy={save.isPending}
      dirty={dirty()}
      class="max-w-md"
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <SearchField
        label={t().search}
        placeholder={t().searchHint}
        hotkey={false}
        class="shrink-0"
        value={search()}
        onSearch={setSearch}
      />
      <Switch fallback={<div class="skeleton h-40" role="status" aria-label={t().loading} />}>
        <Match when={(people.isError && !people.data) || (holders.isError && !before())}>
          <p role="alert" class="text-bad">
            {toFailure(people.error ?? holders.error).message}
          </p>
        </Match>
        <Match when={people.data && before()}>
          <fieldset class="-mx-2 h-80 min-w-0 max-h-[45dvh] overflow-y-auto">
            <legend class="px-2 pb-1 text-fg-3 text-xs tabular-nums">
              {t().chosen(wholeNumber(value().size), wholeNumber(people.data?.length ?? 0))}
            </legend>
            <For each={found().slice(0, MOST_SHOWN)} fallback={<p class="px-2 text-fg-3">{t().nobody}</p>}>
              {(person) => (
                <Checkbox
                  label={personName(person)}
                  note={noteOn(person)}
                  disabled={above() !== undefined}
                  checked={value().has(person.id)}
                  onChange={(on) => toggle(person.id, on)}
                />
              )}
            </For>
            <Show when={found().length > MOST_SHOWN}>
              <p class="px-2 py-1.5 text-fg-3 text-xs">{t().more(wholeNumber(found().length - MOST_SHOWN))}</p>
            </Show>
          </fieldset>
        </Match>
      </Switch>
    </FormDialog>
  );
}

/** What tells apart people of the same name. */
function noteOn(person: TenantUser): string | undefined {
  const email = personName(person) === person.email ? undefined : person.email;
  return [email, !person.isActive && t().deactivated].filter(Boolean).join(' · ') || undefined;
}

function matches(person: TenantUser, search: string): boolean {
  return `${personName(person)} ${person.email}`.toLowerCase().includes(search.trim().toLowerCase());
}
