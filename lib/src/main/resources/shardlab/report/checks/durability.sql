-- title: A server may lose what it has acknowledged
-- why: with fsync or full_page_writes off a crash can damage data; with synchronous_commit off the last commits are
--     lost.
-- do: turn them on in the node's configuration.
select case when c.fsync = 'off' or c.pages = 'off' then 'critical' else 'warning' end as severity,
       format('node %s: fsync %s, full_page_writes %s, synchronous_commit %s', n.nodeid, c.fsync, c.pages, c.commits) as seen
  from run_command_on_all_nodes($$select to_jsonb(p) from (select current_setting('fsync') as fsync,
           current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commits) p$$) n
 cross join lateral jsonb_to_record(n.result::jsonb) as c (fsync text, pages text, commits text)
 where n.success and 'off' in (c.fsync, c.pages, c.commits)
