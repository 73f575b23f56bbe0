package dev.gale.benchmarks.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {
    @Test
    void shouldPassArgumentsAndExitCodeOnWhetherItCanKeepOffTheNetworkOrNot() throws Exception {
        List<String> command = new ArrayList<>(LoopbackOnly.prefix());
        command.addAll(List.of("sh", "-c", "echo \"$1\"; exit 7", "sh", "two  words"));

        Process process = new ProcessBuilder(command).start();

        assertThat(process.inputReader().readLine()).isEqualTo("two  words");
        assertThat(process.waitFor()).isEqualTo(7);
    }
}
