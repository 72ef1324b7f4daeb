import type { HandOverRequest, Me, MyTenant } from '@portolan/contract';
import { useLocation, useNavigate } from '@solidjs/router';
import { createEffect, createSignal, Match, on, Switch } from 'solid-js';
import { Filled } from '../../components/filled.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { Button } from '../../components/ui/button.tsx';
import { focusHeading } from '../../components/ui/restore-focus.ts';
import { api } from '../../lib/client.ts';
import { CodeForm } from './code-form.tsx';
import { type Dead, explain } from './explain.ts';
import { RequestForm } from './request-form.tsx';
import { codeOfLink } from './short-code.ts';
import { t } from './texts.ts';

interface ActivationProps {
  me: Me;
  tenants: MyTenant[];
  /** Where the person is at work. */
  tenant: MyTenant | null;
}

type Step =
  | { step: 'code' }
  | { step: 'looking' }
  | { step: 'asked'; request: HandOverRequest; fromLink: boolean }
  | { step: 'approved'; device: string }
  | { step: 'refused' }
  | { step: 'dead'; why: Dead };

/** From a code to a decision: who asks, and whether they get a session. */
export function Activation(props: ActivationProps) {
  const location = useLocation();
  const navigate = useNavigate();
  const [now, setNow] = createSignal<Step>({ step: 'code' });
  const [problem, setProblem] = createSignal<string | null>(null);
  /** What had the focus is gone: the page begins anew. */
  const go = (next: Step) => {
    setNow(next);
    queueMicrotask(focusHeading);
  };
  const fail = (error: unknown, back: Step) => {
    const { dead, text } = explain(error);
    if (dead) go({ step: 'dead', why: dead });
    else {
      setNow(back);
      setProblem(text);
    }
  };
  const look = async (userCode: string, fromLink: boolean) => {
    setProblem(null);
    if (fromLink) setNow({ step: 'looking' });
    try {
      go({ step: 'asked', request: await api.auth.lookupHandOver.mutate({ userCode }), fromLink });
    } catch (error) {
      fail(error, { step: 'code' });
    }
  };
  const decide = async (asked: Step, work: () => Promise<unknown>, next: Step) => {
    setProblem(null);
    try {
      await work();
      go(next);
    } catch (error) {
      fail(error, asked);
    }
  };
  const lookAtLink = async (code: string) => {
    await look(code, true);
    // Neither the address bar nor the history keeps it.
    navigate(location.pathname, { replace: true, scroll: false });
  };
  createEffect(
    on(
      () => codeOfLink(location.hash),
      (code) => code && void lookAtLink(code),
    ),
  );
  const at = <S extends Step['step']>(step: S) => {
    const current = now();
    return current.step === step ? (current as Extract<Step, { step: S }>) : undefined;
  };
  return (
    <Switch>
      <Match when={at('code')}>
        <PublicPage title={t().page} text={t().codeText}>
          <CodeForm problem={problem()} onEdit={() => setProblem(null)} onCode={(code) => look(code, false)} />
        </PublicPage>
      </Match>
      <Match when={at('looking')}>
        <PublicPage title={t().page}>
          <div class="skeleton mt-4 h-24" role="status" aria-label={t().loading} />
        </PublicPage>
      </Match>
      <Match when={at('asked')}>
        {(asked) => (
          <PublicPage
            title={t().askedTitle}
            text={
              <Filled
                text={t().askedText}
                gaps={{ email: <span class="break-words font-medium text-fg">{props.me.email}</span> }}
              />
            }
          >
            <RequestForm
              request={asked().request}
              fromLink={asked().fromLink}
              tenants={props.tenants}
              tenant={props.tenant}
              problem={problem()}
              onApprove={(tenantId) => {
                const { userCode, device } = asked().request;
                const approve = () => api.auth.approveHandOver.mutate({ userCode, tenantId });
                return decide(asked(), approve, { step: 'approved', device });
              }}
              onRefuse={() => {
                const { userCode } = asked().request;
                return decide(asked(), () => api.auth.refuseHandOver.mutate({ userCode }), { step: 'refused' });
              }}
            />
          </PublicPage>
        )}
      </Match>
      <Match when={at('approved')}>
        {(approved) => (
          <PublicPage
            title={t().approvedTitle}
            text={<span role="status">{t().approvedText(approved().device || t().namelessDevice)}</span>}
          />
        )}
      </Match>
      <Match when={at('refused')}>
        <PublicPage title={t().refusedTitle} text={<span role="status">{t().refusedText}</span>} />
      </Match>
      <Match when={at('dead')}>
        {(dead) => (
          <PublicPage title={t().deadTitle} text={<span role="status">{t().dead[dead().why]}</span>}>
            <div class="mt-5">
              <Button class="!h-9 max-md:!h-11 w-full" onClick={() => setNow({ step: 'code' })}>
                {t().otherCode}
              </Button>
            </div>
          </PublicPage>
        )}
      </Match>
    </Switch>
  );
}
