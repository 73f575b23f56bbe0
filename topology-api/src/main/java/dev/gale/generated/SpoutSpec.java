package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** A spout of a {@link StormTopology}: the user's object and what it declared. */
public class SpoutSpec implements Serializable {
    private ComponentObject spoutObject;
    private ComponentCommon common;

    public SpoutSpec() {}

    public SpoutSpec(ComponentObject spoutObject, ComponentCommon common) {
        this.spoutObject = spoutObject;
        this.common = common;
    }

    /** A copy that shares nothing mutable with the other. */
    public SpoutSpec(SpoutSpec other) {
        spoutObject = other.spoutObject == null ? null : new ComponentObject(other.spoutObject);
        common = other.common == null ? null : new ComponentCommon(other.common);
    }

    public SpoutSpec deepCopy() {
        return new SpoutSpec(this);
    }

    public ComponentObject get_spout_object() {
        return spoutObject;
    }

    public void set_spout_object(ComponentObject spoutObject) {
        this.spoutObject = spoutObject;
    }

    public boolean is_set_spout_object() {
        return spoutObject != null;
    }

    public void unset_spout_object() {
        spoutObject = null;
    }

    public ComponentCommon get_common() {
        return common;
    }

    public void set_common(ComponentCommon common) {
        this.common = common;
    }

    public boolean is_set_common() {
        return common != null;
    }

    public void unset_common() {
        common = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpoutSpec that
                && Objects.equals(spoutObject, that.spoutObject)
                && Objects.equals(common, that.common);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spoutObject, common);
    }

    @Override
    public String toString() {
        return "SpoutSpec(spout_object=" + spoutObject + ", common=" + common + ")";
    }
}
