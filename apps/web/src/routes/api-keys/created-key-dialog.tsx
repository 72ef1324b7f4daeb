import { Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';
import { SecretBox } from '../../components/secret-box.tsx';
import { ShowOnceDialog } from '../../components/show-once-dialog.tsx';
import { dateTime } from '../../lib/format.ts';
import { t } from './dialog-texts.ts';
import { curlExample } from './key-draft.ts';
import type { ShownKey } from './queries.ts';

/** The one time that a key is seen. */
export default function CreatedKeyDialog(props: { created: ShownKey; onClose(): void }) {
  const { created } = props;
  const { name, key, permissionIds } = created;
  const former = 'rotatedAt' in created ? formerText(created.formerUntil) : null;
  return (
    <ShowOnceDialog
      title={former === null ? t().ready(name) : t().rotated(name)}
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
      <Show when={former}>
        <p>{former}</p>
      </Show>
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

function formerText(until: string | null): string {
  return until === null ? t().formerEnded : t().formerUntil(dateTime(until));
}
