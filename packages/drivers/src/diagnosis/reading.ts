/** A text read in one way: its bytes, and where in the text each of them stands (from, and up to but not including). */
export interface Reading {
  bytes: number[];
  from: number[];
  to: number[];
}
