import { Match, Switch } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import type { ConnectionForm } from './connection-form.ts';

const HALF = 'col-span-6 md:col-span-3';
const THIRD = 'col-span-6 md:col-span-2';

/** What only this kind of database asks for. */
export function OptionFields(props: { form: ConnectionForm }) {
  const kind = () => props.form.values.dbType;
  return (
    <Switch>
      <Match when={kind() === 'postgresql'}>
        <TextField form={props.form} name="schema" label="Schema" placeholder="public" mono class={HALF} />
      </Match>
      <Match when={kind() === 'mysql'}>
        <TextField form={props.form} name="schema" label="Schema" mono class={HALF} />
      </Match>
      <Match when={kind() === 'sqlserver'}>
        <TextField
          form={props.form}
          name="instanceName"
          label="Instance Name"
          hint="Leave empty for the default instance"
          mono
          class={HALF}
        />
      </Match>
      <Match when={kind() === 'databricks'}>
        <TextField
          form={props.form}
          name="httpPath"
          label="HTTP Path"
          required
          hint="e.g., /sql/1.0/warehouses/abc123"
          mono
          class={HALF}
        />
      </Match>
      <Match when={kind() === 'snowflake'}>
        <TextField
          form={props.form}
          name="account"
          label="Account"
          required
          hint="e.g., xy12345.us-east-1"
          mono
          class={HALF}
        />
        <TextField form={props.form} name="warehouse" label="Warehouse" mono class={THIRD} />
        <TextField form={props.form} name="role" label="Role" mono class={THIRD} />
        <TextField form={props.form} name="schema" label="Schema" mono class={THIRD} />
      </Match>
    </Switch>
  );
}
