-- Every server was copied from one template; Citus gives each server an id when its extension is created.
update pg_dist_node_metadata
   set metadata = jsonb_set(metadata, '{server_id}', to_jsonb(gen_random_uuid()));
