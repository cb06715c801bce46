-- title: Nodes
select n.nodeid as node, n.nodename as host, n.nodeport as port,
       case when n.groupid = 0 then 'coordinator' else 'worker' end as role,
       case when n.isactive then 'yes' else 'no' end as active,
       c.version, c.started, c.connections, c.most as max_connections, c.cache_hits as "cache hits %"
  from pg_dist_node n
  left join run_command_on_all_nodes($$select to_jsonb(p) from (
           select split_part(current_setting('server_version'), ' ', 1) as version,
                  date_trunc('second', pg_postmaster_start_time()) as started,
                  (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
                  current_setting('max_connections') as most,
                  (select round(100.0 * blks_hit / nullif(blks_hit + blks_read, 0), 1) from pg_stat_database
                    where datname = current_database()) as cache_hits) p$$) r on r.nodeid = n.nodeid and r.success
  left join lateral jsonb_to_record(r.result::jsonb) as c (version text, started timestamp, connections bigint, most text,
           cache_hits numeric) on true
 where n.noderole = 'primary'
 order by n.groupid
