-- 22. Event triggers: from here on, DDL is watched (see 12_ddl.sql).

create event trigger embedded_before_ddl on ddl_command_start
    when tag in ('CREATE TABLE', 'ALTER TABLE', 'CREATE INDEX', 'DROP INDEX') execute function embedded.before_ddl();
create event trigger embedded_on_rewrite on table_rewrite execute function embedded.on_rewrite();
create event trigger embedded_after_ddl on ddl_command_end execute function embedded.after_ddl();
create event trigger embedded_after_drop on sql_drop execute function embedded.after_drop();
