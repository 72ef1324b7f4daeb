import type { InvitationPreview } from '@portolan/contract';
import { A } from '@solidjs/router';
import { createSignal, Match, onMount, Show, Switch } from 'solid-js';
import { PublicPage } from '../../components/public-page.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { takeLinkToken } from '../../lib/link-token.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { AcceptForm } from './accept-form.tsx';

type State =
  | { step: 'loading' }
  | { step: 'invited'; preview: InvitationPreview }
  | { step: 'declined'; tenant: string }
  | { step: 'dead'; reason: string; retry: boolean };

const INCOMPLETE = 'This link is not complete. Open it again from the message that you were sent.';

/** Where the link of an invitation leads: who is invited to what, and the two answers. */
export default function AcceptPage() {
  usePageTitle(() => 'Invitation');
  const [state, setState] = createSignal<State>({ step: 'loading' });
  const token = takeLinkToken();
  const look = async () => {
    if (!token) return setState({ step: 'dead', reason: INCOMPLETE, retry: false });
    setState({ step: 'loading' });
    try {
      setState({ step: 'invited', preview: await api.invitations.lookup.mutate({ token }) });
    } catch (error) {
      const { code, message } = toFailure(error);
      setState({ step: 'dead', reason: message, retry: code !== 'NOT_FOUND' });
    }
  };
  onMount(() => void look());
  const at = <S extends State['step']>(step: S) => {
    const now = state();
    return now.step === step ? (now as Extract<State, { step: S }>) : undefined;
  };
  return (
    <Switch
      fallback={
        <PublicPage title="Invitation">
          <div class="skeleton mt-4 h-24" role="status" aria-label="Loading" />
        </PublicPage>
      }
    >
      <Match when={at('invited')}>
        {(invited) => (
          <PublicPage
            title={`Join ${invited().preview.tenant.name}`}
            text={
              <>
                <span class="font-medium text-fg">{invited().preview.email}</span> is invited as{' '}
                <span class="font-medium text-fg">{invited().preview.role.name}</span>. The invitation expires{' '}
                <TimeUntil at={invited().preview.expiresAt} />.
              </>
            }
          >
            <AcceptForm
              token={token}
              preview={invited().preview}
              onDeclined={() => setState({ step: 'declined', tenant: invited().preview.tenant.name })}
            />
          </PublicPage>
        )}
      </Match>
      <Match when={at('declined')}>
        {(declined) => (
          <PublicPage
            title="Invitation declined"
            text={`You will not join ${declined().tenant}. Should you change your mind, ask for a new invitation.`}
          />
        )}
      </Match>
      <Match when={at('dead')}>
        {(dead) => (
          <PublicPage title="This invitation cannot be used" text={dead().reason}>
            <div class="mt-5 flex items-center gap-3">
              <Show when={dead().retry}>
                <Button variant="primary" onClick={() => void look()}>
                  Try again
                </Button>
              </Show>
              <A href="/sign-in" class="flex min-h-6 items-center font-medium text-accent-fg hover:underline">
                Go to sign-in
              </A>
            </div>
          </PublicPage>
        )}
      </Match>
    </Switch>
  );
}
