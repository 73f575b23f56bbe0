package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** The range of task ids that an executor runs, both inclusive. */
public class ExecutorInfo implements Serializable {
    private Integer taskStart;
    private Integer taskEnd;

    public ExecutorInfo() {}

    public ExecutorInfo(int taskStart, int taskEnd) {
        this.taskStart = taskStart;
        this.taskEnd = taskEnd;
    }

    public int get_task_start() {
        return taskStart == null ? 0 : taskStart;
    }

    public void set_task_start(int taskStart) {
        this.taskStart = taskStart;
    }

    public boolean is_set_task_start() {
        return taskStart != null;
    }

    public void unset_task_start() {
        taskStart = null;
    }

    public int get_task_end() {
        return taskEnd == null ? 0 : taskEnd;
    }

    public void set_task_end(int taskEnd) {
        this.taskEnd = taskEnd;
    }

    public boolean is_set_task_end() {
        return taskEnd != null;
    }

    public void unset_task_end() {
        taskEnd = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorInfo that
                && Objects.equals(taskStart, that.taskStart)
                && Objects.equals(taskEnd, that.taskEnd);
    }

    @Override
    public int hashCode() {
        return Objects.hash(taskStart, taskEnd);
    }

    @Override
    public String toString() {
        return "ExecutorInfo(task_start=" + taskStart + ", task_end=" + taskEnd + ")";
    }
}
