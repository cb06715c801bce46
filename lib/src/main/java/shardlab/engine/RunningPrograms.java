package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import shardlab.FileProblem;

/** Programs that processes run now. */
final class RunningPrograms {

    private RunningPrograms() {
    }

    /** True if one of them lies in this folder, or below it. */
    static boolean anyIn(Path folder) {
        try {
            Path real = Files.exists(folder) ? folder.toRealPath() : folder;
            return ProcessHandle.allProcesses().flatMap(each -> each.info().command().stream()).map(Path::of)
                    .anyMatch(program -> program.startsWith(real));
        } catch (IOException e) {
            throw FileProblem.of("cannot see whether programs run", folder, e, "run it as the account that owns the folder");
        }
    }
}
