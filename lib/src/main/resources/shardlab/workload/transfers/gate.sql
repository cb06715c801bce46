create table if not exists transfer_lab.gate (
    branch integer primary key
);
create table if not exists transfer_lab.passage (
    branch   integer not null references transfer_lab.gate deferrable initially deferred,
    transfer bigint  not null
)
