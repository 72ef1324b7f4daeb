import { diagnoseSession } from '../diagnosis/diagnose-session.ts';
import { openSession } from './open-session.ts';
import { readPrivileges } from './privileges.ts';

export const diagnoseConnection = diagnoseSession({
  openSession,
  readPrivileges,
  superuser: 'This login is a superuser: ask the DBA for one that may only read what this connection is for',
});
