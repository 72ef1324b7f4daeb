import type { ColumnDefinition, DatabaseDefinition, TableDefinition } from '@portolan/emulator-sqlserver';

/** Names that break whatever is not careful: brackets, quotes, patterns, scripts, a surrogate pair and the longest one. */
export const ODD_NAMES = [
  'it\'s "quoted"',
  'a]b[c',
  '100%_sure\\n',
  'MiXeD Case',
  'Größe ∑ 表',
  'select',
  "x'; DROP TABLE orders; --",
  'smile 😀',
  `${'n'.repeat(127)}é`,
];

const TYPES = [
  'bigint',
  'int',
  'smallint',
  'tinyint',
  'bit',
  'decimal(38,10)',
  'numeric(5,0)',
  'money',
  'smallmoney',
  'float',
  'real',
  'date',
  'time(0)',
  'time(7)',
  'datetime',
  'smalldatetime',
  'datetime2(7)',
  'datetime2(0)',
  'datetimeoffset(3)',
  'char(3)',
  'varchar(20)',
  'varchar(max)',
  'text',
  'nchar(10)',
  'nvarchar(4000)',
  'ntext',
  'nvarchar(max)',
  'binary(16)',
  'varbinary(50)',
  'varbinary(max)',
  'image',
  'uniqueidentifier',
  'xml',
  'sql_variant',
  'timestamp',
  'hierarchyid',
  'geometry',
  'geography',
  'sysname',
  'dbo.email',
  'app.flag',
];

const named = (name: string): TableDefinition => ({
  schema: name,
  name,
  comment: name,
  columns: [{ name, type: 'int', comment: name }],
  primaryKey: { name: `PK ${name}`.slice(0, 128), columns: [name] },
});

/** Everything the catalogue of SQL Server can hold against a reader. */
export function trickyDatabase(): DatabaseDefinition {
  return {
    name: 'tricky',
    collation: 'Latin1_General_100_CI_AS_SC',
    schemas: ['empty', 'app'],
    types: [
      { schema: 'dbo', name: 'email', base: 'nvarchar(120)' },
      { schema: 'app', name: 'flag', base: 'bit' },
    ],
    tables: [...ODD_NAMES.map(named), kinds(), ...keyed(), ...computed(), ...kindsOfTable(), ...indexed()],
  };
}

function kinds(): TableDefinition {
  const columns: ColumnDefinition[] = TYPES.map((type) => ({ name: `c ${type}`, type, nullable: type !== 'int' }));
  return { schema: 'app', name: 'kinds', columns };
}

function keyed(): TableDefinition[] {
  return [
    {
      schema: 'app',
      name: 'orders',
      columns: [
        ...['tenant', 'number'].map((name) => ({ name, type: 'int' })),
        ...['parent_tenant', 'parent_number'].map((name) => ({ name, type: 'int', nullable: true })),
      ],
      primaryKey: { name: 'PK_orders', columns: ['number', 'tenant'], clustered: false },
      uniques: [{ name: 'UQ_orders', columns: ['tenant', 'number'], clustered: true }],
      foreignKeys: [
        {
          name: 'FK_parent',
          columns: ['parent_number', 'parent_tenant'],
          references: { schema: 'app', table: 'orders', columns: ['number', 'tenant'] },
        },
        {
          name: 'FK_other',
          columns: ['tenant'],
          references: { schema: ODD_NAMES[1] ?? '', table: ODD_NAMES[1] ?? '', columns: [ODD_NAMES[1] ?? ''] },
          onDelete: 'SET_NULL',
          onUpdate: 'SET_DEFAULT',
        },
      ],
      checks: [
        { name: 'CK_b', definition: '([number]>(0) AND [tenant]>(0))' },
        { name: 'CK_a', definition: '([number]<>(7))' },
      ],
      rows: 1_000_001,
      pages: 4096,
    },
  ];
}

function computed(): TableDefinition[] {
  return [
    {
      schema: 'app',
      name: 'computed',
      columns: [
        { name: 'id', type: 'bigint', identity: true },
        { name: 'price', type: 'decimal(10,2)', default: '((1.5))' },
        { name: 'twice', type: 'decimal(12,2)', nullable: true, computed: { definition: '([price]*(2))' } },
        { name: 'kept', type: 'int', nullable: true, computed: { definition: '(len([name]))', persisted: true } },
        { name: 'name', type: 'nvarchar(40)', default: "(N'it''s (new)')", collation: 'Latin1_General_BIN2' },
        { name: 'at', type: 'datetime2(3)', default: '(sysutcdatetime())' },
        { name: 'sum', type: 'int', default: '((1)+(2))' },
        { name: 'key', type: 'uniqueidentifier', default: '(newsequentialid())' },
      ],
    },
  ];
}

function kindsOfTable(): TableDefinition[] {
  const columns = [{ name: 'id', type: 'int' }];
  return [
    {
      schema: 'app',
      name: 'prices',
      kind: 'system-versioned',
      columns: [
        ...columns,
        { name: 'since', type: 'datetime2(7)', period: 'start', hidden: true },
        { name: 'until', type: 'datetime2(7)', period: 'end' },
      ],
    },
    { schema: 'app', name: 'prices_history', kind: 'history', columns },
    { schema: 'app', name: 'elsewhere', kind: 'external', columns },
    { schema: 'app', name: 'quick', kind: 'memory-optimized', columns },
  ];
}

function indexed(): TableDefinition[] {
  const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'int' }));
  return [
    {
      schema: 'app',
      name: 'indexed',
      columns,
      indexes: [
        { name: 'CX', columns: ['b'], type: 'CLUSTERED' },
        { name: 'IX_filtered', columns: ['a'], include: ['c', 'b'], filter: '([a] IS NOT NULL)' },
        { name: 'UX', columns: ['c', 'a'], unique: true },
      ],
      rows: 0,
      pages: 0,
    },
    {
      schema: 'app',
      name: 'wide',
      columns,
      indexes: [{ name: 'CCX', columns: ['a', 'b', 'c'], type: 'CLUSTERED COLUMNSTORE' }],
    },
    {
      schema: 'app',
      name: 'summed',
      kind: 'indexed view',
      columns,
      indexes: [{ name: 'CV', columns: ['a'], unique: true, type: 'CLUSTERED' }],
      comment: "It's a view",
    },
  ];
}
