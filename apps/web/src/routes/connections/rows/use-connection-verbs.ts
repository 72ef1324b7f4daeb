import type { Connection, Permission } from '@portolan/contract';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { type Accessor, createSignal } from 'solid-js';
import { askWhy } from '../../../lib/ask-why.ts';
import { useCan } from '../../../lib/session.tsx';
import { connectionHref, diagramHref, overviewHref, snapshotsHref, typesHref } from '../../introspection/index.ts';
import { preloadConnectionDialog } from '../connection-dialog-host.tsx';
import type { ConnectionTests } from '../use-connection-tests.ts';
import { NEEDS, type Verb } from './connection-verbs.ts';

const loadCopying = () => import('./copying.ts');

export interface ConnectionVerbs {
  /** Does it, or explains why the user may not. */
  run(verb: Verb, connection: Connection): void;
  /** Asks before all of these are deleted. */
  remove(connections: readonly Connection[]): void;
  /** Those that are being asked about. */
  removing: Accessor<readonly Connection[] | null>;
  endRemoving(): void;
  /** Whether the user may; explains why where not. */
  may(permission: Permission): boolean;
}

/** What a row, its menu and its keys do, and the head of a connection as well. */
export function useConnectionVerbs(tests: ConnectionTests): ConnectionVerbs {
  const can = useCan();
  const navigate = useNavigate();
  const [, setSearch] = useSearchParams();
  const [removing, setRemoving] = createSignal<readonly Connection[] | null>(null);
  const may = (permission: Permission) => {
    if (can(permission)) return true;
    askWhy(permission);
    return false;
  };
  const openDialog = (dialog: string) => {
    preloadConnectionDialog();
    setSearch({ dialog });
  };
  const remove = (connections: readonly Connection[]) => {
    if (connections.length > 0 && may('connections:delete')) setRemoving(connections);
  };
  const does: Record<Verb, (connection: Connection) => void> = {
    open: ({ id }) => navigate(connectionHref(id)),
    overview: ({ id }) => navigate(overviewHref(id)),
    diagram: ({ id }) => navigate(diagramHref(id)),
    snapshots: ({ id }) => navigate(snapshotsHref(id)),
    types: ({ id }) => navigate(typesHref(id)),
    test: (connection) => void tests.run(connection),
    duplicate: ({ id }) => openDialog(`copy-${id}`),
    copyUrl: (connection) => void loadCopying().then(({ copyUrl }) => copyUrl(connection)),
    copyId: ({ id }) => void loadCopying().then(({ copyId }) => copyId(id)),
    edit: ({ id }) => openDialog(id),
    delete: (connection) => remove([connection]),
  };
  return {
    run(verb, connection) {
      const needed = NEEDS[verb];
      if (!needed || may(needed)) does[verb](connection);
    },
    remove,
    removing,
    endRemoving: () => setRemoving(null),
    may,
  };
}
