// What is used of it: the types that others wrote bring Node's along.
declare module 'papaparse' {
  interface ParseError {
    code: string;
    message: string;
    row?: number;
  }
  interface ParseConfig {
    delimiter?: string;
    skipEmptyLines?: boolean;
  }
  interface UnparseConfig {
    newline?: string;
  }
  const Papa: {
    parse(text: string, config: ParseConfig): { data: string[][]; errors: ParseError[] };
    unparse(rows: readonly (readonly string[])[], config: UnparseConfig): string;
  };
  export = Papa;
}
