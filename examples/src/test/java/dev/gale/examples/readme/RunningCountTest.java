package dev.gale.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver;
import dev.gale.local.TopologyDriver.Fed;
import java.util.List;

@GaleTest
class RunningCountTest {
    @Seeds(100)
    void shouldCountEveryWordInWhateverOrderTasksRun(TopologyDriver driver) {
        driver.feeding("sentences").submit(RunningCount.topology());

        Fed first = driver.feed("sentences", "to be or not to be");
        Fed second = driver.feed("sentences", "let it be");
        driver.run();

        assertThat(driver.emitted("count")).hasSize(9).contains(List.of("to", 2L), List.of("be", 3L));
        assertThat(first.isAcked()).isTrue();
        assertThat(second.isAcked()).isTrue();
    }
}
