create table if not exists load_log (
    table_name        text        primary key,
    generator_version int         not null,
    seed              bigint      not null,
    sales             bigint      not null,
    row_count         bigint      not null,
    state             text        not null check (state in ('loading', 'loaded')),
    started_at        timestamptz not null default now(),
    finished_at       timestamptz
);
