package dev.gale.benchmarks.harness;

/** What is run. User code is the same in every engine, as far as its model allows. */
public enum Workload {
    /** Source, sink; nothing is acked. */
    W1("source -> sink, un-acked"),
    /** Source, identity, sink; every tuple is acked. */
    W2("source -> identity -> sink, acked"),
    /** As W2, without acks. */
    W2U("source -> identity -> sink, un-acked"),
    /** Sentences are split into words, which are counted; acked. */
    W3("sentences -> split -> count, acked"),
    /** W2 at a fixed rate, for latencies. */
    W4("W2 at a fixed rate"),
    /** W2 on a cluster of processes: source and identity in one worker, the sink in another. */
    W5("source -> identity | sink, two worker processes, acked"),
    /** As W5, without acks. */
    W5U("source -> identity | sink, two worker processes, un-acked"),
    /** Many identity bolts in a row, acked. */
    W6("source -> N identity bolts -> sink, acked"),
    /** 100 pairs of source and sink that have nothing, or next to nothing, to do. */
    W7("100 sources, 100 sinks, (nearly) idle"),
    /** From nothing to the first ack. */
    START("start and submit to first ack"),
    /** One thread gives longs to another through a ring buffer: what a hop costs at least. */
    HOP("one producer, one consumer");

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    /** Whether the tasks run in worker processes, in a cluster of daemons. */
    public boolean isAcrossProcesses() {
        return this == W5 || this == W5U;
    }

    /** The components in a row, in a few words. */
    public String title() {
        return title;
    }
}
