create extension citus;
