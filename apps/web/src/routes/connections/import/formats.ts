import { IMPORT_FORMATS } from '@portolan/contract';

export { IMPORT_FORMATS };

export const ACCEPTED_FILES = '.csv,.json,.txt,.env,.conf,.pgpass,text/plain,text/csv,application/json';
