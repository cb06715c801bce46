alter system set %s to %L
