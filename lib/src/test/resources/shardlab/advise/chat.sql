-- Workspaces of a chat, each with channels, members and messages.
create table workspace (id uuid primary key, name text not null, plan text not null);
create table channel (workspace_id uuid not null, id bigint not null, name text, topic text, primary key
    (workspace_id, id));
create table member (
    workspace_id uuid not null, user_id bigint not null, nick text, joined date, primary key (workspace_id, user_id));
create table message (
    workspace_id uuid not null, channel_id bigint not null, id bigint not null, author bigint not null,
    body text, sent timestamptz not null default now());
create table reaction (workspace_id uuid not null, message_id bigint not null, user_id bigint not null, emoji text not
    null);
create table emoji (code text primary key, label text not null);
create table note (id int, workspace_id uuid, body text);
create view loud as select workspace_id, channel_id, author, id from message where body like '%!%';
