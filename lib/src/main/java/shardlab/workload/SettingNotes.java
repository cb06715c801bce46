package shardlab.workload;

import java.util.Optional;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What a setting of the coordinator was, written down in a schema of the lab before it is changed: a process that is killed
 * puts nothing back, and who removes its schema does it instead.
 */
final class SettingNotes {

    private SettingNotes() {
    }

    /** The setting will be changed; a note that is there already tells of what was before. */
    static void note(Session coordinator, String schema, NodeSetting setting) {
        coordinator.execute(coordinator.format(sql("table"), schema));
        coordinator.update(coordinator.format(sql("note"), schema), setting.name(), setting.before().orElse(null));
    }

    /** True if a schema has notes: somebody is at work, or was killed. */
    static boolean there(Session coordinator, String schema) {
        return coordinator.query(sql("there"), schema).row(0).truth("there");
    }

    /** Puts back what the notes of a schema say, if there are any. */
    static void putBack(Session coordinator, String schema) {
        if (there(coordinator, schema)) {
            coordinator.query(coordinator.format(sql("before"), schema)).forEach(note -> NodeSetting.putBack(
                    coordinator, note.text("name"), Optional.ofNullable(note.text("setting"))));
        }
    }

    private static String sql(String name) {
        return SqlFile.read("workload/setting_notes/" + name + ".sql");
    }
}
