package dev.gale.testing;

import dev.gale.Testing;
import java.util.HashMap;
import java.util.Map;

/** How {@code Testing.completeTopology} should run a topology. */
public class CompleteTopologyParam {
    private MockedSources mockedSources = new MockedSources();
    private Map<String, Object> stormConf = new HashMap<>();
    private boolean cleanupState = true;
    private String topologyName;
    private int timeoutMs = Testing.TEST_TIMEOUT_MS;

    public MockedSources getMockedSources() {
        return mockedSources;
    }

    /** @param mockedSources null to let all spouts do what they do */
    public void setMockedSources(MockedSources mockedSources) {
        this.mockedSources = mockedSources == null ? new MockedSources() : mockedSources;
    }

    public Map<String, Object> getStormConf() {
        return stormConf;
    }

    /** @param stormConf the topology's configuration; null for an empty one */
    public void setStormConf(Map<String, Object> stormConf) {
        this.stormConf = stormConf == null ? new HashMap<>() : stormConf;
    }

    public boolean getCleanupState() {
        return cleanupState;
    }

    /** @param cleanupState whether what the spouts have counted is forgotten at the end; null for yes */
    public void setCleanupState(Boolean cleanupState) {
        this.cleanupState = cleanupState == null || cleanupState;
    }

    public String getTopologyName() {
        return topologyName;
    }

    /** @param topologyName null for a name that is free */
    public void setTopologyName(String topologyName) {
        this.topologyName = topologyName;
    }

    public Integer getTimeoutMs() {
        return timeoutMs;
    }

    /** @param timeoutMs real time after which to give up; null for {@link Testing#TEST_TIMEOUT_MS} */
    public void setTimeoutMs(Integer timeoutMs) {
        this.timeoutMs = timeoutMs == null ? Testing.TEST_TIMEOUT_MS : timeoutMs;
    }
}
