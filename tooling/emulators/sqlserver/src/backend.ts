import type { Catalogue } from './catalogue/catalogue.ts';
import type { LoginDefinition } from './login-definition.ts';
import type { SqlServerEmulatorOptions } from './options.ts';
import type { Recorder } from './recorder.ts';

/** What the emulator knows of its logins and databases. */
export interface Backend {
  options: SqlServerEmulatorOptions;
  recorder: Recorder;
  findLogin(name: string, password: string): LoginDefinition | undefined;
  hasDatabase(name: string): boolean;
  catalogueFor(login: LoginDefinition): Catalogue;
}
