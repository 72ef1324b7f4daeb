import { EmptyState } from '../../components/empty-state.tsx';
import { permissionName } from '../../lib/permission-modules.ts';
import { t } from './head-texts.ts';

/** In the place of the views of a schema, for whom they are not. */
export default function NoBrowsing() {
  return <EmptyState title={t().noBrowsing} text={t().lacks(permissionName('connections:introspect'))} />;
}
