create table payment_method (
    payment_method_id int  primary key,
    name              text not null unique,
    channel           text not null check (channel in ('in-store', 'online'))
);
