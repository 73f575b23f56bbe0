package dev.gale.coordination.zookeeper;

import dev.gale.coordination.ClusterStateContract;
import dev.gale.coordination.ClusterUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperClusterStateTest extends ClusterStateContract {
    @TempDir
    private Path directory;

    @Override
    protected ClusterUnderTest newCluster() throws Exception {
        return new ZooKeeperUnderTest(directory);
    }
}
