import { TENANT_PATHS } from '@portolan/contract/tenant-paths';
import { Navigate, Route, Router } from '@solidjs/router';
import { type ParentProps, Suspense } from 'solid-js';
import { page, view } from './components/page.tsx';
import { SessionProvider } from './lib/session.tsx';
import { Inside } from './shell/inside.tsx';
import { NoticeBar } from './shell/notice-bar.tsx';
import { PageVoice } from './shell/page-voice.tsx';
import { ToastRegion } from './shell/toast-region.tsx';

const SignInPage = page(() => import('./routes/sign-in/sign-in-page.tsx'));
const ConnectionsPage = page(() => import('./routes/connections/connections-page.tsx'));
const ConnectionPage = page(() => import('./routes/connections/connection-page.tsx'));
const OverviewPage = view(() => import('./routes/connections/overview/overview-page.tsx'));
const ExplorerPage = view(() => import('./routes/introspection/explorer/explorer-page.tsx'));
const DiagramPage = view(() => import('./routes/introspection/diagram/diagram-page.tsx'));
const SnapshotsPage = view(() => import('./routes/introspection/snapshots/snapshots-page.tsx'));
const TypesPage = view(() => import('./routes/introspection/types/types-page.tsx'));
const SearchPage = page(() => import('./routes/introspection/search/search-page.tsx'));
const UsersPage = page(() => import('./routes/users/users-page.tsx'));
const RolesPage = page(() => import('./routes/roles/roles-page.tsx'));
const InvitationsPage = page(() => import('./routes/invitations/invitations-page.tsx'));
const AcceptPage = page(() => import('./routes/invitations/accept-page.tsx'));
const ApiKeysPage = page(() => import('./routes/api-keys/api-keys-page.tsx'));
const ServiceAccountsPage = page(() => import('./routes/service-accounts/service-accounts-page.tsx'));
const NotificationsPage = page(() => import('./routes/notifications/notifications-page.tsx'));
const VmsPage = page(() => import('./routes/vms/vms-page.tsx'));
const VmPage = page(() => import('./routes/vms/machine/vm-page.tsx'));
const AuditPage = page(() => import('./routes/audit/audit-page.tsx'));
const InstallationLogPage = page(() => import('./routes/audit/installation-log-page.tsx'));
const TenantsPage = page(() => import('./routes/tenants/tenants-page.tsx'));
const OperatorsPage = page(() => import('./routes/operators/operators-page.tsx'));
const HypervisorsPage = page(() => import('./routes/hypervisors/hypervisors-page.tsx'));
const AcceptOperatorPage = page(() => import('./routes/operators/accept-operator-page.tsx'));
const AccountPage = page(() => import('./routes/account/account-page.tsx'));
const ActivatePage = page(() => import('./routes/activate/activate-page.tsx'));
const ForgotPage = page(() => import('./routes/passwords/forgot-page.tsx'));
const ResetPage = page(() => import('./routes/passwords/reset-page.tsx'));
const IntoTenant = page(async () => ({ default: (await import('./shell/into-tenant.tsx')).IntoTenant }));
const IncidentsPage = page(() => import('./routes/incidents/incidents-page.tsx'));
const HomePage = page(() => import('./routes/home/home-page.tsx'));
const Home = page(async () => ({ default: (await import('./shell/home.tsx')).Home }));
const NotFoundPage = page(async () => ({ default: (await import('./components/not-found-page.tsx')).NotFoundPage }));

export function App() {
  return (
    <SessionProvider>
      <Router root={Root}>
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/login" component={Login} />
        <Route path="/accept-invitation" component={AcceptPage} />
        <Route path="/accept-operator" component={AcceptOperatorPage} />
        <Route path="/activate" component={ActivatePage} />
        <Route path="/forgot-password" component={ForgotPage} />
        <Route path="/reset-password" component={ResetPage} />
        <Route path="/" component={Inside}>
          <Route path="/" component={IntoTenant} />
          <Route path="/t/:tenant">
            <Route path="/" component={Home}>
              <Route path="/" component={HomePage} />
            </Route>
            <Route path="/incidents" component={IncidentsPage} />
            <Route path="/connections" component={ConnectionsPage} />
            <Route path="/connections/:id" component={ConnectionPage}>
              <Route path="/" component={ExplorerPage} />
              <Route path="/overview" component={OverviewPage} />
              <Route path="/diagram" component={DiagramPage} />
              <Route path="/snapshots" component={SnapshotsPage} />
              <Route path="/types" component={TypesPage} />
            </Route>
            <Route path="/search" component={SearchPage} />
            <Route path="/users" component={UsersPage} />
            <Route path="/roles" component={RolesPage} />
            <Route path="/invitations" component={InvitationsPage} />
            <Route path="/api-keys" component={ApiKeysPage} />
            <Route path="/service-accounts" component={ServiceAccountsPage} />
            <Route path="/notifications" component={NotificationsPage} />
            <Route path="/vms" component={VmsPage} />
            <Route path="/vms/:id" component={VmPage} />
            <Route path="/audit" component={AuditPage} />
          </Route>
          <Route path={TENANT_PATHS} component={IntoTenant} />
          <Route path="/installation-log" component={InstallationLogPage} />
          <Route path="/tenants" component={TenantsPage} />
          <Route path="/operators" component={OperatorsPage} />
          <Route path="/hypervisors" component={HypervisorsPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="*" component={NotFoundPage} />
        </Route>
      </Router>
      <NoticeBar />
      <ToastRegion />
    </SessionProvider>
  );
}

function Root(props: ParentProps) {
  return (
    <>
      <Suspense>{props.children}</Suspense>
      <PageVoice />
    </>
  );
}

/** Where many look for the sign-in. */
function Login() {
  return <Navigate href={({ location }) => `/sign-in${location.search}`} />;
}
