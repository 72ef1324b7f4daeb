import {
  DiagnosisCode,
  FieldList,
  SchemaItem,
  SchemaList,
  SnapshotWarning,
  StageResult,
  TablePage,
  TestResult,
} from '@portolan/contract';
import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

export const Load = z.strictObject({
  processes: count,
  busy: count,
  waiting: count,
  crashes: count,
  failing: z.boolean(),
});

/** What a host says of itself. `boot` is another one each time it starts: a call is good for one of them alone. */
export const Greeting = z.strictObject({
  boot: z.string().check(z.regex(/^[\w-]{22}$/)),
  version: z.string().check(z.maxLength(100)),
});
export type Greeting = z.infer<typeof Greeting>;

const outline = z.strictObject({
  kind: z.literal('outline'),
  catalogs: z.array(z.string()),
  schemas: z.array(SchemaItem),
  tablesTotal: count,
  columnsTotal: z.nullable(count),
  warnings: z.array(SnapshotWarning),
});
const known = z.strictObject({
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  columns: count,
  rowEstimate: z.nullable(z.number()),
  sizeBytes: z.nullable(z.number()),
});
/** What comes with a page of tables, whose own text follows it unread. */
const tables = z.strictObject({
  kind: z.literal('tables'),
  count,
  known: z.array(z.nullable(known)),
  warnings: z.array(SnapshotWarning),
});

/** Which call a line answers, and its place among the lines of that answer. */
const placed = { id: z.string(), seq: count };

/** A line of an answer. `answer` and `failure` end it; `beat` says that the host is still at it. */
export const AnswerLine = z.discriminatedUnion('type', [
  z.strictObject({ ...placed, type: z.literal('beat') }),
  z.strictObject({ ...placed, type: z.literal('stage'), stage: StageResult }),
  z.strictObject({ ...placed, type: z.literal('page'), page: z.discriminatedUnion('kind', [outline, tables]) }),
  z.strictObject({ ...placed, type: z.literal('answer'), value: z.unknown(), load: Load }),
  z.strictObject({
    ...placed,
    type: z.literal('failure'),
    code: DiagnosisCode,
    message: z.string(),
    stages: z.array(StageResult),
    load: Load,
  }),
]);
export type AnswerLine = z.infer<typeof AnswerLine>;

/** A line before it has its place. */
export type AnswerPart = AnswerLine extends infer L ? (L extends AnswerLine ? Omit<L, 'id' | 'seq'> : never) : never;

/** What the last line of each verb answers. */
export const VALUE_OF = {
  greet: Greeting,
  warm: z.null(),
  diagnose: TestResult,
  check: z.nullable(TestResult),
  schemas: SchemaList,
  tables: TablePage,
  fields: z.nullable(FieldList),
  introspect: z.null(),
} as const;
