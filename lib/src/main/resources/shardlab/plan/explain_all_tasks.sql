-- the embedded engine does not know the setting until somebody sets it
select coalesce(nullif(current_setting('citus.explain_all_tasks', true), ''), 'off')
