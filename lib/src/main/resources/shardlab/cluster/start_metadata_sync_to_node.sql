select start_metadata_sync_to_node(?, ?)
