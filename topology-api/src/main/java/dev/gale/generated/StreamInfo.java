package dev.gale.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a component declares of one of its output streams. */
public class StreamInfo implements Serializable {
    private List<String> outputFields = new ArrayList<>();
    private Boolean direct;

    public StreamInfo() {}

    public StreamInfo(List<String> outputFields, boolean direct) {
        this.outputFields = outputFields == null ? new ArrayList<>() : outputFields;
        this.direct = direct;
    }

    /** A copy that shares nothing mutable with the other. */
    public StreamInfo(StreamInfo other) {
        outputFields = new ArrayList<>(other.outputFields);
        direct = other.direct;
    }

    public StreamInfo deepCopy() {
        return new StreamInfo(this);
    }

    /** Field names in the order of the values. */
    public List<String> get_output_fields() {
        return outputFields;
    }

    public void set_output_fields(List<String> outputFields) {
        this.outputFields = outputFields == null ? new ArrayList<>() : outputFields;
    }

    public boolean is_set_output_fields() {
        return !outputFields.isEmpty();
    }

    public void unset_output_fields() {
        outputFields = new ArrayList<>();
    }

    /** Whether the emitter chooses the receiving task. */
    public boolean is_direct() {
        return direct == null ? false : direct;
    }

    public void set_direct(boolean direct) {
        this.direct = direct;
    }

    public boolean is_set_direct() {
        return direct != null;
    }

    public void unset_direct() {
        direct = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamInfo that
                && Objects.equals(outputFields, that.outputFields)
                && Objects.equals(direct, that.direct);
    }

    @Override
    public int hashCode() {
        return Objects.hash(outputFields, direct);
    }

    @Override
    public String toString() {
        return "StreamInfo(output_fields=" + outputFields + ", direct=" + direct + ")";
    }
}
