import type { CreatedApiKey } from '@portolan/contract';
import WarnIcon from '~icons/lucide/triangle-alert';
import { SecretBox } from '../../components/secret-box.tsx';
import { ShowOnceDialog } from '../../components/show-once-dialog.tsx';
import { t } from './dialog-texts.ts';
import { curlExample } from './key-draft.ts';

/** The one time that a key is seen. */
export default function CreatedKeyDialog(props: { created: CreatedApiKey; onClose(): void }) {
  const { name, key, permissionIds } = props.created;
  return (
    <ShowOnceDialog
      title={t().ready(name)}
      lead={
        <p class="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <WarnIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {t().copyNow}
        </p>
      }
      secret={key}
      label={t().key}
      copyLabel={t().copy}
      onClose={props.onClose}
    >
      <section>
        <h3 class="mb-1.5 font-medium text-fg-2 text-xs">{t().tryIt}</h3>
        <SecretBox
          text={curlExample(location.origin, key, permissionIds)}
          label={t().example}
          copyLabel={t().copyExample}
          lines={5}
        />
      </section>
    </ShowOnceDialog>
  );
}
