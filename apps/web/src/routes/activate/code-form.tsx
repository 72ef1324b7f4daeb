import { createSignal } from 'solid-js';
import { ProblemNote } from '../../components/problem-note.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { createForm } from '../../lib/form.ts';
import { readShortCode } from './short-code.ts';
import { t } from './texts.ts';

interface CodeFormProps {
  problem: string | null;
  onEdit(): void;
  onCode(code: string): Promise<void>;
}

/** Asks for the code that a device shows. */
export function CodeForm(props: CodeFormProps) {
  const [busy, setBusy] = createSignal(false);
  const form = createForm(
    { code: '' },
    ({ code }) => (readShortCode(code) ? {} : { code: t().codeWrong }),
    () => props.onEdit(),
  );
  const submit = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    await props.onCode(readShortCode(form.values.code) ?? '');
    setBusy(false);
  };
  return (
    <StackedForm class="mt-5" onSubmit={(root) => void submit(root)}>
      <TextField
        form={form}
        label={t().code}
        name="code"
        mono
        required
        autofocus
        placeholder={t().codeExample}
        hint={t().codeHint}
        maxlength={20}
      />
      <ProblemNote text={props.problem} />
      <Button type="submit" variant="primary" busy={busy()} class="!h-9 max-md:!h-11">
        {t().goOn}
      </Button>
    </StackedForm>
  );
}
