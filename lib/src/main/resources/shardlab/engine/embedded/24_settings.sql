-- 24. Settings: those that Citus has, with its defaults.
--
-- PostgreSQL takes any setting with a dot in its name, and any value. So the defaults stand in the database, for SHOW to
-- find, and values are checked when a function of Citus is called and before each DDL. A misspelled name that a session has
-- set is in no catalog and cannot be noticed; one that ALTER DATABASE or ALTER ROLE has set can.
--
-- Of these settings only citus.shard_count has an effect here. Those that would change what is stored are refused.
--
-- What Citus does instead: it declares each setting, with its check, in C.

set check_function_bodies = off;

create table embedded.setting (
    name          text primary key,    -- after "citus."
    kind          text not null,
    default_value text not null,
    low           numeric,
    high          numeric,
    allowed       text
);

insert into embedded.setting values
    ('all_modifications_commutative', 'boolean', 'off', null, null, null),
    ('allow_modifications_from_workers_to_replicated_tables', 'boolean', 'on', null, null, null),
    ('allow_nested_distributed_execution', 'boolean', 'off', null, null, null),
    ('allow_unsafe_constraints', 'boolean', 'off', null, null, null),
    ('allow_unsafe_locks_from_workers', 'boolean', 'off', null, null, null),
    ('background_task_queue_interval', 'integer', '5s', -1, 604800000, null),
    ('check_available_space_before_move', 'boolean', 'on', null, null, null),
    ('cluster_name', 'text', 'default', null, null, null),
    ('coordinator_aggregation_strategy', 'enum', 'row-gather', null, null, 'disabled row-gather'),
    ('copy_switchover_threshold', 'integer', '4MB', null, null, null),
    ('count_distinct_error_rate', 'real', '0', 0, 1, null),
    ('cpu_priority', 'integer', '0', -20, 19, null),
    ('cpu_priority_for_logical_replication_senders', 'enum', 'inherit', null, null,
        'inherit -20 -19 -18 -17 -16 -15 -14 -13 -12 -11 -10 -9 -8 -7 -6 -5 -4 -3 -2 -1 '
        '0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19'),
    ('create_object_propagation', 'enum', 'immediate', null, null, null),
    ('defer_drop_after_shard_move', 'boolean', 'on', null, null, null),
    ('defer_drop_after_shard_split', 'boolean', 'on', null, null, null),
    ('defer_shard_delete_interval', 'integer', '15s', -1, 604800000, null),
    ('desired_percent_disk_available_after_move', 'real', '10', 0, 100, null),
    ('distributed_deadlock_detection_factor', 'real', '2', -1, 1000, null),
    ('enable_alter_database_owner', 'boolean', 'on', null, null, null),
    ('enable_alter_role_propagation', 'boolean', 'on', null, null, null),
    ('enable_alter_role_set_propagation', 'boolean', 'on', null, null, null),
    ('enable_binary_protocol', 'boolean', 'on', null, null, null),
    ('enable_change_data_capture', 'boolean', 'off', null, null, null),
    ('enable_cluster_clock', 'boolean', 'on', null, null, null),
    ('enable_cost_based_connection_establishment', 'boolean', 'on', null, null, null),
    ('enable_create_database_propagation', 'boolean', 'off', null, null, null),
    ('enable_create_role_propagation', 'boolean', 'on', null, null, null),
    ('enable_create_type_propagation', 'boolean', 'on', null, null, null),
    ('enable_ddl_propagation', 'boolean', 'on', null, null, null),
    ('enable_deadlock_prevention', 'boolean', 'on', null, null, null),
    ('enable_fast_path_router_planner', 'boolean', 'on', null, null, null),
    ('enable_local_execution', 'boolean', 'on', null, null, null),
    ('enable_local_fast_path_query_optimization', 'boolean', 'on', null, null, null),
    ('enable_local_reference_table_foreign_keys', 'boolean', 'on', null, null, null),
    ('enable_manual_changes_to_shards', 'boolean', 'off', null, null, null),
    ('enable_manual_metadata_changes_for_user', 'text', '', null, null, null),
    ('enable_metadata_sync', 'boolean', 'on', null, null, null),
    ('enable_non_colocated_router_query_pushdown', 'boolean', 'off', null, null, null),
    ('enable_recurring_outer_join_pushdown', 'boolean', 'on', null, null, null),
    ('enable_repartition_joins', 'boolean', 'off', null, null, null),
    ('enable_repartitioned_insert_select', 'boolean', 'on', null, null, null),
    ('enable_router_execution', 'boolean', 'on', null, null, null),
    ('enable_schema_based_sharding', 'boolean', 'off', null, null, null),
    ('enable_single_hash_repartition_joins', 'boolean', 'off', null, null, null),
    ('enable_stat_counters', 'boolean', 'off', null, null, null),
    ('enable_statistics_collection', 'boolean', 'off', null, null, null),
    ('enable_unique_job_ids', 'boolean', 'on', null, null, null),
    ('enable_unsafe_triggers', 'boolean', 'off', null, null, null),
    ('enable_unsupported_feature_messages', 'boolean', 'on', null, null, null),
    ('enable_version_checks', 'boolean', 'on', null, null, null),
    ('enforce_foreign_key_restrictions', 'boolean', 'on', null, null, null),
    ('enforce_object_restrictions_for_local_objects', 'boolean', 'on', null, null, null),
    ('executor_slow_start_interval', 'integer', '10ms', null, null, null),
    ('explain_all_tasks', 'boolean', 'off', null, null, null),
    ('explain_analyze_sort_method', 'enum', 'execution-time', null, null, 'execution-time taskId'),
    ('explain_distributed_queries', 'boolean', 'on', null, null, null),
    ('force_max_query_parallelization', 'boolean', 'off', null, null, null),
    ('function_opens_transaction_block', 'boolean', 'on', null, null, null),
    ('grep_remote_commands', 'text', '', null, null, null),
    ('hide_citus_dependent_objects', 'boolean', 'off', null, null, null),
    ('hide_shards_from_app_name_prefixes', 'text', '', null, null, null),
    ('isolation_test_session_process_id', 'integer', '-1', null, null, null),
    ('isolation_test_session_remote_process_id', 'integer', '-1', null, null, null),
    ('limit_clause_row_fetch_count', 'integer', '-1', -1, 2147483647, null),
    ('local_copy_flush_threshold', 'integer', '512kB', null, null, null),
    ('local_hostname', 'text', 'localhost', null, null, null),
    ('local_shared_pool_size', 'integer', '100', -1, 2147483647, null),
    ('local_table_join_policy', 'enum', 'auto', null, null, 'never prefer-local prefer-distributed auto'),
    ('log_distributed_deadlock_detection', 'boolean', 'off', null, null, null),
    ('log_intermediate_results', 'boolean', 'off', null, null, null),
    ('log_local_commands', 'boolean', 'off', null, null, null),
    ('log_multi_join_order', 'boolean', 'off', null, null, null),
    ('log_remote_commands', 'boolean', 'off', null, null, null),
    ('logical_replication_timeout', 'integer', '2h', null, null, null),
    ('max_adaptive_executor_pool_size', 'integer', '16', 1, 2147483647, null),
    ('max_background_task_executors', 'integer', '1', 1, 1000, null),
    ('max_background_task_executors_per_node', 'integer', '1', 1, 128, null),
    ('max_cached_connection_lifetime', 'integer', '10min', -1, 2147483647, null),
    ('max_cached_conns_per_worker', 'integer', '1', 0, 2147483647, null),
    ('max_client_connections', 'integer', '-1', -1, 200, null),
    ('max_high_priority_background_processes', 'integer', '2', 0, 10000, null),
    ('max_intermediate_result_size', 'integer', '1GB', -1, 2147483647, null),
    ('max_matview_size_to_auto_recreate', 'integer', '1GB', -1, 2147483647, null),
    ('max_rebalancer_logged_ignored_moves', 'integer', '5', null, null, null),
    ('max_shared_pool_size', 'integer', '200', -1, 2147483647, null),
    ('max_worker_nodes_tracked', 'integer', '2048', 1024, 2147483647, null),
    ('metadata_sync_interval', 'integer', '1min', null, null, null),
    ('metadata_sync_mode', 'enum', 'transactional', null, null, null),
    ('metadata_sync_retry_interval', 'integer', '5s', null, null, null),
    ('mitmfifo', 'text', '', null, null, null),
    ('multi_shard_modify_mode', 'enum', 'parallel', null, null, 'parallel sequential'),
    ('multi_task_query_log_level', 'enum', 'off', null, null,
        'off debug5 debug4 debug3 debug2 debug1 log notice warning error'),
    ('next_cleanup_record_id', 'integer', '0', null, null, null),
    ('next_operation_id', 'integer', '0', null, null, null),
    ('next_placement_id', 'integer', '0', null, null, null),
    ('next_shard_id', 'integer', '0', null, null, null),
    ('node_connection_timeout', 'integer', '30s', 10, 3600000, null),
    ('node_conninfo', 'text', 'sslmode=require', null, null, null),
    ('override_table_visibility', 'boolean', 'on', null, null, null),
    ('prevent_incomplete_connection_establishment', 'boolean', 'on', null, null, null),
    ('propagate_session_settings_for_loopback_connection', 'boolean', 'off', null, null, null),
    ('propagate_set_commands', 'enum', 'none', null, null, 'none local'),
    ('rebalancer_by_disk_size_base_cost', 'integer', '100MB', null, null, null),
    ('recover_2pc_interval', 'integer', '1min', -1, 604800000, null),
    ('remote_copy_flush_threshold', 'integer', '8MB', null, null, null),
    ('remote_task_check_interval', 'integer', '10ms', 1, 2147483647, null),
    ('repartition_join_bucket_count_per_node', 'integer', '4', null, null, null),
    ('replicate_reference_tables_on_activate', 'boolean', 'on', null, null, null),
    ('replication_model', 'enum', 'streaming', null, null, null),
    ('running_under_citus_test_suite', 'boolean', 'off', null, null, null),
    ('select_opens_transaction_block', 'boolean', 'on', null, null, null),
    ('shard_count', 'integer', '32', 1, 64000, null),
    ('shard_replication_factor', 'integer', '1', 1, 100, null),
    ('show_shards_for_app_name_prefixes', 'text', '', null, null, null),
    ('skip_advisory_lock_permission_checks', 'boolean', 'off', null, null, null),
    ('skip_constraint_validation', 'boolean', 'off', null, null, null),
    ('skip_jsonb_validation_in_copy', 'boolean', 'on', null, null, null),
    ('sort_returning', 'boolean', 'off', null, null, null),
    ('stat_statements_max', 'integer', '50000', null, null, null),
    ('stat_statements_purge_interval', 'integer', '10ms', null, null, null),
    ('stat_statements_track', 'enum', 'none', null, null, 'none all'),
    ('stat_tenants_limit', 'integer', '100', 1, 10000, null),
    ('stat_tenants_log_level', 'enum', 'off', null, null, 'off debug5 debug4 debug3 debug2 debug1 log notice warning error'),
    ('stat_tenants_period', 'integer', '60', 1, 86400, null),
    ('stat_tenants_track', 'enum', 'none', null, null, 'none all'),
    ('stat_tenants_untracked_sample_rate', 'real', '1', 0, 1, null),
    ('subquery_pushdown', 'boolean', 'off', null, null, null),
    ('superuser', 'text', '', null, null, null),
    ('task_assignment_policy', 'enum', 'greedy', null, null, 'greedy first-replica round-robin'),
    ('task_executor_type', 'enum', 'adaptive', null, null, 'adaptive real-time task-tracker'),
    ('use_citus_managed_tables', 'boolean', 'off', null, null, null),
    ('use_secondary_nodes', 'enum', 'never', null, null, 'never always'),
    ('values_materialization_threshold', 'integer', '100', -1, 2147483647, null),
    ('version', 'text', 'none', null, null, null),
    ('worker_min_messages', 'enum', 'notice', null, null, 'off debug5 debug4 debug3 debug2 debug1 log notice warning error'),
    ('writable_standby_coordinator', 'boolean', 'off', null, null, null);

do $$
declare
    item embedded.setting;
begin
    for item in select * from embedded.setting loop
        execute format('alter database %I set citus.%I = %L', current_database(), item.name, item.default_value);
    end loop;
end
$$;

create function embedded.setting(name text) returns text
language sql stable
return (select coalesce(nullif(current_setting('citus.' || s.name, true), ''), s.default_value)
          from embedded.setting s where s.name = setting.name);

-- What is wrong with a value, in PostgreSQL's words; null if nothing is.
create function embedded.setting_fault(s embedded.setting, value text) returns text
language sql stable
return case
    when s.kind = 'boolean' and not pg_input_is_valid(value, 'boolean')
        then format('parameter "citus.%s" requires a Boolean value', s.name)
    when s.kind = 'enum' and lower(value) <> all (string_to_array(s.allowed, ' '))
      or s.kind in ('integer', 'real') and value !~ '^\s*[-+]?[0-9.]+\s*(B|kB|MB|GB|TB|us|ms|s|min|h|d)?\s*$'
        then format('invalid value for parameter "citus.%s": "%s"', s.name, value)
    when s.kind in ('integer', 'real') and pg_input_is_valid(value, 'numeric')
        then case when value::numeric not between s.low and s.high
                  then format('%s is outside the valid range for parameter "citus.%s" (%s .. %s)', value, s.name, s.low,
                              s.high) end end;

create function embedded.check_settings() returns void
language plpgsql as $$
declare
    fault record;
begin
    select s.name, s.allowed, f.message into fault
      from embedded.setting s
     cross join lateral (select nullif(current_setting('citus.' || s.name, true), '') as value offset 0) v
     cross join lateral (select embedded.setting_fault(s, v.value) as message offset 0) f
     where v.value <> s.default_value and f.message is not null limit 1;
    if found then
        raise exception '%', fault.message
            using errcode = 'invalid_parameter_value',
                  hint = concat('Available values: ' || replace(fault.allowed, ' ', ', ') || '. ',
                                format('The value was set before; to take it back: reset citus.%s', fault.name));
    end if;
    perform embedded.check_stored_settings();
end
$$;

create function embedded.check_stored_settings() returns void
language plpgsql as $$
declare
    unknown text := (select split_part(item, '=', 1) from pg_db_role_setting, unnest(setconfig) as item
                      where starts_with(item, 'citus.')
                        and not exists (select from embedded.setting s where 'citus.' || s.name = split_part(item, '=', 1))
                      limit 1);
begin
    if unknown is not null then
        raise exception 'invalid configuration parameter name "%"', unknown
            using errcode = 'invalid_name', detail = '"citus" is a reserved prefix.',
                  hint = 'ALTER DATABASE or ALTER ROLE has set it, and takes it back with RESET.';
    end if;
end
$$;

create function embedded.check_replication_factor(colocate_with text) returns void
language plpgsql as $$
declare
    factor  integer := embedded.setting('shard_replication_factor')::integer;
    workers integer := (select count(*) from pg_dist_node where groupid > 0 and isactive and shouldhaveshards);
begin
    if factor > workers then
        raise exception 'replication_factor (%) exceeds number of worker nodes (%)', factor, workers
            using errcode = 'invalid_parameter_value',
                  hint = 'Add more worker nodes or try again with a lower replication factor.';
    elsif factor > 1 and colocate_with in ('default', 'none') then
        raise exception 'the embedded engine has one placement of each shard, and citus.shard_replication_factor is %',
            factor using errcode = 'feature_not_supported',
                  hint = 'Set it to 1. ' || embedded.where_citus_is() || ', which can have more.';
    end if;
end
$$;

create function embedded.before_any_ddl() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not embedded.carries_on() then
        return;
    end if;
    perform embedded.check_settings();
    perform embedded.drop_orphans();
    if tg_tag = 'CREATE SCHEMA' and embedded.setting('enable_schema_based_sharding')::boolean then
        raise exception 'the embedded engine has no schema-based sharding, and citus.enable_schema_based_sharding is on'
            using errcode = 'feature_not_supported',
                  hint = 'Set it to off. ' || embedded.where_citus_is() || ', which has it.';
    end if;
end
$$;

create event trigger embedded_settings on ddl_command_start execute function embedded.before_any_ddl();

reset check_function_bodies;
