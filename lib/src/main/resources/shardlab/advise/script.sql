-- {{summary}}
-- For psql on the coordinator of a cluster with Citus:
--     psql -X -v ON_ERROR_STOP=1 -f THIS_FILE DATABASE
-- All of it, or nothing: tables with rows are locked until the end. Make a backup first.
{{#triggers}}
-- Triggers, which Citus refuses unless told otherwise, of {{.}}. They stay, on each shard,
-- and may touch nothing but rows that lie beside the changed one.
{{/triggers}}
{{#lost}}
-- Gone for good: {{.}}.
{{/lost}}

BEGIN;
{{#statements}}
{{.}};
{{/statements}}
COMMIT;

-- Statements to change:
{{#changes}}
-- {{name}}: {{verdict}}: {{why}}.
--     {{how}}
{{/changes}}
{{^changes}}
-- none: each runs in one shard or on one node.
{{/changes}}
