package dev.gale.testing;

import dev.gale.tuple.Values;
import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What spouts shall emit in a test instead of what they would: tuples by the spout's id. */
public class MockedSources {
    private final Map<String, List<FixedTuple>> data = new HashMap<>();

    public MockedSources() {}

    /** @param data copied */
    public MockedSources(Map<String, List<FixedTuple>> data) {
        data.forEach((spout, tuples) -> this.data.put(spout, new ArrayList<>(tuples)));
    }

    public void addMockData(String spoutId, String streamId, Values... values) {
        List<FixedTuple> tuples = data.computeIfAbsent(spoutId, spout -> new ArrayList<>());
        for (Values each : values) {
            tuples.add(new FixedTuple(streamId, each));
        }
    }

    /** On the stream {@code default}. */
    public void addMockData(String spoutId, Values... values) {
        addMockData(spoutId, Utils.DEFAULT_STREAM_ID, values);
    }

    public Map<String, List<FixedTuple>> getData() {
        return data;
    }
}
