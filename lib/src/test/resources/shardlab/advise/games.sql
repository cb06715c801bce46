-- Matches of an online game: players, guilds, what they own and trade.
create type rank_kind as enum ('bronze', 'silver', 'gold');
create domain tag as text;
create table player (player_id bigint primary key, guild_id int, name text not null, rank rank_kind, born date);
create table guild (guild_id int primary key, tag tag unique, founder bigint);
create table match (match_id bigint, season int not null, started timestamptz, winner bigint, primary key (match_id,
    season));
create table entry (match_id bigint not null, season int not null, player_id bigint not null, score int, items int[],
    extra jsonb);
create table item (item_id int primary key, title text, price int);
create table owned (player_id bigint not null, item_id int not null, amount int not null default 1, primary key
    (player_id, item_id));
create table trade (trade_id bigserial, seller bigint not null, buyer bigint, item_id int not null, at timestamptz
    default now());
create table season (season int primary key, begins date, ends date);
create table ban (player_id bigint, why text);
create view champion as select p.player_id, p.name, m.season from player as p join match as m on m.winner =
    p.player_id;
create view rich as select player_id, sum(amount) as things from owned group by player_id having sum(amount) > 100;
