import { PageBody, PageHead } from '../../components/page-head.tsx';
import { personName } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSession } from '../../lib/session.tsx';
import { EmailForm } from './email-form.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';

export default function AccountPage() {
  usePageTitle(() => 'Account');
  const session = useSession();
  const name = () => personName(session().me);
  return (
    <PageBody>
      <PageHead title="Account" text={name() === session().me.email ? name() : `${name()} · ${session().me.email}`} />
      <div class="mt-5 grid max-w-4xl gap-8">
        <SessionList />
        <NameForm />
        <EmailForm />
        <PasswordForm />
      </div>
    </PageBody>
  );
}
