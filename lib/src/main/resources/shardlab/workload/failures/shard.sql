select get_shard_id_for_distribution_column(?::text::regclass, ?::text)
