import type { AcceptInvitationInput, MyTenant } from '@portolan/contract';
import { A } from '@solidjs/router';
import { createSignal, type JSX, Match, onMount, Show, Switch } from 'solid-js';
import { PublicPage } from '../../components/public-page.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { takeLinkToken } from '../../lib/link-token.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { AcceptForm } from './accept-form.tsx';
import { t } from './accept-texts.ts';

interface Preview {
  email: string;
  accountExists: boolean;
}

/** One kind of invitation, with the words of its page. */
export interface LinkInvitation<P extends Preview> {
  title(preview: P): string;
  text(preview: P): JSX.Element;
  declined(preview: P): string;
  /** What the button says to whoever has no account yet. */
  joinLabel(): string;
  lookup(input: { token: string }): Promise<P>;
  /** Answers the tenant to enter, or null where there is none. */
  accept(input: AcceptInvitationInput): Promise<MyTenant | null>;
  decline(input: { token: string }): Promise<void>;
}

type State<P> =
  | { step: 'loading' }
  | { step: 'invited'; preview: P }
  | { step: 'declined'; text: string }
  | { step: 'dead'; reason: string; retry: boolean };

/** Where the link of an invitation leads: who is invited to what, and the two answers. */
export function AcceptView<P extends Preview>(props: { invitation: LinkInvitation<P> }) {
  usePageTitle(() => t().page);
  const [state, setState] = createSignal<State<P>>({ step: 'loading' });
  const token = takeLinkToken();
  const look = async () => {
    if (!token) return setState({ step: 'dead', reason: t().incomplete, retry: false });
    setState({ step: 'loading' });
    try {
      setState({ step: 'invited', preview: await props.invitation.lookup({ token }) });
    } catch (error) {
      const { code, message } = toFailure(error);
      setState({ step: 'dead', reason: message, retry: code !== 'NOT_FOUND' });
    }
  };
  onMount(() => void look());
  const at = <S extends State<P>['step']>(step: S) => {
    const now = state();
    return now.step === step ? (now as Extract<State<P>, { step: S }>) : undefined;
  };
  return (
    <Switch
      fallback={
        <PublicPage title={t().page}>
          <div class="skeleton mt-4 h-24" role="status" aria-label={t().loading} />
        </PublicPage>
      }
    >
      <Match when={at('invited')}>
        {(invited) => (
          <PublicPage title={props.invitation.title(invited().preview)} text={props.invitation.text(invited().preview)}>
            <AcceptForm
              token={token}
              account={invited().preview}
              joinLabel={props.invitation.joinLabel()}
              accept={props.invitation.accept}
              decline={() => props.invitation.decline({ token })}
              onDeclined={() => setState({ step: 'declined', text: props.invitation.declined(invited().preview) })}
            />
          </PublicPage>
        )}
      </Match>
      <Match when={at('declined')}>
        {(declined) => <PublicPage title={t().declinedTitle} text={declined().text} />}
      </Match>
      <Match when={at('dead')}>
        {(dead) => (
          <PublicPage title={t().deadTitle} text={dead().reason}>
            <div class="mt-5 flex items-center gap-3">
              <Show when={dead().retry}>
                <Button variant="primary" onClick={() => void look()}>
                  {t().tryAgain}
                </Button>
              </Show>
              <A href="/sign-in" class="flex min-h-6 items-center font-medium text-accent-fg hover:underline">
                {t().toSignIn}
              </A>
            </div>
          </PublicPage>
        )}
      </Match>
    </Switch>
  );
}
