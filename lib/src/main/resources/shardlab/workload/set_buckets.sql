alter system set citus.repartition_join_bucket_count_per_node to %s
