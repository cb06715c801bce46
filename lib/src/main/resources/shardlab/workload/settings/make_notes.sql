-- what ALTER SYSTEM had set before the lab set something else: a process that is killed puts nothing back, the next one does
create schema if not exists lab_settings;
create table if not exists lab_settings.before (
    name    text primary key,
    setting text,
    pid     int not null,
    since   timestamptz not null
);
