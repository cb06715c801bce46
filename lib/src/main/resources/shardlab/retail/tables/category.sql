create table category (
    category_id int  primary key,
    name        text not null unique
);
