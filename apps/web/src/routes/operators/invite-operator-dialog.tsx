import { InviteOperatorInput, type OperatorInvitation } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { SentDialog } from '../../components/sent-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { t } from './dialog-texts.ts';
import { operatorQueries } from './queries.ts';

function validate({ email }: { email: string }): FieldErrors {
  if (email.trim() === '') return { email: t().emailMissing };
  return schemaErrors(InviteOperatorInput, { email: email.trim() });
}

/** Asks for an address, then shows how the invitation gets there. */
export default function InviteOperatorDialog(props: { onClose(): void }) {
  const queries = useQueryClient();
  const [sent, setSent] = createSignal<OperatorInvitation>();
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm({ email: '' }, validate, () => setProblem(null));
  const send = useMutation(() => ({
    mutationFn: () => api.operators.invite.mutate({ email: form.values.email.trim() }),
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      setSent(await send.mutateAsync());
      await queries.invalidateQueries({ queryKey: operatorQueries.all });
    } catch (error) {
      const { issues, message } = toFailure(error);
      if (!issues.some(({ path }) => path === 'email')) return setProblem(message);
      form.reject({ email: message });
      focusFirstInvalid(root);
    }
  };
  return (
    <Show
      when={sent()}
      fallback={
        <FormDialog
          title={t().title}
          description={t().text}
          submitLabel={t().send}
          problem={problem()}
          busy={send.isPending}
          dirty={form.dirty()}
          class="max-w-md"
          onSubmit={(root) => void submit(root)}
          onClose={props.onClose}
        >
          <TextField form={form} label={t().email} required name="email" type="email" placeholder="name@example.com" />
        </FormDialog>
      }
    >
      {(invitation) => <SentDialog invitation={invitation()} renewal={t().renewal} onClose={props.onClose} />}
    </Show>
  );
}
