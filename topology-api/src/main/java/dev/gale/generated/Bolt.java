package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** A bolt of a {@link StormTopology}: the user's object and what it declared. */
public class Bolt implements Serializable {
    private ComponentObject boltObject;
    private ComponentCommon common;

    public Bolt() {}

    public Bolt(ComponentObject boltObject, ComponentCommon common) {
        this.boltObject = boltObject;
        this.common = common;
    }

    /** A copy that shares nothing mutable with the other. */
    public Bolt(Bolt other) {
        boltObject = other.boltObject == null ? null : new ComponentObject(other.boltObject);
        common = other.common == null ? null : new ComponentCommon(other.common);
    }

    public Bolt deepCopy() {
        return new Bolt(this);
    }

    public ComponentObject get_bolt_object() {
        return boltObject;
    }

    public void set_bolt_object(ComponentObject boltObject) {
        this.boltObject = boltObject;
    }

    public boolean is_set_bolt_object() {
        return boltObject != null;
    }

    public void unset_bolt_object() {
        boltObject = null;
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
        return other instanceof Bolt that
                && Objects.equals(boltObject, that.boltObject)
                && Objects.equals(common, that.common);
    }

    @Override
    public int hashCode() {
        return Objects.hash(boltObject, common);
    }

    @Override
    public String toString() {
        return "Bolt(bolt_object=" + boltObject + ", common=" + common + ")";
    }
}
