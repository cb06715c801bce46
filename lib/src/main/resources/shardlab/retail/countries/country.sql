create table country (
    country_id int  primary key,
    code       text not null unique,
    name       text not null unique,
    currency   text not null
);
