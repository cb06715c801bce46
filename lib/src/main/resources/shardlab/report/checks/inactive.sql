-- title: A node does not take part
-- why: a node that is not active is asked nothing, and one whose metadata is not synchronised may plan by an old
--     catalog.
-- do: select citus_activate_node(name, port); for metadata: select start_metadata_sync_to_all_nodes().
select 'warning' as severity,
       format('%s:%s is %s', nodename, nodeport, case when isactive then 'not synchronised' else 'not active' end) as seen
  from pg_dist_node
 where noderole = 'primary' and (not isactive or not metadatasynced and hasmetadata)
