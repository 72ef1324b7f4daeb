import type { Permission } from '@portolan/contract';
import type { DesiredTenant } from './desired.ts';

/** What has to be read of a tenant to know what a config would change in it. */
export interface WantedReads {
  roles: boolean;
  holders: boolean;
  members: boolean;
  connections: boolean;
  monitoring: boolean;
}

export function wantedReads({ roles, members, connections, monitoring }: DesiredTenant): WantedReads {
  const isOwned = connections?.some(({ owner }) => owner) ?? false;
  return {
    roles: roles !== undefined || members !== undefined,
    holders: members !== undefined,
    members: members !== undefined || isOwned,
    connections: connections !== undefined,
    // Connections are compared with how they are watched without settings of their own.
    monitoring:
      monitoring !== undefined || (connections?.some(({ fields }) => fields.monitoring !== undefined) ?? false),
  };
}

/** What a caller needs for that. */
export function permissionsToRead({ roles, holders, members, connections, monitoring }: WantedReads): Permission[] {
  return [
    ...(roles || holders ? (['role:read'] as const) : []),
    ...(holders || members ? (['user:read'] as const) : []),
    ...(connections || monitoring ? (['connections:read'] as const) : []),
  ];
}
