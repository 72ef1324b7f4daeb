import { Navigate, Route, Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { lazy, type ParentProps, Suspense } from 'solid-js';
import { createQueryClient } from './lib/query.ts';
import { SessionProvider, useSessionControl } from './lib/session.tsx';
import { clearToasts } from './lib/toasts.ts';
import { AppLayout } from './shell/app-layout.tsx';
import { PAGES, useMayOpen } from './shell/navigation.ts';
import { ToastRegion } from './shell/toast-region.tsx';

const SignInPage = lazy(() => import('./routes/sign-in/sign-in-page.tsx'));
const ConnectionsPage = lazy(() => import('./routes/connections/connections-page.tsx'));
const ConnectionPage = lazy(() => import('./routes/connections/connection-page.tsx'));
const ExplorerPage = lazy(() => import('./routes/introspection/explorer/explorer-page.tsx'));
const DiagramPage = lazy(() => import('./routes/introspection/diagram/diagram-page.tsx'));
const SnapshotsPage = lazy(() => import('./routes/introspection/snapshots/snapshots-page.tsx'));
const TypesPage = lazy(() => import('./routes/introspection/types/types-page.tsx'));
const SearchPage = lazy(() => import('./routes/introspection/search/search-page.tsx'));
const UsersPage = lazy(() => import('./routes/users/users-page.tsx'));
const RolesPage = lazy(() => import('./routes/roles/roles-page.tsx'));
const InvitationsPage = lazy(() => import('./routes/invitations/invitations-page.tsx'));
const AcceptPage = lazy(() => import('./routes/invitations/accept-page.tsx'));
const ApiKeysPage = lazy(() => import('./routes/api-keys/api-keys-page.tsx'));
const AuditPage = lazy(() => import('./routes/audit/audit-page.tsx'));
const InstallationLogPage = lazy(() => import('./routes/audit/installation-log-page.tsx'));
const TenantsPage = lazy(() => import('./routes/tenants/tenants-page.tsx'));
const OperatorsPage = lazy(() => import('./routes/operators/operators-page.tsx'));
const AcceptOperatorPage = lazy(() => import('./routes/operators/accept-operator-page.tsx'));
const AccountPage = lazy(() => import('./routes/account/account-page.tsx'));
const ForgotPage = lazy(() => import('./routes/passwords/forgot-page.tsx'));
const ResetPage = lazy(() => import('./routes/passwords/reset-page.tsx'));
const NotFoundPage = lazy(async () => ({ default: (await import('./components/not-found-page.tsx')).NotFoundPage }));

export function App() {
  return (
    <SessionProvider>
      <Queries>
        <Router root={(props) => <Suspense>{props.children}</Suspense>}>
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/accept-invitation" component={AcceptPage} />
          <Route path="/accept-operator" component={AcceptOperatorPage} />
          <Route path="/forgot-password" component={ForgotPage} />
          <Route path="/reset-password" component={ResetPage} />
          <Route path="/" component={AppLayout}>
            <Route path="/" component={Home} />
            <Route path="/connections" component={ConnectionsPage} />
            <Route path="/connections/:id" component={ConnectionPage}>
              <Route path="/" component={ExplorerPage} />
              <Route path="/diagram" component={DiagramPage} />
              <Route path="/snapshots" component={SnapshotsPage} />
              <Route path="/types" component={TypesPage} />
            </Route>
            <Route path="/search" component={SearchPage} />
            <Route path="/users" component={UsersPage} />
            <Route path="/roles" component={RolesPage} />
            <Route path="/invitations" component={InvitationsPage} />
            <Route path="/api-keys" component={ApiKeysPage} />
            <Route path="/audit" component={AuditPage} />
            <Route path="/installation-log" component={InstallationLogPage} />
            <Route path="/tenants" component={TenantsPage} />
            <Route path="/operators" component={OperatorsPage} />
            <Route path="/account" component={AccountPage} />
            <Route path="*" component={NotFoundPage} />
          </Route>
        </Router>
        <ToastRegion />
      </Queries>
    </SessionProvider>
  );
}

/** The first page that the user may open. */
function Home() {
  const mayOpen = useMayOpen();
  return <Navigate href={PAGES.find(mayOpen)?.href ?? '/connections'} />;
}

function Queries(props: ParentProps) {
  const session = useSessionControl();
  const client = createQueryClient({
    onExpired: () => {
      session.end('expired');
      client.clear();
      clearToasts();
    },
    onForbidden: () => void session.load(),
  });
  return <QueryClientProvider client={client}>{props.children}</QueryClientProvider>;
}
