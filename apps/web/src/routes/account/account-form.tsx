import { createSignal, type JSX } from 'solid-js';
import { ProblemNote } from '../../components/problem-note.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { isUnauthorized, toFailure } from '../../lib/app-error.ts';
import { createForm, type Form, focusFirstInvalid } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';

interface AccountFormProps<V extends object> {
  /** Of its heading. */
  id: string;
  title: string;
  text: string;
  initial: V;
  submitLabel: string;
  validate(values: V): FieldErrors;
  save(form: Form<V>): Promise<void>;
  children(form: Form<V>): JSX.Element;
}

/** One thing of the account that its owner may change. */
export function AccountForm<V extends object>(props: AccountFormProps<V>) {
  const session = useSession();
  const control = useSessionControl();
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const { initial } = props;
  const form = createForm(
    initial,
    (values) => props.validate(values),
    () => setProblem(null),
  );

  const submit = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    try {
      await props.save(form);
    } catch (error) {
      refused(error, root);
    } finally {
      setBusy(false);
    }
  };
  const refused = (error: unknown, root: HTMLElement) => {
    if (isUnauthorized(error)) return control.end('expired');
    const failure = toFailure(error);
    const known = failure.issues.filter(({ path }) => path in initial);
    if (known.length === 0) return setProblem(failure.message);
    form.reject(Object.fromEntries(known.map(({ path, message }) => [path, message])));
    focusFirstInvalid(root);
  };

  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id} class="font-semibold tracking-tight">
        {props.title}
      </h2>
      <p class="text-fg-3">{props.text}</p>
      <StackedForm labelledBy={props.id} class="mt-3 max-w-sm" onSubmit={(root) => void submit(root)}>
        {/* For password managers: whose account this is. */}
        <input type="text" name="username" autocomplete="username" value={session().me.email} readonly hidden />
        {props.children(form)}
        <ProblemNote text={problem()} />
        <div>
          <Button type="submit" busy={busy()}>
            {props.submitLabel}
          </Button>
        </div>
      </StackedForm>
    </section>
  );
}
