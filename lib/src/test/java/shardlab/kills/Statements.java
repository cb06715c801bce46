package shardlab.kills;

import shardlab.Progress;
import shardlab.cluster.Cluster;

/** Statements and starts and stops, each a deed. */
enum Statements implements Deed {

    WRITES {
        @Override
        public void run(Scene scene) {
            for (int i = 0; i < 5; i++) {
                scene.session().update("insert into rate values (?)", scene.round() * 10L + i);
            }
        }
    },
    ADD_COLUMN {
        @Override
        public void run(Scene scene) {
            scene.session().execute("alter table entry add column c" + scene.round() + " int default 5");
            scene.session().execute("alter table entry drop column c" + scene.round());
        }
    },
    CREATE_INDEX {
        @Override
        public void run(Scene scene) {
            scene.session().execute("create index entry_" + scene.round() + " on entry (id)");
            scene.session().execute("drop index entry_" + scene.round());
        }
    },
    DISTRIBUTE {
        @Override
        public void run(Scene scene) {
            scene.session().execute(
                    "create table filled as select g as id, 'row ' || g as note from generate_series(1, 500) g");
            scene.session().query("select create_distributed_table('filled', 'id', shard_count := 8)");
        }

        @Override
        public void check(Scene scene) {
            if (scene.session().query("select to_regclass('filled') is not null").single().equals(true)) {
                long rows = scene.session().query("select count(*) from filled").singleNumber();
                if (rows != 500) {
                    throw new AssertionError("a table of 500 rows that was distributed has " + rows);
                }
                scene.session().execute("drop table filled");
            }
        }
    },
    MOVE {
        @Override
        public void run(Scene scene) {
            scene.session().query("""
                    select citus_move_shard_placement(s.shardid, n.nodeid, m.nodeid, 'block_writes')
                    from   pg_dist_shard s join pg_dist_placement using (shardid) join pg_dist_node n using (groupid)
                    join   pg_dist_node m on m.groupid = n.groupid % 4 + 1
                    where  s.shardid = get_shard_id_for_distribution_column('entry', ?)""", scene.round() % 16);
        }
    },
    UP {
        @Override
        public void run(Scene scene) {
            Cluster.open(scene.settings(), Progress.SILENT).close();
        }
    },
    DOWN {
        @Override
        public void run(Scene scene) {
            Cluster.down(scene.settings());
        }
    },
    STOP_AND_START {
        @Override
        public void run(Scene scene) {
            Cluster.down(scene.settings());
            Cluster.open(scene.settings(), Progress.SILENT).close();
        }
    };
}
