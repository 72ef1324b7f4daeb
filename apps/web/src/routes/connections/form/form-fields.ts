import {
  CONNECTION_FORMS,
  type ConnectionField,
  type ConnectionKind,
  type CredentialField,
  type CredentialForm,
  type FieldControl,
} from '@portolan/contract';
import { localized } from '../../../lib/locale.ts';
import { connectionFields } from '../../../locales/en.ts?connectionFields';
import type { ConnectionDraft, TextName } from './draft.ts';
import { effectiveTlsMode, type TlsSwitchName, verifies } from './tls.ts';

const t = localized('connectionFields', connectionFields);

type Described = Pick<ConnectionField, 'label' | 'required' | 'help' | 'placeholder' | 'pem'>;
/** A field of the form that fills a text of the draft. */
export type TextFormField = Described & { control: Exclude<FieldControl, 'switch' | 'tls-mode'>; name: TextName };
export type SwitchFormField = Described & { control: 'switch'; name: TlsSwitchName };
export type TlsModeFormField = Described & { control: 'tls-mode'; name: 'sslMode' };
/** A field as the page draws it: `name` is that of the draft's value. */
export type FormField = TextFormField | SwitchFormField | TlsModeFormField;

export const isTextField = (field: FormField): field is TextFormField =>
  field.control !== 'switch' && field.control !== 'tls-mode';

interface Conditional {
  field: FormField;
  when: ConnectionField['when'];
}

/** Says what it says in the language at hand. */
function spoken<D extends Pick<Described, 'label' | 'help'>>(described: D): D {
  const { label, help } = described;
  return Object.defineProperties(described, {
    label: { get: () => t().text(label) },
    ...(help !== undefined && { help: { get: () => t().text(help) } }),
  });
}

/** Made once: the page keeps the input of a field as long as the field is the same object. */
const FIELDS = Object.fromEntries(
  Object.entries(CONNECTION_FORMS).map(([kind, { fields }]) => [
    kind,
    fields.map(({ path, when, ...field }) => ({
      field: spoken({ ...field, name: path.slice(path.lastIndexOf('.') + 1) }) as FormField,
      when,
    })),
  ]),
) as Record<ConnectionKind, Conditional[]>;

/** The fields of the kind that the draft has a use for. */
export function shownFields(draft: Pick<ConnectionDraft, 'dbType' | 'sslMode'>): FormField[] {
  const mode = effectiveTlsMode(draft);
  const isShown = ({ when }: Conditional) =>
    when === undefined || (when === 'verified' ? verifies(mode) : mode !== 'disable');
  return FIELDS[draft.dbType].filter(isShown).map(({ field }) => field);
}

/** The parts of the form: where the database is, who signs in, how the way there is protected. */
export type FormPart = 'address' | 'signIn' | 'protection';

export function partOf({ name, control }: FormField): FormPart {
  if (name === 'username') return 'signIn';
  return control === 'text' || control === 'port' ? 'address' : 'protection';
}

/** What a field is called, whichever kind has it. */
export function fieldLabel(name: FormField['name']): string {
  const found = Object.values(FIELDS)
    .flat()
    .find(({ field }) => field.name === name);
  return found?.field.label ?? name;
}

const CREDENTIALS = Object.fromEntries(
  Object.entries(CONNECTION_FORMS).map(([kind, { credentials }]) => [
    kind,
    credentials.map((form) =>
      spoken<CredentialForm>({ ...form, fields: form.fields.map((field) => spoken({ ...field })) }),
    ),
  ]),
) as Record<ConnectionKind, [CredentialForm, ...CredentialForm[]]>;

export const credentialForms = (kind: ConnectionKind) => CREDENTIALS[kind];

/** The chosen way to sign in, or the kind's usual one where it does not know the chosen. */
export function credentialForm(draft: Pick<ConnectionDraft, 'dbType' | 'signIn'>): CredentialForm {
  const forms = credentialForms(draft.dbType);
  return forms.find(({ type }) => type === draft.signIn) ?? forms[0];
}

export function credentialFields(draft: Pick<ConnectionDraft, 'dbType' | 'signIn'>): TextFormField[] {
  return credentialForm(draft).fields as readonly CredentialField[] as TextFormField[];
}
