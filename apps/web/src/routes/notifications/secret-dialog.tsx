import WarnIcon from '~icons/lucide/triangle-alert';
import { ShowOnceDialog } from '../../components/show-once-dialog.tsx';
import { t } from './dialog-texts.ts';
import type { ShownSecret } from './shown-secret.ts';

/** The one time that the secret of a webhook is seen. */
export default function SecretDialog(props: { shown: ShownSecret; onClose(): void }) {
  const { name, secret, isRotated } = props.shown;
  return (
    <ShowOnceDialog
      title={t().secretOf(name)}
      lead={
        <p class="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <WarnIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {t().copyNow}
        </p>
      }
      secret={secret}
      label={t().secret}
      copyLabel={t().copySecret}
      onClose={props.onClose}
    >
      <p class="text-fg-2">{isRotated ? t().bothValid : t().signed}</p>
    </ShowOnceDialog>
  );
}
