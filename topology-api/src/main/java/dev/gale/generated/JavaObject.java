package dev.gale.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An object given as a class to load and the arguments of its public constructor. */
public class JavaObject implements Serializable {
    private String fullClassName;
    private List<JavaObjectArg> argsList = new ArrayList<>();

    public JavaObject() {}

    public JavaObject(String fullClassName, List<JavaObjectArg> argsList) {
        this.fullClassName = fullClassName;
        this.argsList = argsList == null ? new ArrayList<>() : argsList;
    }

    /** A copy that shares nothing mutable with the other. */
    public JavaObject(JavaObject other) {
        fullClassName = other.fullClassName;
        other.argsList.forEach(arg -> argsList.add(new JavaObjectArg(arg)));
    }

    public JavaObject deepCopy() {
        return new JavaObject(this);
    }

    public String get_full_class_name() {
        return fullClassName;
    }

    public void set_full_class_name(String fullClassName) {
        this.fullClassName = fullClassName;
    }

    public boolean is_set_full_class_name() {
        return fullClassName != null;
    }

    public void unset_full_class_name() {
        fullClassName = null;
    }

    /** Constructor arguments in order; empty for the no-argument constructor. */
    public List<JavaObjectArg> get_args_list() {
        return argsList;
    }

    public void set_args_list(List<JavaObjectArg> argsList) {
        this.argsList = argsList == null ? new ArrayList<>() : argsList;
    }

    public boolean is_set_args_list() {
        return !argsList.isEmpty();
    }

    public void unset_args_list() {
        argsList = new ArrayList<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JavaObject that
                && Objects.equals(fullClassName, that.fullClassName)
                && Objects.equals(argsList, that.argsList);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fullClassName, argsList);
    }

    @Override
    public String toString() {
        return "JavaObject(full_class_name=" + fullClassName + ", args_list=" + argsList + ")";
    }
}
