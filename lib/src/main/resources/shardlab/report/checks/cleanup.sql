-- title: Something is left of a move or a split
-- why: old shards, slots and subscriptions take disk until they are removed.
-- do: call citus_cleanup_orphaned_resources(); the maintenance daemon does it, too, after
--     citus.defer_shard_delete_interval.
-- needs: relation pg_dist_cleanup
select 'notice' as severity, format('%s resources, such as %s', count(*), min(object_name)) as seen
  from pg_dist_cleanup
having count(*) > 0
