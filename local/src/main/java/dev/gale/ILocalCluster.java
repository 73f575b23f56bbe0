package dev.gale;

import dev.gale.generated.ClusterSummary;
import dev.gale.generated.KillOptions;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInfo;
import dev.gale.generated.TopologySummary;
import dev.gale.testing.TrackedTopology;
import dev.gale.thrift.TException;
import java.util.List;
import java.util.Map;

/** A cluster in this JVM; {@link LocalCluster} documents it. */
public interface ILocalCluster extends AutoCloseable {
    /** A topology that runs in a local cluster; closing it kills it at once. */
    interface ILocalTopology extends AutoCloseable {
        @Override
        void close() throws TException;
    }

    ILocalTopology submitTopology(String name, Map<String, Object> conf, StormTopology topology) throws TException;

    ILocalTopology submitTopologyWithOpts(
            String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options) throws TException;

    ILocalTopology submitTopology(String name, Map<String, Object> conf, TrackedTopology topology) throws TException;

    ILocalTopology submitTopologyWithOpts(
            String name, Map<String, Object> conf, TrackedTopology topology, SubmitOptions options) throws TException;

    void killTopology(String name) throws TException;

    void killTopologyWithOpts(String name, KillOptions options) throws TException;

    void activate(String name) throws TException;

    void deactivate(String name) throws TException;

    StormTopology getTopology(String id) throws TException;

    ClusterSummary getClusterInfo() throws TException;

    List<TopologySummary> getTopologySummaries() throws TException;

    TopologySummary getTopologySummaryByName(String name) throws TException;

    TopologySummary getTopologySummary(String id) throws TException;

    TopologyInfo getTopologyInfo(String id) throws TException;

    TopologyInfo getTopologyInfoByName(String name) throws TException;

    void advanceClusterTime(int secs) throws InterruptedException;

    void advanceClusterTime(int secs, int step) throws InterruptedException;

    void waitForIdle() throws InterruptedException;

    void waitForIdle(long timeoutMs) throws InterruptedException;

    String getTrackedId();

    void shutdown();

    @Override
    void close();
}
