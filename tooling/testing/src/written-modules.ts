import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TSC = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));
const OPTIONS = [
  '--noEmit',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--noUncheckedIndexedAccess',
  '--noUnusedLocals',
  '--verbatimModuleSyntax',
  '--isolatedModules',
];
const TARGET = ['--module', 'nodenext', '--target', 'es2024', '--ignoreConfig', '--skipLibCheck', '--types', ''];

/** A folder of generated modules, to be compiled and run. */
export class WrittenModules implements AsyncDisposable {
  readonly #folder: string;
  readonly #files: string[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** `from` is the folder of a package: what the modules import is found as if its own sources did. */
  static async create(from: string): Promise<WrittenModules> {
    return new WrittenModules(await mkdtemp(path.join(from, 'node_modules/.types-')));
  }

  async write(name: string, code: string): Promise<void> {
    const file = path.join(this.#folder, `${name}.ts`);
    this.#files.push(file);
    await writeFile(file, code);
  }

  /** What the compiler says of all of them, in one program; empty when it is content. */
  compile(): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(TSC, [...OPTIONS, ...TARGET, ...this.#files], { maxBuffer: 2 ** 26 }, (error, out) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve(out);
      });
    });
  }

  /** A module as it runs. */
  async load(name: string, code: string): Promise<Record<string, unknown>> {
    const file = path.join(this.#folder, `${name}.mjs`);
    await writeFile(file, stripTypeScriptTypes(code));
    return import(pathToFileURL(file).href);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
