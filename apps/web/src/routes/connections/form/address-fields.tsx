import type { ConnectionKind } from '@portolan/contract';
import { TextField } from '../../../components/text-field.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { parseConnectionUrl } from './connection-url.ts';
import { withHost, withKind } from './draft.ts';

const HOST_EXAMPLES: Record<ConnectionKind, string> = {
  postgresql: 'db.example.com',
  mysql: 'db.example.com',
  sqlserver: 'sql.example.com',
  databricks: 'adb-123.azuredatabricks.net',
  snowflake: 'xy12345.us-east-1.snowflakecomputing.com',
};

/** Where the database is. A connection URL pasted into the host fills all fields that it names. */
export function AddressFields(props: { form: ConnectionForm }) {
  const draft = () => props.form.values;
  const onPaste = (event: ClipboardEvent) => {
    const found = parseConnectionUrl(event.clipboardData?.getData('text') ?? '');
    if (!found) return;
    event.preventDefault();
    const kind = withKind(draft(), found.dbType ?? draft().dbType);
    const host = withHost(draft(), found.host ?? draft().host);
    props.form.edit({ ...kind, ...host, ...found });
  };
  return (
    <>
      <TextField
        form={props.form}
        name="host"
        label="Host"
        required
        mono
        class="col-span-6 md:col-span-4"
        placeholder={HOST_EXAMPLES[draft().dbType]}
        hint="Paste a connection URL here to fill in all fields."
        onInput={(host) => props.form.edit(withHost(draft(), host))}
        onPaste={onPaste}
      />
      <TextField
        form={props.form}
        name="port"
        label="Port"
        required
        mono
        inputmode="numeric"
        class="col-span-6 md:col-span-2"
        hint={draft().portChosen ? undefined : 'Default of this type'}
        onInput={(port) => props.form.edit({ port, portChosen: true })}
      />
      <TextField
        form={props.form}
        name="databaseName"
        label={draft().dbType === 'databricks' ? 'Catalog' : 'Database Name'}
        mono
        class="col-span-6 md:col-span-3"
      />
    </>
  );
}
