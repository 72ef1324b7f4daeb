import { PageBody, PageHead } from '../../components/page-head.tsx';
import { personName } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSession } from '../../lib/session.tsx';
import { EmailForm } from './email-form.tsx';
import { LanguageForm } from './language-form.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';
import { t } from './texts.ts';

export default function AccountPage() {
  usePageTitle(() => t().page);
  const session = useSession();
  const name = () => personName(session().me);
  return (
    <PageBody>
      <PageHead title={t().page} text={name() === session().me.email ? name() : `${name()} · ${session().me.email}`} />
      <div class="mt-5 grid max-w-4xl gap-8">
        <SessionList />
        <LanguageForm />
        <NameForm />
        <EmailForm />
        <PasswordForm />
      </div>
    </PageBody>
  );
}
