create table points_movement (
    state       text        not null,
    movement_id bigint      not null,
    customer_id bigint      not null,
    sale_id     bigint,
    reason      text        not null check (reason in ('welcome', 'sale')),
    points      int         not null check (points > 0),
    moved_at    timestamptz not null,
    primary key (state, movement_id),
    check ((reason = 'sale') = (sale_id is not null))
);
