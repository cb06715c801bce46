-- Citus's ANALYZE reaches the shards; the embedded engine's does not.
select count(*)
  from unnest('{sale,sale_detail,sale_by_id}'::regclass[]) as tables (name),
       run_command_on_shards(tables.name, 'analyze %s');
