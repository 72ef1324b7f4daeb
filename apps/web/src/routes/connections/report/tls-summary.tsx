import type { TlsReport } from '@portolan/contract';
import { For, Show } from 'solid-js';
import LockIcon from '~icons/lucide/lock';
import { Filled } from '../../../components/filled.tsx';
import { cx } from '../../../lib/cx.ts';
import { expiryOf } from './certificates.ts';
import { t } from './texts.ts';

/** How a connection is encrypted, in a line; the certificates of the server unfold. */
export function TlsSummary(props: { tls: TlsReport }) {
  const head = () => (props.tls.verified ? t().verified(props.tls.version) : t().notVerified(props.tls.version));
  return (
    <Show when={props.tls.certificates.length > 0} fallback={<p>{head()}</p>}>
      <details>
        <summary class="min-h-6 cursor-pointer leading-6">
          <LockIcon class="mr-1 inline size-3.5 align-[-2px]" aria-hidden="true" />
          {head()}
        </summary>
        <ol aria-label={t().certificates} class="mt-1 flex flex-col gap-1 border-line border-l-2 pl-3">
          <For each={props.tls.certificates}>
            {(certificate) => (
              <li class="break-words">
                <span class="font-mono text-fg">{certificate.subject}</span>
                <span class="block">
                  <Filled
                    text={t().issuedBy}
                    gaps={{
                      issuer: certificate.issuer,
                      expiry: (
                        <span class={cx(expiryOf(certificate).isNear && 'font-medium text-warn')}>
                          {expiryOf(certificate).text}
                        </span>
                      ),
                    }}
                  />
                </span>
              </li>
            )}
          </For>
        </ol>
      </details>
    </Show>
  );
}
