package shardlab.notebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.Learner;
import shardlab.retail.Retail;
import shardlab.sql.SchemaLock;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * The schemas that a notebook works in, and the order in which its sessions look for tables. A lesson's schema is this
 * kernel's from the moment it is made until the kernel or the lab ends: a second kernel at the same lesson gets one of its
 * own, whose name ends in {@code _2}. Held by an advisory lock, which the server frees however the kernel ends.
 */
final class LessonSchemas implements AutoCloseable {

    /** A learner's tables that belong to no lesson. */
    static final String OWN = "own";

    private static final int MOST_KERNELS = 99;
    private static final String PUBLIC = "public";

    private final Learner learner;
    private final Supplier<Session> connect;
    private final Sessions sessions;
    private final Map<String, String> held = new LinkedHashMap<>();
    private Session keeper;

    /**
     * Lets the sessions find the learner's tables.
     *
     * @param connect opens the session that holds the locks
     */
    LessonSchemas(Learner learner, Supplier<Session> connect, Sessions sessions) {
        this.learner = learner;
        this.connect = connect;
        this.sessions = sessions;
        if (learner.amongOthers()) {
            createOwn();
            sessions.searchPath(path());
        } else {
            sessions.searchPath(Retail.DEFAULT_SCHEMA + ", " + PUBLIC);
        }
    }

    /** The learner's name for a schema. */
    String name(String lesson) {
        return learner.schema(lesson);
    }

    /** Makes a lesson's schema anew, first among those that tables are looked for in; returns what it is called. */
    synchronized String make(String lesson) {
        String name = take(lesson);
        remove(name);
        keeper().execute(keeper().format("create schema %I", name));
        sessions.searchPath(path());
        return name;
    }

    /** Drops a lesson's schema and lets go of it. Another kernel's stays. */
    synchronized void drop(String lesson) {
        String name = take(lesson);
        remove(name);
        held.remove(lesson);
        keeper().query(SqlFile.read("notebook/free_schema.sql"), name);
        sessions.searchPath(path());
    }

    /**
     * Of what belongs to the whole cluster, such as roles and rebalance strategies, no learner can have one of their own:
     * waits until no other kernel is at it, and tells for whom.
     *
     * @param schema a schema of the lesson, by the name that it has for all
     */
    synchronized void takeTurn(String schema) {
        new SchemaLock(keeper(), schema).take(new ProgressBar());
    }

    private void remove(String name) {
        keeper().execute(keeper().format("drop schema if exists %I cascade", name));
    }

    private String take(String lesson) {
        keeper();
        if (held.containsKey(lesson)) {
            return held.get(lesson);
        }
        for (int kernel = 1; kernel <= MOST_KERNELS; kernel++) {
            String name = name(kernel == 1 ? lesson : lesson + "_" + kernel);
            if (keeper().query(SqlFile.read("notebook/hold_schema.sql"), name).row(0).truth("taken")) {
                tell(lesson, name);
                held.put(lesson, name);
                return name;
            }
        }
        throw new LabException(MOST_KERNELS + " kernels work in the schema " + name(lesson), keeper().server().label(), null,
                "close notebooks that are not used any more", null);
    }

    private void tell(String lesson, String name) {
        if (!name.equals(name(lesson))) {
            Shell.display("Another notebook is at this lesson, in the schema " + name(lesson) + "; this one works in " + name
                    + ".");
        }
    }

    /** Two kernels of one learner may come at once. */
    private void createOwn() {
        String own = name(OWN);
        if (keeper().query(SqlFile.read("notebook/has_schema.sql"), own).size() == 0) {
            new SchemaLock(keeper(), own).holding(new ProgressBar(), () -> {
                keeper().execute(keeper().format("create schema if not exists %I", own));
                return own;
            });
        }
    }

    /** As the server quotes it. */
    private String path() {
        List<String> schemas = new ArrayList<>(held.values());
        Collections.reverse(schemas);
        schemas.add(name(Retail.DEFAULT_SCHEMA));
        if (learner.amongOthers()) {
            schemas.add(name(OWN));
        }
        schemas.add(PUBLIC);
        return schemas.stream().map(schema -> keeper().format("%I", schema)).collect(Collectors.joining(", "));
    }

    /** A server that was started anew has forgotten what was held. */
    private Session keeper() {
        if (keeper == null || !keeper.isAlive()) {
            close();
            keeper = connect.get();
        }
        return keeper;
    }

    @Override
    public synchronized void close() {
        try (Session ending = keeper) {
            keeper = null;
            held.clear();
        } catch (SqlException serverGone) {
            // the locks went with it
        }
    }
}
