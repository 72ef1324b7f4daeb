import type { Connection } from '@portolan/contract';
import { createSignal, onCleanup } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { useLiveQuery } from '../../../lib/query.ts';
import { connectionQueries } from '../queries.ts';
import type { ConnectionForm } from './connection-form.ts';
import { t } from './texts.ts';

const LOOKUP_DELAY_MS = 300;

interface NameFieldsProps {
  form: ConnectionForm;
  saved: Connection | null;
}

/** Name and description. A name that is taken already only warns: two may well be called the same. */
export function NameFields(props: NameFieldsProps) {
  const [wanted, setWanted] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const onName = (name: string) => {
    props.form.edit({ name });
    clearTimeout(timer);
    timer = setTimeout(() => setWanted(name.trim()), LOOKUP_DELAY_MS);
  };
  const namesakes = useLiveQuery(() => ({
    ...connectionQueries.list({ search: wanted(), pageSize: 20 }),
    enabled: wanted() !== '',
  }));
  const warning = () => {
    const name = props.form.values.name.trim().toLowerCase();
    const taken = namesakes.data?.items.some(
      (other) => other.id !== props.saved?.id && other.name.toLowerCase() === name,
    );
    return taken && name ? t().nameTaken : undefined;
  };
  return (
    <>
      <TextField
        form={props.form}
        name="name"
        label={t().name}
        required
        class="col-span-6"
        placeholder="orders-prod"
        warning={warning()}
        onInput={onName}
      />
      <Field label={t().description} class="col-span-6" error={props.form.errors.description}>
        {(control) => (
          <textarea
            {...control}
            name="description"
            rows={1}
            class="field-box min-h-8 py-1.5 max-md:min-h-10"
            placeholder={t().descriptionExample}
            value={props.form.values.description}
            onInput={(event) => props.form.edit({ description: event.currentTarget.value })}
            onBlur={() => props.form.blur('description')}
          />
        )}
      </Field>
    </>
  );
}
