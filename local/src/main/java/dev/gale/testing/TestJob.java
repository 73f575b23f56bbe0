package dev.gale.testing;

import dev.gale.ILocalCluster;

/** What to do with a cluster that exists only for it. */
public interface TestJob {
    void run(ILocalCluster cluster) throws Exception;
}
