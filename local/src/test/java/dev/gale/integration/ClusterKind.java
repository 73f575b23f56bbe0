package dev.gale.integration;

import dev.gale.LocalCluster;

/** The three ways to run a cluster; what Storm's users rely on has to hold in all of them. */
enum ClusterKind {
    REAL_TIME,
    SIMULATED_TIME,
    DETERMINISTIC;

    /** With two supervisors of two slots: four workers. */
    LocalCluster.Builder builder() {
        LocalCluster.Builder builder =
                new LocalCluster.Builder().withSupervisors(2).withPortsPerSupervisor(2);
        return switch (this) {
            case REAL_TIME -> builder;
            case SIMULATED_TIME -> builder.withSimulatedTime();
            case DETERMINISTIC -> builder.withDeterministicSchedule(42);
        };
    }

    LocalCluster start() {
        return builder().build();
    }
}
