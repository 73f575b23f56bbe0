package dev.gale;

import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.AuthorizationException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.utils.ConfValues;
import dev.gale.utils.Utils;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits topologies: checks them and hands them to the {@link SubmissionTarget} in force, which is the innermost one
 * opened by {@link #withTarget}, else the first that {@link ServiceLoader} finds on the class path. May be called by
 * any thread; returns when the topology has been accepted.
 *
 * <p>All forms of submission throw
 * <ul>
 *   <li>IllegalArgumentException, if the name is null, empty or contains one of / . : \, or if the configuration holds
 *       something that can't be stored (see {@link ConfValues});
 *   <li>IllegalStateException, if there is no target;
 *   <li>InvalidTopologyException, if the topology has no spout or the target finds a broken rule;
 *   <li>AlreadyAliveException, if the name is taken; AuthorizationException, if the caller may not submit.
 * </ul>
 */
public class StormSubmitter {
    public static final Logger LOG = LoggerFactory.getLogger(StormSubmitter.class);

    private static final Deque<SubmissionTarget> TARGETS = new ArrayDeque<>(); // innermost first; guarded by itself

    /**
     * Told of the upload of a topology's code, by the thread that submits: start, progress any number of times,
     * completion.
     */
    public interface ProgressListener {
        void onStart(String srcFile, String targetFile, long totalBytes);

        void onProgress(String srcFile, String targetFile, long bytesUploaded, long totalBytes);

        void onCompleted(String srcFile, String targetFile, long totalBytes);
    }

    public static void submitTopology(String name, Map<String, Object> topoConf, StormTopology topology)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        submitTopology(name, topoConf, topology, null, null);
    }

    /** @param opts null for an active topology without credentials */
    public static void submitTopology(
            String name, Map<String, Object> topoConf, StormTopology topology, SubmitOptions opts)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        submitTopology(name, topoConf, topology, opts, null);
    }

    /**
     * @param opts             null for an active topology without credentials
     * @param progressListener null if nobody wants to know
     */
    public static void submitTopology(
            String name,
            Map<String, Object> topoConf,
            StormTopology topology,
            SubmitOptions opts,
            ProgressListener progressListener)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        submitTopologyAs(name, topoConf, topology, opts, progressListener, null);
    }

    /**
     * Submits in the name of another user, whom the target finds in the configuration under {@link
     * Config#STORM_DO_AS_USER}.
     *
     * @param asUser null or empty for the caller
     */
    public static void submitTopologyAs(
            String name,
            Map<String, Object> topoConf,
            StormTopology topology,
            SubmitOptions opts,
            ProgressListener progressListener,
            String asUser)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        Utils.validateTopologyName(name);
        Objects.requireNonNull(topology, "topology");
        Map<String, Object> conf = storableConf(name, topoConf);
        if (asUser != null && !asUser.isEmpty()) {
            conf.put(Config.STORM_DO_AS_USER, asUser);
        }
        if (topology.get_spouts().isEmpty()) {
            throw new InvalidTopologyException(
                    "Topology " + name + " must have at least one spout, found none and the bolts "
                            + topology.get_bolts().keySet() + "; add one by TopologyBuilder.setSpout");
        }
        List<List<String>> cycles = Utils.findComponentCycles(topology, name);
        if (!cycles.isEmpty()) {
            LOG.warn("Topology {} has cycles, through which tuples may go for ever: {}", name, cycles);
        }
        currentTarget(name).submit(name, conf, topology, opts, progressListener);
        LOG.info("Submitted topology {}", name);
    }

    public static void submitTopologyWithProgressBar(String name, Map<String, Object> topoConf, StormTopology topology)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        submitTopologyWithProgressBar(name, topoConf, topology, null);
    }

    /**
     * Shows on standard output how far the upload is.
     *
     * @param opts null for an active topology without credentials
     */
    public static void submitTopologyWithProgressBar(
            String name, Map<String, Object> topoConf, StormTopology topology, SubmitOptions opts)
            throws AlreadyAliveException, InvalidTopologyException, AuthorizationException {
        submitTopology(name, topoConf, topology, opts, new PrintedProgress(System.out));
    }

    /**
     * From now until the scope is closed all submissions in this JVM, by whatever thread, go to the target; unless
     * another one is opened after it.
     */
    public static SubmissionTarget.Scope withTarget(SubmissionTarget target) {
        Objects.requireNonNull(target, "target");
        synchronized (TARGETS) {
            TARGETS.push(target);
        }
        return new TargetScope(target);
    }

    private static Map<String, Object> storableConf(String name, Map<String, Object> topoConf) {
        try {
            return ConfValues.normalize(topoConf);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Topology " + name + " can't be submitted. " + e.getMessage(), e);
        }
    }

    private static SubmissionTarget currentTarget(String name) {
        synchronized (TARGETS) {
            if (!TARGETS.isEmpty()) {
                return TARGETS.peek();
            }
        }
        return ServiceLoader.load(SubmissionTarget.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no cluster to submit topology " + name
                        + " to; add Gale's module \"local\" to the class path to run it in this JVM,"
                        + " or use LocalCluster"));
    }

    private static final class TargetScope implements SubmissionTarget.Scope {
        private SubmissionTarget open; // null once closed; guarded by TARGETS

        private TargetScope(SubmissionTarget target) {
            open = target;
        }

        @Override
        public void close() {
            synchronized (TARGETS) {
                if (open != null) {
                    TARGETS.removeFirstOccurrence(open);
                    open = null;
                }
            }
        }
    }

    /** Prints a line for every tenth of the upload. */
    private static final class PrintedProgress implements ProgressListener {
        private final PrintStream out;
        private int tenthsPrinted;

        private PrintedProgress(PrintStream out) {
            this.out = out;
        }

        @Override
        public void onStart(String srcFile, String targetFile, long totalBytes) {
            tenthsPrinted = 0;
            out.printf("Uploading %s to %s (%d bytes)%n", srcFile, targetFile, totalBytes);
        }

        @Override
        public void onProgress(String srcFile, String targetFile, long bytesUploaded, long totalBytes) {
            int tenths = totalBytes <= 0 ? 0 : (int) (10 * bytesUploaded / totalBytes);
            if (tenths > tenthsPrinted) {
                tenthsPrinted = tenths;
                out.printf("%3d %% of %s%n", 10 * tenths, srcFile);
            }
        }

        @Override
        public void onCompleted(String srcFile, String targetFile, long totalBytes) {
            out.printf("Uploaded %s to %s (%d bytes)%n", srcFile, targetFile, totalBytes);
        }
    }
}
