/** What build.mjs writes down of the sources for a runtime that cannot look for it. */
declare module 'portolan:compiled-entities' {
  /** The functions that MikroORM would make of text: a worker must not. */
  export const compiledEntities: { __version: string } & Record<string, (...args: unknown[]) => unknown>;
}

declare module 'portolan:page' {
  /** The names of the files of the page. */
  export const pageFiles: readonly string[];
}

declare module 'portolan:version' {
  export const version: string;
}

declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
