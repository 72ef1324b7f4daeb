import { ENVIRONMENTS } from '@portolan/contract';
import { For } from 'solid-js';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { useLiveQuery } from '../../../lib/query.ts';
import { environmentLabel } from '../order/environments.ts';
import { useOwnerOptions } from '../order/owner-options.ts';
import { TagsInput } from '../order/tags-input.tsx';
import { connectionQueries } from '../queries.ts';
import type { ConnectionForm } from './connection-form.ts';
import { t } from './texts.ts';

/** What puts a connection in order among many: no part of where it leads. */
export function OrderFields(props: { form: ConnectionForm }) {
  const people = useOwnerOptions();
  const facets = useLiveQuery(() => connectionQueries.facets({}));
  const draft = () => props.form.values;
  const chooseEnvironment = (raw: string) => {
    const environment = ENVIRONMENTS.find((candidate) => candidate === raw);
    if (environment) props.form.edit({ environment });
  };
  // Who has left the tenant is still the owner until somebody else is.
  const options = () => {
    const known = people();
    const { ownerId } = draft();
    return ownerId === '' || known.some(({ id }) => id === ownerId)
      ? known
      : [{ id: ownerId, name: ownerId }, ...known];
  };
  return (
    <>
      <Field label={t().environment} class="col-span-6 md:col-span-3" error={props.form.errors.environment}>
        {(control) => (
          <Select
            {...control}
            name="environment"
            class="w-full"
            onChange={(event) => chooseEnvironment(event.currentTarget.value)}
          >
            <For each={ENVIRONMENTS}>
              {(environment) => (
                <option value={environment} selected={draft().environment === environment}>
                  {environmentLabel(environment)}
                </option>
              )}
            </For>
          </Select>
        )}
      </Field>
      <Field label={t().ownerId} class="col-span-6 md:col-span-3" error={props.form.errors.ownerId}>
        {(control) => (
          <Select
            {...control}
            name="ownerId"
            class="w-full"
            onChange={(event) => props.form.edit({ ownerId: event.currentTarget.value })}
          >
            <option value="" selected={draft().ownerId === ''}>
              {t().nobody}
            </option>
            <For each={options()}>
              {(person) => (
                <option value={person.id} selected={draft().ownerId === person.id}>
                  {person.name}
                </option>
              )}
            </For>
          </Select>
        )}
      </Field>
      <div class="col-span-6">
        <TagsInput
          label={t().tags}
          tags={draft().tags}
          known={facets.data?.tag.map(({ value }) => value) ?? []}
          error={props.form.errors.tags}
          onChange={(tags) => props.form.edit({ tags })}
        />
      </div>
    </>
  );
}
