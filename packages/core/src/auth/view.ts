import type { User } from '@portolan/contract';
import type { UserRow } from '@portolan/db';

export function toUser(row: Pick<UserRow, 'id' | 'email' | 'firstName' | 'lastName' | 'isActive'>): User {
  return {
    id: row.id,
    email: row.email,
    firstName: row.firstName ?? null,
    lastName: row.lastName ?? null,
    isActive: row.isActive,
  };
}
