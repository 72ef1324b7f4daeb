import { Match, Switch } from 'solid-js';
import { type ConnectionForm, FormText } from './form-text.tsx';

const HALF = 'col-span-6 md:col-span-3';
const THIRD = 'col-span-6 md:col-span-2';

/** What only this kind of database asks for. */
export function OptionFields(props: { form: ConnectionForm }) {
  const kind = () => props.form.values.dbType;
  return (
    <Switch>
      <Match when={kind() === 'postgresql'}>
        <FormText form={props.form} name="schema" label="Schema" placeholder="public" mono class={HALF} />
      </Match>
      <Match when={kind() === 'mysql'}>
        <FormText form={props.form} name="schema" label="Schema" mono class={HALF} />
      </Match>
      <Match when={kind() === 'sqlserver'}>
        <FormText
          form={props.form}
          name="instanceName"
          label="Instance Name"
          hint="Leave empty for the default instance"
          mono
          class={HALF}
        />
      </Match>
      <Match when={kind() === 'databricks'}>
        <FormText
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
        <FormText
          form={props.form}
          name="account"
          label="Account"
          required
          hint="e.g., xy12345.us-east-1"
          mono
          class={HALF}
        />
        <FormText form={props.form} name="warehouse" label="Warehouse" mono class={THIRD} />
        <FormText form={props.form} name="role" label="Role" mono class={THIRD} />
        <FormText form={props.form} name="schema" label="Schema" mono class={THIRD} />
      </Match>
    </Switch>
  );
}
