package shardlab.kills;

import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** What goes on when a server is killed, beside the writers; and what must hold afterwards, whether it was done or not. */
enum Deed {

    WRITES {
        @Override
        void run(Settings settings, Session session, int round) {
            for (int i = 0; i < 5; i++) {
                session.update("insert into rate values (?)", round * 10L + i);
            }
        }
    },
    ADD_COLUMN {
        @Override
        void run(Settings settings, Session session, int round) {
            session.execute("alter table entry add column c" + round + " int default 5");
            session.execute("alter table entry drop column c" + round);
        }
    },
    CREATE_INDEX {
        @Override
        void run(Settings settings, Session session, int round) {
            session.execute("create index entry_" + round + " on entry (id)");
            session.execute("drop index entry_" + round);
        }
    },
    DISTRIBUTE {
        @Override
        void run(Settings settings, Session session, int round) {
            session.execute("create table filled as select g as id, 'row ' || g as note from generate_series(1, 500) g");
            session.query("select create_distributed_table('filled', 'id', shard_count := 8)");
        }

        @Override
        void check(Session session) {
            if (session.query("select to_regclass('filled') is not null").single().equals(true)) {
                long rows = session.query("select count(*) from filled").singleNumber();
                if (rows != 500) {
                    throw new AssertionError("a table of 500 rows that was distributed has " + rows);
                }
                session.execute("drop table filled");
            }
        }
    },
    MOVE {
        @Override
        void run(Settings settings, Session session, int round) {
            session.query("""
                    select citus_move_shard_placement(s.shardid, n.nodeid, m.nodeid, 'block_writes')
                    from   pg_dist_shard s join pg_dist_placement using (shardid) join pg_dist_node n using (groupid)
                    join   pg_dist_node m on m.groupid = n.groupid % 4 + 1
                    where  s.shardid = get_shard_id_for_distribution_column('entry', ?)""", round % 16);
        }
    },
    UP {
        @Override
        void run(Settings settings, Session session, int round) {
            Cluster.open(settings, Progress.SILENT).close();
        }
    },
    DOWN {
        @Override
        void run(Settings settings, Session session, int round) {
            Cluster.down(settings);
        }
    },
    STOP_AND_START {
        @Override
        void run(Settings settings, Session session, int round) {
            Cluster.down(settings);
            Cluster.open(settings, Progress.SILENT).close();
        }
    };

    abstract void run(Settings settings, Session session, int round);

    /** @throws AssertionError if it left something that is neither done nor undone */
    void check(Session session) {
        session.query("select * from entry limit 1");
    }
}
