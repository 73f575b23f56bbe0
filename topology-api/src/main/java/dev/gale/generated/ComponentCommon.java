package dev.gale.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What spouts and bolts have in common in a {@link StormTopology}. The configuration is a map of plain values (see
 * {@link dev.gale.utils.ConfValues}), where Storm keeps JSON text.
 */
public class ComponentCommon implements Serializable {
    private Map<GlobalStreamId, Grouping> inputs = new LinkedHashMap<>();
    private Map<String, StreamInfo> streams = new LinkedHashMap<>();
    private Integer parallelismHint;
    private Map<String, Object> conf = new LinkedHashMap<>();

    public ComponentCommon() {}

    public ComponentCommon(Map<GlobalStreamId, Grouping> inputs, Map<String, StreamInfo> streams) {
        this.inputs = inputs == null ? new LinkedHashMap<>() : inputs;
        this.streams = streams == null ? new LinkedHashMap<>() : streams;
    }

    /** A copy that shares nothing mutable with the other. */
    public ComponentCommon(ComponentCommon other) {
        other.inputs.forEach((stream, grouping) -> inputs.put(new GlobalStreamId(stream), new Grouping(grouping)));
        other.streams.forEach((id, info) -> streams.put(id, new StreamInfo(info)));
        parallelismHint = other.parallelismHint;
        other.conf.forEach((key, value) -> conf.put(key, copyOf(value)));
    }

    public ComponentCommon deepCopy() {
        return new ComponentCommon(this);
    }

    /** Subscriptions in the order of their declaration; empty for spouts. */
    public Map<GlobalStreamId, Grouping> get_inputs() {
        return inputs;
    }

    public void set_inputs(Map<GlobalStreamId, Grouping> inputs) {
        this.inputs = inputs == null ? new LinkedHashMap<>() : inputs;
    }

    public boolean is_set_inputs() {
        return !inputs.isEmpty();
    }

    public void unset_inputs() {
        inputs = new LinkedHashMap<>();
    }

    /** Declared output streams by id. */
    public Map<String, StreamInfo> get_streams() {
        return streams;
    }

    public void set_streams(Map<String, StreamInfo> streams) {
        this.streams = streams == null ? new LinkedHashMap<>() : streams;
    }

    public boolean is_set_streams() {
        return !streams.isEmpty();
    }

    public void unset_streams() {
        streams = new LinkedHashMap<>();
    }

    /** Number of executors wished for; unset means one. */
    public int get_parallelism_hint() {
        return parallelismHint == null ? 0 : parallelismHint;
    }

    public void set_parallelism_hint(int parallelismHint) {
        this.parallelismHint = parallelismHint;
    }

    public boolean is_set_parallelism_hint() {
        return parallelismHint != null;
    }

    public void unset_parallelism_hint() {
        parallelismHint = null;
    }

    /** The component's own settings, which take precedence over those of the topology. */
    public Map<String, Object> get_conf() {
        return conf;
    }

    public void set_conf(Map<String, Object> conf) {
        this.conf = conf == null ? new LinkedHashMap<>() : conf;
    }

    public boolean is_set_conf() {
        return !conf.isEmpty();
    }

    public void unset_conf() {
        conf = new LinkedHashMap<>();
    }

    private static Object copyOf(Object confValue) {
        if (confValue instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copyOf(element)));
            return copy;
        }
        if (confValue instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, copyOf(value)));
            return copy;
        }
        return confValue; // immutable
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ComponentCommon that
                && Objects.equals(inputs, that.inputs)
                && Objects.equals(streams, that.streams)
                && Objects.equals(parallelismHint, that.parallelismHint)
                && Objects.equals(conf, that.conf);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inputs, streams, parallelismHint, conf);
    }

    @Override
    public String toString() {
        return "ComponentCommon(inputs=" + inputs + ", streams=" + streams + ", parallelism_hint=" + parallelismHint
                + ", conf=" + conf + ")";
    }
}
