package dev.gale.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All supervisors, topologies and Nimbuses of a cluster. */
public class ClusterSummary implements Serializable {
    private List<SupervisorSummary> supervisors = new ArrayList<>();
    private List<TopologySummary> topologies = new ArrayList<>();
    private List<NimbusSummary> nimbuses = new ArrayList<>();

    public ClusterSummary() {}

    public ClusterSummary(
            List<SupervisorSummary> supervisors, List<TopologySummary> topologies, List<NimbusSummary> nimbuses) {
        this.supervisors = supervisors == null ? new ArrayList<>() : supervisors;
        this.topologies = topologies == null ? new ArrayList<>() : topologies;
        this.nimbuses = nimbuses == null ? new ArrayList<>() : nimbuses;
    }

    public List<SupervisorSummary> get_supervisors() {
        return supervisors;
    }

    public void set_supervisors(List<SupervisorSummary> supervisors) {
        this.supervisors = supervisors == null ? new ArrayList<>() : supervisors;
    }

    public boolean is_set_supervisors() {
        return !supervisors.isEmpty();
    }

    public void unset_supervisors() {
        supervisors = new ArrayList<>();
    }

    public List<TopologySummary> get_topologies() {
        return topologies;
    }

    public void set_topologies(List<TopologySummary> topologies) {
        this.topologies = topologies == null ? new ArrayList<>() : topologies;
    }

    public boolean is_set_topologies() {
        return !topologies.isEmpty();
    }

    public void unset_topologies() {
        topologies = new ArrayList<>();
    }

    public List<NimbusSummary> get_nimbuses() {
        return nimbuses;
    }

    public void set_nimbuses(List<NimbusSummary> nimbuses) {
        this.nimbuses = nimbuses == null ? new ArrayList<>() : nimbuses;
    }

    public boolean is_set_nimbuses() {
        return !nimbuses.isEmpty();
    }

    public void unset_nimbuses() {
        nimbuses = new ArrayList<>();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterSummary that
                && Objects.equals(supervisors, that.supervisors)
                && Objects.equals(topologies, that.topologies)
                && Objects.equals(nimbuses, that.nimbuses);
    }

    @Override
    public int hashCode() {
        return Objects.hash(supervisors, topologies, nimbuses);
    }

    @Override
    public String toString() {
        return "ClusterSummary(supervisors=" + supervisors + ", topologies=" + topologies + ", nimbuses=" + nimbuses
                + ")";
    }
}
