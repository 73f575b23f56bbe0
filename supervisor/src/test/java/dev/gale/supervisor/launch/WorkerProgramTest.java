package dev.gale.supervisor.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerProgramTest {
    @Test
    void shouldTakeGalesJarsFromTheirDirectory() {
        Path lib = Path.of("/opt/gale/lib");

        assertThat(WorkerProgram.ofGale(Optional.of(lib)).classPath()).isEqualTo(lib + File.separator + "*");
    }

    @Test
    void shouldFindTheClassPathOfThisJvmFromAnyDirectory() {
        assertThat(WorkerProgram.absolute("lib/a.jar" + File.pathSeparator + "/b.jar"))
                .isEqualTo(new File("lib/a.jar").getAbsolutePath()
                        + File.pathSeparator
                        + new File("/b.jar").getAbsolutePath());
    }

    @Test
    void shouldRunTheJavaThatRunsThis() {
        assertThat(Path.of(WorkerProgram.ofGale(Optional.empty()).java())).isExecutable();
    }
}
