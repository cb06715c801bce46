-- 1. The catalog: what a coordinator has to remember.
--
-- Citus keeps its metadata in ordinary tables in pg_catalog, so that their names resolve whatever search_path is.
-- These are the same tables with the same columns; everything else in this folder reads and writes them.
--
--   pg_dist_node        the servers of the cluster; group 0 is the coordinator
--   pg_dist_colocation  groups of tables whose shards lie side by side
--   pg_dist_partition   the distributed ('h') and reference ('n') tables
--   pg_dist_shard       the shards of each table, with the range of hash values that each one holds
--   pg_dist_placement   which group holds which shard
--   pg_dist_authinfo    how a node logs in to another
--
-- What Citus does instead: it copies this metadata to every worker, so that each of them can plan any query. Here
-- workers get pg_dist_node only; queries go through the coordinator.

set allow_system_table_mods = on;    -- tables in pg_catalog
set check_function_bodies = off;     -- functions may call others that follow

create schema citus;
create schema embedded;            -- what this engine needs and Citus has no name for
create schema embedded_shards;     -- the coordinator's foreign tables, one for each shard
comment on schema embedded is 'shardlab embedded engine: Citus''s functions over stock PostgreSQL. This is not Citus.';

create type citus.distribution_type as enum ('hash', 'range', 'append');
create type pg_catalog.noderole as enum ('primary', 'secondary', 'unavailable');

create sequence pg_catalog.pg_dist_node_nodeid_seq;
create sequence pg_catalog.pg_dist_groupid_seq;
create sequence pg_catalog.pg_dist_colocationid_seq;
create sequence pg_catalog.pg_dist_shardid_seq minvalue 102008;
create sequence pg_catalog.pg_dist_placement_placementid_seq;

create table pg_catalog.pg_dist_node (
    nodeid            integer  not null default nextval('pg_dist_node_nodeid_seq') primary key,
    groupid           integer  not null default nextval('pg_dist_groupid_seq'),
    nodename          text     not null,
    nodeport          integer  not null default 5432,
    noderack          text     not null default 'default',
    hasmetadata       boolean  not null default false,
    isactive          boolean  not null default true,
    noderole          noderole not null default 'primary',
    nodecluster       name     not null default 'default',
    metadatasynced    boolean           default false,
    shouldhaveshards  boolean  not null default true,
    nodeisclone       boolean  not null default false,
    nodeprimarynodeid integer  not null default 0,
    unique (nodename, nodeport)
);

create table pg_catalog.pg_dist_local_group (
    groupid integer not null primary key
);
insert into pg_dist_local_group values (0);

create table pg_catalog.pg_dist_colocation (
    colocationid                integer not null primary key,
    shardcount                  integer not null,
    replicationfactor           integer not null,
    distributioncolumntype      oid     not null,
    distributioncolumncollation oid     not null
);
create index pg_dist_colocation_configuration_index on pg_catalog.pg_dist_colocation
    (distributioncolumntype, shardcount, replicationfactor, distributioncolumncollation);

create table pg_catalog.pg_dist_partition (
    logicalrelid  regclass not null,
    partmethod    "char"   not null,
    partkey       text,
    colocationid  integer  not null default 0,
    repmodel      "char"   not null default 'c',
    autoconverted boolean           default false
);
create unique index pg_dist_partition_logical_relid_index on pg_catalog.pg_dist_partition (logicalrelid);
create index pg_dist_partition_colocationid_index on pg_catalog.pg_dist_partition (colocationid);

create table pg_catalog.pg_dist_shard (
    logicalrelid  regclass not null,
    shardid       bigint   not null,
    shardstorage  "char"   not null,
    shardminvalue text,
    shardmaxvalue text
);
create unique index pg_dist_shard_shardid_index on pg_catalog.pg_dist_shard (shardid);
create index pg_dist_shard_logical_relid_index on pg_catalog.pg_dist_shard (logicalrelid);

create table pg_catalog.pg_dist_placement (
    placementid bigint  not null default nextval('pg_dist_placement_placementid_seq'),
    shardid     bigint  not null,
    shardstate  integer not null,
    shardlength bigint  not null,
    groupid     integer not null,
    constraint placement_shardid_groupid_unique_index unique (shardid, groupid)
);
create unique index pg_dist_placement_placementid_index on pg_catalog.pg_dist_placement (placementid);
create index pg_dist_placement_groupid_index on pg_catalog.pg_dist_placement (groupid);
create index pg_dist_placement_shardid_index on pg_catalog.pg_dist_placement (shardid);

create table pg_catalog.pg_dist_authinfo (
    nodeid   integer not null,
    rolename name    not null,
    authinfo text    not null
);
create unique index pg_dist_authinfo_identification_index on pg_catalog.pg_dist_authinfo (rolename, nodeid desc);
revoke all on pg_dist_authinfo from public;

create table pg_catalog.pg_dist_schema (
    schemaid     regnamespace not null primary key,
    colocationid integer      not null unique
);

grant select on pg_dist_node, pg_dist_local_group, pg_dist_colocation, pg_dist_partition, pg_dist_shard,
    pg_dist_placement, pg_dist_schema to public;

create view pg_catalog.pg_dist_shard_placement as
select p.shardid, p.shardstate, p.shardlength, n.nodename, n.nodeport, p.placementid
  from pg_dist_placement p
  join pg_dist_node n on n.groupid = p.groupid and n.noderole = 'primary';

create view pg_catalog.citus_nodes as
select nodename, nodeport, case when groupid = 0 then 'coordinator' else 'worker' end as role, isactive as active
  from pg_dist_node;
grant select on pg_dist_shard_placement, citus_nodes to public;

-- There is no extension "citus" here, and the one function that a client might ask says so.
create function pg_catalog.citus_version() returns text
language sql stable strict parallel safe
return 'shardlab embedded engine on PostgreSQL ' || current_setting('server_version')
       || ' (hash partitioning and postgres_fdw; this is not Citus)';

-- What an error that refuses something ends in.
create function embedded.where_citus_is() returns text
language sql immutable
return 'The engines image, installed, docker, compose and remote run Citus';

create function pg_catalog.citus_is_coordinator() returns boolean
language sql stable parallel safe
return exists (select from pg_dist_local_group where groupid = 0);

-- Names of tables, and of their shards: sale_102008 is shard 102008 of sale.
create function embedded.qualified_name(relation oid) returns text
language sql stable strict
return (select format('%I.%I', n.nspname, c.relname)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation);

create function embedded.plain_name(relation oid) returns name
language sql stable strict
return (select relname from pg_class where oid = relation);

-- As many letters of a name as fit into so many bytes.
create function embedded.clip(name text, bytes integer) returns text
language sql immutable strict
return left(name, (select max(letters) from generate_series(0, least(length(name), bytes)) letters
                    where octet_length(left(name, letters)) <= bytes));

-- A name that leaves no room for the shard id in 63 bytes is cut and gets its hash, as in Citus.
create function embedded.with_shard_id(name text, shardid bigint) returns text
language sql immutable strict
return case when octet_length(name) < 63 - length(shardid::text) then name || '_' || shardid
            else embedded.clip(name, 53 - length(shardid::text)) || '_' || lpad(to_hex(hashtext(name)), 8, '0')
                 || '_' || shardid end;

create function pg_catalog.shard_name(object_name regclass, shard_id bigint, skip_qualify_public boolean default true)
returns text
language sql stable strict
return (select case when n.nspname = 'public' and skip_qualify_public then '' else quote_ident(n.nspname) || '.' end
               || quote_ident(embedded.with_shard_id(c.relname, shard_id))
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = object_name);
