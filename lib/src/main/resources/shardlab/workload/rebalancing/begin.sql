create schema skew;
create schema skew_notes;
create table skew_notes.node as select groupid from pg_dist_node;
