import { UpdateProfileInput } from '@portolan/contract';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/client.ts';
import type { Form } from '../../lib/form.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { AccountForm } from './account-form.tsx';
import { t } from './texts.ts';

interface Draft {
  firstName: string;
  lastName: string;
}

const trimmed = ({ firstName, lastName }: Draft): Draft => ({ firstName: firstName.trim(), lastName: lastName.trim() });

/** What was typed alone: the other name may have been changed elsewhere. */
function changed(draft: Draft, before: Draft): Partial<Draft> {
  const names = ['firstName', 'lastName'] as const;
  return Object.fromEntries(names.filter((name) => draft[name] !== before[name]).map((name) => [name, draft[name]]));
}

/** What the user is called. */
export function NameForm() {
  const session = useSession();
  const control = useSessionControl();
  const { firstName, lastName } = session().me;
  const before = { firstName: firstName ?? '', lastName: lastName ?? '' };
  const save = async (form: Form<Draft>) => {
    await api.auth.updateProfile.mutate(changed(trimmed(form.values), before));
    showToast({ tone: 'ok', title: t().nameChanged });
    await control.load();
  };
  return (
    <AccountForm
      id="name-title"
      title={t().name}
      text={t().nameText}
      initial={before}
      validate={(draft) => schemaErrors(UpdateProfileInput, trimmed(draft))}
      submitLabel={t().changeName}
      save={save}
    >
      {(form) => (
        <div class="grid grid-cols-2 gap-3">
          <TextField form={form} label={t().firstName} name="firstName" autocomplete="given-name" />
          <TextField form={form} label={t().lastName} name="lastName" autocomplete="family-name" />
        </div>
      )}
    </AccountForm>
  );
}
