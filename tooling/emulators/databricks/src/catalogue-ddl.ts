/** The views of information_schema that are known, with their columns as Databricks documents them. */
export const INFORMATION_SCHEMA: Record<string, string> = {
  schemata: 'catalog_name, schema_name, schema_owner, comment, created, created_by, last_altered, last_altered_by',
  tables:
    'table_catalog, table_schema, table_name, table_type, is_insertable_into, commit_action, table_owner, comment, ' +
    'created, created_by, last_altered, last_altered_by, data_source_format, storage_sub_directory, storage_path',
  columns:
    'table_catalog, table_schema, table_name, column_name, ordinal_position, column_default, is_nullable, ' +
    'full_data_type, data_type, character_maximum_length, character_octet_length, numeric_precision, ' +
    'numeric_precision_radix, numeric_scale, datetime_precision, interval_type, interval_precision, ' +
    'maximum_cardinality, is_identity, identity_generation, identity_start, identity_increment, identity_maximum, ' +
    'identity_minimum, identity_cycle, is_generated, generation_expression, is_system_time_period_start, ' +
    'is_system_time_period_end, system_time_period_timestamp_generation, is_updatable, partition_index, ' +
    'comment, collation_catalog, collation_schema, collation_name',
  table_constraints:
    'constraint_catalog, constraint_schema, constraint_name, table_catalog, table_schema, table_name, ' +
    'constraint_type, is_deferrable, initially_deferred, enforced, comment',
  key_column_usage:
    'constraint_catalog, constraint_schema, constraint_name, table_catalog, table_schema, table_name, column_name, ' +
    'ordinal_position, position_in_unique_constraint',
  referential_constraints:
    'constraint_catalog, constraint_schema, constraint_name, unique_constraint_catalog, unique_constraint_schema, ' +
    'unique_constraint_name, match_option, update_rule, delete_rule',
};
