package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** A stream of a component: the key of a component's inputs. */
public class GlobalStreamId implements Serializable {
    private String componentId;
    private String streamId;

    public GlobalStreamId() {}

    public GlobalStreamId(String componentId, String streamId) {
        this.componentId = componentId;
        this.streamId = streamId;
    }

    /** A copy that shares nothing mutable with the other. */
    public GlobalStreamId(GlobalStreamId other) {
        componentId = other.componentId;
        streamId = other.streamId;
    }

    public GlobalStreamId deepCopy() {
        return new GlobalStreamId(this);
    }

    public String get_componentId() {
        return componentId;
    }

    public void set_componentId(String componentId) {
        this.componentId = componentId;
    }

    public boolean is_set_componentId() {
        return componentId != null;
    }

    public void unset_componentId() {
        componentId = null;
    }

    public String get_streamId() {
        return streamId;
    }

    public void set_streamId(String streamId) {
        this.streamId = streamId;
    }

    public boolean is_set_streamId() {
        return streamId != null;
    }

    public void unset_streamId() {
        streamId = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GlobalStreamId that
                && Objects.equals(componentId, that.componentId)
                && Objects.equals(streamId, that.streamId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(componentId, streamId);
    }

    @Override
    public String toString() {
        return "GlobalStreamId(componentId=" + componentId + ", streamId=" + streamId + ")";
    }
}
