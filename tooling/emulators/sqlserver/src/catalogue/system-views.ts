/** The columns of the system views that the emulator has; a query that asks for others fails as on a server. */
export const SYSTEM_VIEWS = `
  CREATE TABLE sys.databases(name sysname, database_id int, state int, state_desc nvarchar, compatibility_level int,
    collation_name sysname, user_access_desc nvarchar, is_read_only bit);
  CREATE TABLE sys.schemas(name sysname, schema_id int PRIMARY KEY, principal_id int);
  CREATE TABLE sys.objects(name sysname, object_id int PRIMARY KEY, principal_id int, schema_id int, parent_object_id int,
    type char, type_desc nvarchar, is_ms_shipped bit);
  CREATE TABLE sys.tables(name sysname, object_id int PRIMARY KEY, schema_id int, type char, type_desc nvarchar,
    is_ms_shipped bit, temporal_type int, temporal_type_desc nvarchar, history_table_id int, is_external bit,
    is_memory_optimized bit, is_filetable bit, is_node bit, is_edge bit);
  CREATE TABLE sys.views(name sysname, object_id int PRIMARY KEY, schema_id int, type char, type_desc nvarchar,
    is_ms_shipped bit);
  CREATE TABLE sys.types(name sysname, system_type_id int, user_type_id int PRIMARY KEY, schema_id int, max_length int,
    precision int, scale int, is_user_defined bit, is_assembly_type bit, is_table_type bit);
  CREATE TABLE sys.columns(object_id int, name sysname, column_id int, system_type_id int, user_type_id int,
    max_length int, precision int, scale int, collation_name sysname, is_nullable bit, is_identity bit, is_computed bit,
    is_rowguidcol bit, is_hidden bit, generated_always_type int, default_object_id int,
    PRIMARY KEY (object_id, column_id)) WITHOUT ROWID;
  CREATE TABLE sys.default_constraints(name sysname, object_id int PRIMARY KEY, parent_object_id int,
    parent_column_id int, definition nvarchar);
  CREATE TABLE sys.computed_columns(object_id int, column_id int, name sysname, definition nvarchar, is_persisted bit,
    PRIMARY KEY (object_id, column_id)) WITHOUT ROWID;
  CREATE TABLE sys.check_constraints(name sysname, object_id int PRIMARY KEY, parent_object_id int,
    parent_column_id int, definition nvarchar, is_disabled bit, is_not_trusted bit);
  CREATE TABLE sys.indexes(object_id int, name sysname, index_id int, type int, type_desc nvarchar, is_unique bit,
    is_primary_key bit, is_unique_constraint bit, is_disabled bit, is_hypothetical bit, has_filter bit,
    filter_definition nvarchar, PRIMARY KEY (object_id, index_id)) WITHOUT ROWID;
  CREATE TABLE sys.index_columns(object_id int, index_id int, index_column_id int, column_id int, key_ordinal int,
    partition_ordinal int, is_descending_key bit, is_included_column bit,
    PRIMARY KEY (object_id, index_id, index_column_id)) WITHOUT ROWID;
  CREATE TABLE sys.foreign_keys(name sysname, object_id int PRIMARY KEY, parent_object_id int, referenced_object_id int,
    delete_referential_action int, delete_referential_action_desc nvarchar, update_referential_action int,
    update_referential_action_desc nvarchar, is_disabled bit, is_not_trusted bit);
  CREATE TABLE sys.triggers(name sysname, object_id int PRIMARY KEY, parent_class int, parent_id int, is_ms_shipped bit,
    is_disabled bit);
  CREATE TABLE sys.foreign_key_columns(constraint_object_id int, constraint_column_id int, parent_object_id int,
    parent_column_id int, referenced_object_id int, referenced_column_id int,
    PRIMARY KEY (constraint_object_id, constraint_column_id)) WITHOUT ROWID;
  CREATE TABLE sys.extended_properties(class int, major_id int, minor_id int, name sysname, value nvarchar,
    PRIMARY KEY (class, major_id, minor_id, name)) WITHOUT ROWID;
  CREATE TABLE sys.partitions(partition_id int PRIMARY KEY, object_id int, index_id int, partition_number int,
    hobt_id int, rows int);
  CREATE TABLE sys.allocation_units(allocation_unit_id int PRIMARY KEY, type int, type_desc nvarchar, container_id int,
    total_pages int, used_pages int);
  CREATE INDEX sys.partition_objects ON partitions(object_id, index_id);
  CREATE INDEX sys.unit_containers ON allocation_units(container_id);
  CREATE INDEX sys.constraint_parents ON default_constraints(parent_object_id, parent_column_id);
  CREATE TABLE INFORMATION_SCHEMA.SCHEMATA(CATALOG_NAME sysname, SCHEMA_NAME sysname, SCHEMA_OWNER sysname);
  CREATE TABLE INFORMATION_SCHEMA.TABLES(TABLE_CATALOG sysname, TABLE_SCHEMA sysname, TABLE_NAME sysname,
    TABLE_TYPE nvarchar);
  CREATE TABLE INFORMATION_SCHEMA.COLUMNS(TABLE_CATALOG sysname, TABLE_SCHEMA sysname, TABLE_NAME sysname,
    COLUMN_NAME sysname, ORDINAL_POSITION int, COLUMN_DEFAULT nvarchar, IS_NULLABLE nvarchar, DATA_TYPE sysname)`;
