-- name: messages of a channel
select * from message where workspace_id = $1 and channel_id = $2 order by sent desc limit 50;
-- name: key by a cast
select * from message where workspace_id = '00000000-0000-0000-0000-000000000001'::uuid;
-- name: key as text
select * from message where workspace_id::text = $1;
-- name: one of two keys
select count(*) from message where workspace_id = $1 or workspace_id = $2;
-- name: key in a list
select count(*) from message where workspace_id in ($1, $2);
-- name: key in an array
select count(*) from message where workspace_id = any ($1::uuid[]);
-- name: key or another
select count(*) from message where workspace_id = $1 or author = $2;
-- name: channels with messages
select c.name, count(*) from channel as c join message as m on m.workspace_id = c.workspace_id and m.channel_id = c.id
    group by 1;
-- name: authors
select m.id, a.nick from message as m join member as a on a.workspace_id = m.workspace_id and a.user_id = m.author;
-- name: authors of a workspace
select m.id, a.nick from message as m join member as a on a.workspace_id = m.workspace_id and a.user_id = m.author
    where m.workspace_id = $1;
-- name: members of channels
select c.name, a.nick from channel as c left join member as a on a.workspace_id = c.workspace_id;
-- name: all channels and members
select c.name, a.nick from channel as c full join member as a on a.workspace_id = c.workspace_id;
-- name: emoji used
select e.label, count(*) from reaction as r join emoji as e on e.code = r.emoji group by 1;
-- name: emoji used or not
select e.label, count(r.emoji) from emoji as e left join reaction as r on e.code = r.emoji group by 1;
-- name: all emoji and reactions
select e.label, r.user_id from emoji as e full join reaction as r on e.code = r.emoji;
-- name: reactions with a known emoji or none
select e.label, r.user_id from reaction as r left join emoji as e on e.code = r.emoji;
-- name: emoji not used
select * from emoji as e where not exists (select from reaction as r where r.emoji = e.code);
-- name: emoji used in
select * from emoji as e where e.code in (select r.emoji from reaction as r);
-- name: reactions to rare emoji
select count(*) from reaction as r where r.emoji in (select e.code from emoji as e where e.label like 'z%');
-- name: messages with reactions
select count(*) from message as m where exists (select from reaction as r where r.workspace_id = m.workspace_id and
    r.message_id = m.id);
-- name: messages without reactions
select count(*) from message as m where not exists (select from reaction as r where r.workspace_id = m.workspace_id
    and r.message_id = m.id);
-- name: messages by joined members
select count(*) from message as m where m.author in (select a.user_id from member as a where a.joined > $1);
-- name: messages not by joined members
select count(*) from message as m where m.author not in (select a.user_id from member as a where a.joined > $1);
-- name: messages of paying workspaces
select count(*) from message as m where m.workspace_id in (select w.id from workspace as w where w.plan = 'paid');
-- name: newest message
select * from message where sent = (select max(sent) from message);
-- name: newest of each channel
select m.id from message as m where m.sent = (select max(n.sent) from message as n where n.workspace_id =
    m.workspace_id);
-- name: number of members beside
select w.name, (select count(*) from member as a where a.workspace_id = w.id) from workspace as w;
-- name: number of all members beside
select w.name, (select count(*) from member as a) from workspace as w;
-- name: average of counts
select avg(n) from (select workspace_id, count(*) as n from message group by workspace_id) as t;
-- name: average of authors' counts
select avg(n) from (select author, count(*) as n from message group by author) as t;
-- name: counts joined
select w.name, t.n from workspace as w join (select workspace_id, count(*) as n from message group by 1) as t on
    t.workspace_id = w.id;
-- name: counts of authors joined
select a.nick, t.n from member as a join (select author, count(*) as n from message group by 1) as t on t.author =
    a.user_id;
-- name: a filtered subquery joined
select w.name, t.body from workspace as w join (select workspace_id, body from message where sent > $1) as t on
    t.workspace_id = w.id;
-- name: a filtered subquery joined elsewhere
select a.nick, t.body from member as a join (select author, body from message where sent > $1) as t on t.author =
    a.user_id;
-- name: the view joined
select a.nick, l.id from member as a join loud as l on l.author = a.user_id and l.workspace_id = a.workspace_id;
-- name: lateral of the workspace
select w.name, t.body from workspace as w cross join lateral (select body from message as m where m.workspace_id =
    w.id order by sent desc limit 3) as t;
-- name: lateral without limit
select w.name, t.body from workspace as w cross join lateral (select body from message as m where m.workspace_id =
    w.id) as t;
-- name: lateral left
select w.name, t.n from workspace as w left join lateral (select count(*) as n from message as m where m.workspace_id
    = w.id) as t on true;
-- name: cte once
with recent as (select workspace_id, channel_id from message where sent > $1) select c.name, count(*) from recent as r
    join channel as c on c.id = r.channel_id and c.workspace_id = r.workspace_id group by 1;
-- name: cte twice
with recent as (select workspace_id, author from message where sent > $1) select count(*) from recent as r join recent
    as s on s.workspace_id = r.workspace_id;
-- name: cte materialized
with recent as materialized (select workspace_id, author from message where sent > $1) select author, count(*) from
    recent group by 1;
-- name: cte of a workspace
with recent as materialized (select author from message where workspace_id = $1) select author, count(*) from recent
    group by 1;
-- name: cte with a total
with recent as (select author, count(*) as n from message group by 1) select a.nick, r.n from recent as r join member
    as a on a.user_id = r.author;
-- name: cte recursive
with recursive n (i) as (select 1 union all select i + 1 from n where i < 3) select count(*) from message, n;
-- name: cte that deletes
with gone as (delete from reaction where workspace_id = $1 returning message_id) select count(*) from gone;
-- name: union of two tables
select author from message union select user_id from reaction;
-- name: union all of two tables
select workspace_id, author from message union all select workspace_id, user_id from reaction;
-- name: union with the key
select workspace_id from message union select workspace_id from reaction;
-- name: union of one workspace
select author from message where workspace_id = $1 union select user_id from reaction where workspace_id = $1;
-- name: union with a reference table
select emoji from reaction union select code from emoji;
-- name: union in from
select count(*) from (select workspace_id from message union select workspace_id from reaction) as t;
-- name: union all in from
select workspace_id, count(*) from (select workspace_id from message union all select workspace_id from reaction) as t
    group by 1;
-- name: intersect
select workspace_id from message intersect select workspace_id from reaction;
-- name: except
select user_id from member except select author from message;
-- name: except of one workspace
select user_id from member where workspace_id = $1 except select author from message where workspace_id = $1;
-- name: rank by key
select id, rank() over (partition by workspace_id order by sent) from message;
-- name: rank by key and channel
select id, rank() over (partition by workspace_id, channel_id order by sent) from message;
-- name: rank by author
select id, rank() over (partition by author order by sent) from message;
-- name: rank of all
select id, row_number() over (order by sent) from message;
-- name: rank inside
select * from (select id, workspace_id, row_number() over (partition by workspace_id order by sent) as n from message)
    as t where n < 4;
-- name: rank of all inside
select * from (select id, workspace_id, row_number() over (order by sent) as n from message) as t where n < 4;
-- name: window of groups
select author, rank() over (order by count(*)) from message group by author;
-- name: distinct authors
select distinct author from message;
-- name: distinct on
select distinct on (workspace_id) workspace_id, id from message order by workspace_id, sent desc;
-- name: distinct on the author
select distinct on (author) author, id from message order by author, sent desc;
-- name: grouping sets
select workspace_id, author, count(*) from message group by grouping sets ((workspace_id), (author));
-- name: rollup of a workspace
select channel_id, author, count(*) from message where workspace_id = $1 group by rollup (channel_id, author);
-- name: count distinct
select count(distinct author) from message;
-- name: count distinct of each
select workspace_id, count(distinct author) from message group by 1;
-- name: count distinct keys
select count(distinct workspace_id) from message;
-- name: sum distinct
select sum(distinct author) from message;
-- name: percentile
select percentile_disc(0.9) within group (order by id) from message;
-- name: percentile of each
select workspace_id, percentile_disc(0.9) within group (order by id) from message group by 1;
-- name: nicks in one text
select string_agg(nick, ', ') from member;
-- name: nicks in order
select array_agg(nick order by nick) from member;
-- name: nicks in order of each
select workspace_id, array_agg(nick order by nick) from member group by 1;
-- name: having
select author, count(*) from message group by author having count(*) > 10;
-- name: having a subquery
select author, count(*) from message group by author having count(*) > (select count(*) from member);
-- name: limit
select * from message order by sent limit 10;
-- name: limit inside
select count(*) from (select id from message order by sent limit 100) as t;
-- name: offset of a workspace
select * from message where workspace_id = $1 order by sent limit 10 offset 20;
-- name: lock a channel
select * from channel where workspace_id = $1 and id = $2 for update;
-- name: lock all of a workspace
select * from channel where workspace_id = $1 for share;
-- name: lock channels
select * from channel where topic = $1 for update;
-- name: lock in turn
select id from channel where workspace_id = $1 order by id for update skip locked limit 1;
-- name: insert a message
insert into message (workspace_id, channel_id, id, author, body) values ($1, $2, $3, $4, $5);
-- name: insert messages
insert into message (workspace_id, channel_id, id, author, body) values ('00000000-0000-0000-0000-000000000001', $1,
    1, 1, 'a'), ('00000000-0000-0000-0000-000000000002', $2, 2, 2, 'b');
-- name: insert or update a member
insert into member (workspace_id, user_id, nick) values ($1, $2, $3) on conflict (workspace_id, user_id) do update set
    nick = excluded.nick;
-- name: insert or nothing
insert into emoji (code, label) values ($1, $2) on conflict do nothing;
-- name: copy channels to messages
insert into message (workspace_id, channel_id, id, author) select workspace_id, id, 0, 0 from channel;
-- name: copy channels of a workspace
insert into message (workspace_id, channel_id, id, author) select workspace_id, id, 0, 0 from channel where
    workspace_id = $1;
-- name: copy authors to members
insert into member (workspace_id, user_id) select workspace_id, author from message group by 1, 2;
-- name: copy newest
insert into message (workspace_id, channel_id, id, author) select workspace_id, channel_id, id, author from message
    order by sent limit 10;
-- name: copy to a local table
insert into note (id, workspace_id, body) select 1, workspace_id, name from channel;
-- name: copy from a local table
insert into channel (workspace_id, id, name) select workspace_id, id, body from note;
-- name: copy from emoji
insert into reaction (workspace_id, message_id, user_id, emoji) select $1, 1, 1, code from emoji;
-- name: copy to emoji
insert into emoji (code, label) select distinct emoji, 'x' from reaction;
-- name: update a message
update message set body = $1 where workspace_id = $2 and channel_id = $3 and id = $4;
-- name: update messages
update message set body = '' where sent < $1;
-- name: update from
update message as m set body = c.topic from channel as c where c.workspace_id = m.workspace_id and c.id =
    m.channel_id;
-- name: update from emoji
update reaction as r set emoji = e.label from emoji as e where e.code = r.emoji;
-- name: update by a subquery
update channel set topic = 'loud' where id in (select channel_id from message where body like '%!');
-- name: update of the total
update channel set topic = (select count(*)::text from message);
-- name: update emoji by reactions
update emoji as e set label = 'used' from reaction as r where r.emoji = e.code;
-- name: update a note by channels
update note as n set body = c.name from channel as c where c.workspace_id = n.workspace_id;
-- name: update channels by a note
update channel as c set name = n.body from note as n where c.workspace_id = n.workspace_id;
-- name: delete using
delete from reaction as r using message as m where m.workspace_id = r.workspace_id and m.id = r.message_id and m.body
    = '';
-- name: delete using of a workspace
delete from reaction as r using message as m where m.workspace_id = r.workspace_id and m.id = r.message_id and
    r.workspace_id = $1;
-- name: delete without
delete from channel as c where not exists (select from message as m where m.workspace_id = c.workspace_id and
    m.channel_id = c.id);
-- name: delete all
delete from reaction;
-- name: delete some
delete from reaction where workspace_id in ($1, $2);
-- name: notes beside channels
select n.body, c.name from note as n join channel as c on c.workspace_id = n.workspace_id;
-- name: notes of a workspace's channels
select n.body, c.name from note as n join channel as c on c.workspace_id = n.workspace_id where c.workspace_id = $1;
-- name: notes beside emoji
select n.body, e.label from note as n join emoji as e on e.code = n.body;
-- name: channels before notes
select n.body, c.name from channel as c left join note as n on c.workspace_id = n.workspace_id;
-- name: cross join
select count(*) from channel cross join member;
-- name: join by an inequality
select count(*) from message as m join channel as c on c.workspace_id = m.workspace_id and c.id < m.channel_id;
-- name: join by an expression
select count(*) from message as m join member as a on a.user_id = m.author + 1;
-- name: three tables
select count(*) from message as m join channel as c on c.id = m.channel_id join member as a on a.user_id = m.author;
-- name: self join
select count(*) from message as m join message as n on n.workspace_id = m.workspace_id and n.author = m.author where
    n.id > m.id;
-- name: semi join of groups
select count(*) from workspace as w where w.id in (select workspace_id from message group by workspace_id having
    count(*) > 5);
-- name: values joined
select m.id from message as m join (values (1::bigint), (2)) as v (id) on v.id = m.author;
-- name: series joined
select m.id from message as m join generate_series(1, 10) as s (id) on s.id = m.author;
-- name: series first
select s.id, count(m.id) from generate_series(1, 10) as s (id) left join message as m on s.id = m.author group by 1;
