import { diagnoseSession } from '../diagnosis/diagnose-session.ts';
import { openSession } from './open-session.ts';
import { readPrivileges } from './privileges.ts';

export const diagnoseConnection = diagnoseSession({
  openSession,
  readPrivileges,
  superuser: 'This login administers the account (ACCOUNTADMIN): ask for a role that may only read what is needed',
});
