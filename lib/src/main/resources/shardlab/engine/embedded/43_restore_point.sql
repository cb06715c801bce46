-- 43. Restore points: a moment that all nodes' logs have by one name, to which backups of all of them can be restored.
--
-- A transaction on several workers commits on one after the other. So that the moment falls between two such transactions,
-- every distributed table is locked against writes first: that waits until nobody writes, and whoever comes waits. What is
-- written into shards by other ways than the coordinator is not held back.
--
-- What Citus does instead: it holds back the commits of two-phase transactions alone, by a lock on pg_dist_transaction,
-- since what is decided there is what a restored cluster commits.

create function pg_catalog.citus_create_restore_point(restore_name text) returns pg_lsn
language plpgsql strict as $$
declare
    relation regclass;
    node     pg_dist_node;
begin
    for relation in select logicalrelid from pg_dist_partition order by logicalrelid loop
        execute format('lock table %s in share mode', relation);
    end loop;
    for node in select * from pg_dist_node where groupid > 0 and isactive order by groupid loop
        perform made from embedded.dblink(embedded.conninfo(node.nodename, node.nodeport),
                                          format('select pg_create_restore_point(%L)', restore_name)) as t(made pg_lsn);
    end loop;
    return pg_create_restore_point(restore_name);
end
$$;
