package dev.gale;

import com.esotericsoftware.kryo.Serializer;
import dev.gale.serialization.IKryoDecorator;
import dev.gale.serialization.IKryoFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a topology or component: a map from key to plain value (see {@link dev.gale.utils.ConfValues}) with
 * the known keys as constants and setters for those of every day. Each setter exists for any map and for this one. Not
 * thread-safe.
 *
 * <p>A key that is absent, or null, leaves the cluster's default in force; a component's own settings take precedence
 * over those of its topology. All keys are Storm's strings, so that existing configurations work, and the defaults that
 * are named are Storm's too; a key being listed does not mean that this version acts on it. Keys without description
 * belong to clusters or to features described with them.
 */
public class Config extends HashMap<String, Object> {
    // Topologies: size and life.

    /** Number of worker processes. Integer, default 1. */
    public static final String TOPOLOGY_WORKERS = "topology.workers";

    /** Number of tasks of a component, fixed for the life of the topology. Integer, default: its parallelism hint. */
    public static final String TOPOLOGY_TASKS = "topology.tasks";

    /** Upper bound of the tasks of each component, for small test clusters. Integer, default: no bound. */
    public static final String TOPOLOGY_MAX_TASK_PARALLELISM = "topology.max.task.parallelism";

    /** Whether every tuple that is emitted, received and acked is logged. Boolean, default false. */
    public static final String TOPOLOGY_DEBUG = "topology.debug";

    /** The version of the topology's own code, for display. String, default: none. */
    public static final String TOPOLOGY_VERSION = "topology.version";

    public static final String TOPOLOGY_TRANSACTIONAL_ID = "topology.transactional.id";

    /** The id of the topology, set by the cluster. String. */
    public static final String STORM_ID = "storm.id";

    /** The name of the topology, set by the cluster. String. */
    public static final String TOPOLOGY_NAME = "topology.name";

    /** Importance when resources are short, 0 being the highest. Integer, 0 to 29, default 29. */
    public static final String TOPOLOGY_PRIORITY = "topology.priority";

    // Topologies: tracking of tuples and ticks.

    /** Whether trees ever time out. Boolean, default true. */
    public static final String TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS = "topology.enable.message.timeouts";

    /**
     * 0 turns tracking off, so that every message is acked in the call that emits it; any other number leaves it on,
     * since Gale tracks a tree where its spout runs and needs no acker executors. Integer, default: on.
     */
    public static final String TOPOLOGY_ACKER_EXECUTORS = "topology.acker.executors";

    public static final String TOPOLOGY_RAS_ACKER_EXECUTORS_PER_WORKER = "topology.ras.acker.executors.per.worker";

    /** Time within which the tree of a spout's tuple must be acked, else it fails. Integer, seconds, default 30. */
    public static final String TOPOLOGY_MESSAGE_TIMEOUT_SECS = "topology.message.timeout.secs";

    /** Gale's own: as above in milliseconds, and overrides it. Integer, default: not set. */
    public static final String TOPOLOGY_MESSAGE_TIMEOUT_MILLIS = "topology.message.timeout.millis";

    /**
     * Tuples of one spout task that may be neither acked nor failed; above it nextTuple is not called. Integer,
     * default: no limit.
     */
    public static final String TOPOLOGY_MAX_SPOUT_PENDING = "topology.max.spout.pending";

    /** Interval of tick tuples, for a topology or a component. Integer, seconds, default: no ticks. */
    public static final String TOPOLOGY_TICK_TUPLE_FREQ_SECS = "topology.tick.tuple.freq.secs";

    /** Gale's own: as above in milliseconds, and overrides it. Integer, default: not set. */
    public static final String TOPOLOGY_TICK_TUPLE_FREQ_MILLIS = "topology.tick.tuple.freq.millis";

    // Topologies: serialization of tuples and state.

    /** Kryo serializer of the list of values of a tuple, by name. String. */
    public static final String TOPOLOGY_TUPLE_SERIALIZER = "topology.tuple.serializer";

    /**
     * Whether tuples are serialized even within a worker, to find out in tests what can't be. Boolean, default false.
     */
    public static final String TOPOLOGY_TESTING_ALWAYS_TRY_SERIALIZE = "topology.testing.always.try.serialize";

    /**
     * Classes that tuples carry, in the order of their ids: class name, or map of class name to serializer name. List,
     * default empty.
     */
    public static final String TOPOLOGY_KRYO_REGISTER = "topology.kryo.register";

    /** Classes that register more with Kryo, by name. List of String, default empty. */
    public static final String TOPOLOGY_KRYO_DECORATORS = "topology.kryo.decorators";

    /**
     * Class that makes the Kryo instances, by name. String, default {@code dev.gale.serialization.DefaultKryoFactory}.
     */
    public static final String TOPOLOGY_KRYO_FACTORY = "topology.kryo.factory";

    /** Whether registered classes that can't be loaded are skipped rather than an error. Boolean, default false. */
    public static final String TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS = "topology.skip.missing.kryo.registrations";

    public static final String TOPOLOGY_STATE_KRYO_REGISTER = "topology.state.kryo.register";

    /** Whether unregistered classes are sent by Java serialization rather than refused. Boolean, default false. */
    public static final String TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION = "topology.fall.back.on.java.serialization";

    // Topologies: waiting.

    /** Wait of spouts in versions of Storm before 2; has no effect. Integer, milliseconds. */
    public static final String TOPOLOGY_SLEEP_SPOUT_WAIT_STRATEGY_TIME_MS =
            "topology.sleep.spout.wait.strategy.time.ms";

    /**
     * What a spout's executor does when nothing was emitted: class name of an {@link dev.gale.policy.IWaitStrategy},
     * which says what uses it. String, default {@code dev.gale.policy.WaitStrategyProgressive}.
     */
    public static final String TOPOLOGY_SPOUT_WAIT_STRATEGY = "topology.spout.wait.strategy";

    /** Time of one wait of {@link dev.gale.policy.WaitStrategyPark} in a spout. Integer, microseconds, default 100. */
    public static final String TOPOLOGY_SPOUT_WAIT_PARK_MICROSEC = "topology.spout.wait.park.microsec";

    public static final String TOPOLOGY_SPOUT_WAIT_PROGRESSIVE_LEVEL1_COUNT =
            "topology.spout.wait.progressive.level1.count";
    public static final String TOPOLOGY_SPOUT_WAIT_PROGRESSIVE_LEVEL2_COUNT =
            "topology.spout.wait.progressive.level2.count";
    public static final String TOPOLOGY_SPOUT_WAIT_PROGRESSIVE_LEVEL3_SLEEP_MILLIS =
            "topology.spout.wait.progressive.level3.sleep.millis";

    /**
     * What a bolt's executor does when its queue is empty: class name of an {@link dev.gale.policy.IWaitStrategy},
     * which says what uses it. String, default {@code dev.gale.policy.WaitStrategyProgressive}.
     */
    public static final String TOPOLOGY_BOLT_WAIT_STRATEGY = "topology.bolt.wait.strategy";

    /** Time of one wait of {@link dev.gale.policy.WaitStrategyPark} in a bolt. Integer, microseconds, default 100. */
    public static final String TOPOLOGY_BOLT_WAIT_PARK_MICROSEC = "topology.bolt.wait.park.microsec";

    public static final String TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL1_COUNT =
            "topology.bolt.wait.progressive.level1.count";
    public static final String TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL2_COUNT =
            "topology.bolt.wait.progressive.level2.count";
    public static final String TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL3_SLEEP_MILLIS =
            "topology.bolt.wait.progressive.level3.sleep.millis";

    /**
     * What an executor does when the receiver is full: class name of an {@link dev.gale.policy.IWaitStrategy}, which
     * says what uses it. String, default {@code dev.gale.policy.WaitStrategyProgressive}.
     */
    public static final String TOPOLOGY_BACKPRESSURE_WAIT_STRATEGY = "topology.backpressure.wait.strategy";

    /**
     * Time of one wait of {@link dev.gale.policy.WaitStrategyPark} under back-pressure. Integer, microseconds, default
     * 100.
     */
    public static final String TOPOLOGY_BACKPRESSURE_WAIT_PARK_MICROSEC = "topology.backpressure.wait.park.microsec";

    public static final String TOPOLOGY_BACKPRESSURE_WAIT_PROGRESSIVE_LEVEL3_SLEEP_MILLIS =
            "topology.backpressure.wait.progressive.level3.sleep.millis";
    public static final String TOPOLOGY_BACKPRESSURE_WAIT_PROGRESSIVE_LEVEL1_COUNT =
            "topology.backpressure.wait.progressive.level1.count";
    public static final String TOPOLOGY_BACKPRESSURE_WAIT_PROGRESSIVE_LEVEL2_COUNT =
            "topology.backpressure.wait.progressive.level2.count";

    /** Calls of nextTuple between two looks at the receive queue when tracking is off. Integer, default 3. */
    public static final String TOPOLOGY_SPOUT_RECVQ_SKIPS = "topology.spout.recvq.skips";

    // Gale's own: placement on threads and failures of executors.

    /**
     * How executors get threads: {@code packed}, together on as many as there are cores, or {@code dedicated}, each its
     * own. For a topology or a component. String, default {@code packed}.
     */
    public static final String TOPOLOGY_SCHEDULING = "topology.scheduling";

    /**
     * Whether an executor may call directly, without a queue, a bolt that gets all its input from it. For a topology or a
     * component. Boolean, default true.
     */
    public static final String TOPOLOGY_FUSION = "topology.fusion";

    /**
     * What follows when user code throws: {@code restart} the executor with fresh tasks, {@code fail-topology}, or
     * {@code ignore} the tuple and go on. String, default {@code restart}.
     */
    public static final String TOPOLOGY_EXECUTOR_FAILURE_POLICY = "topology.executor.failure.policy";

    /**
     * Wait before the first restart of an executor; doubles with each restart that follows soon. Integer, milliseconds,
     * default 100.
     */
    public static final String TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS =
            "topology.executor.restart.backoff.min.millis";

    /** Upper bound of that wait. Integer, milliseconds, default 10000. */
    public static final String TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS =
            "topology.executor.restart.backoff.max.millis";

    // Topologies: queues and batches.

    public static final String TOPOLOGY_BACKPRESSURE_ENABLE = "topology.backpressure.enable";

    /** Capacity of the queue before each executor, rounded up to a power of two. Integer, tuples, default 4096. */
    public static final String TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE = "topology.executor.receive.buffer.size";

    /** Capacity of a worker's queue of tuples for other workers. Integer, tuples, default 1000. */
    public static final String TOPOLOGY_TRANSFER_BUFFER_SIZE = "topology.transfer.buffer.size";

    public static final String TOPOLOGY_TRANSFER_BATCH_SIZE = "topology.transfer.batch.size";

    /**
     * Tuples that Storm gathers before it puts them into a queue; has no effect in Gale, whose batches form by
     * themselves. Integer, default 1.
     */
    public static final String TOPOLOGY_PRODUCER_BATCH_SIZE = "topology.producer.batch.size";

    public static final String TOPOLOGY_EXECUTOR_OVERFLOW_LIMIT = "topology.executor.overflow.limit";
    public static final String TOPOLOGY_BACKPRESSURE_CHECK_MILLIS = "topology.backpressure.check.millis";

    /** How long such a batch may wait to fill up in Storm; has no effect in Gale. Integer, milliseconds, default 1. */
    public static final String TOPOLOGY_BATCH_FLUSH_INTERVAL_MILLIS = "topology.batch.flush.interval.millis";

    // Topologies: metrics, statistics, errors and hooks.

    public static final String TOPOLOGY_ENABLE_V2_METRICS_TICK = "topology.enable.v2.metrics.tick";
    public static final String TOPOLOGY_V2_METRICS_TICK_INTERVAL_SECONDS = "topology.v2.metrics.tick.interval.seconds";
    public static final String TOPOLOGY_ENABLE_SEND_ICONNECTION_METRICS = "topology.enable.send.iconnection.metrics";
    public static final String TOPOLOGY_EVENT_LOGGER_REGISTER = "topology.event.logger.register";
    public static final String TOPOLOGY_EVENTLOGGER_EXECUTORS = "topology.eventlogger.executors";

    /** Metrics consumers, each a map of class, parallelism.hint and argument. List of Map, default empty. */
    public static final String TOPOLOGY_METRICS_CONSUMER_REGISTER = "topology.metrics.consumer.register";

    public static final String TOPOLOGY_SERIALIZED_MESSAGE_SIZE_METRICS = "topology.serialized.message.size.metrics";
    public static final String TOPOLOGY_WORKER_METRICS = "topology.worker.metrics";

    /** Fraction of tuples that statistics count. Double, 0 to 1, default 0.05. */
    public static final String TOPOLOGY_STATS_SAMPLE_RATE = "topology.stats.sample.rate";

    /** Interval of the built-in metrics. Integer, seconds, default 60. */
    public static final String TOPOLOGY_BUILTIN_METRICS_BUCKET_SIZE_SECS = "topology.builtin.metrics.bucket.size.secs";

    /** Task hooks that every task gets, by class name. List of String, default empty. */
    public static final String TOPOLOGY_AUTO_TASK_HOOKS = "topology.auto.task.hooks";

    /** The interval of {@link #TOPOLOGY_MAX_ERROR_REPORT_PER_INTERVAL}. Integer, seconds, default 10. */
    public static final String TOPOLOGY_ERROR_THROTTLE_INTERVAL_SECS = "topology.error.throttle.interval.secs";

    /** Errors that an executor may report per interval; the others are only logged. Integer, default 5. */
    public static final String TOPOLOGY_MAX_ERROR_REPORT_PER_INTERVAL = "topology.max.error.report.per.interval";

    /** Metrics reporters, each a map with class and its settings. List of Map, default empty. */
    public static final String TOPOLOGY_METRICS_REPORTERS = "topology.metrics.reporters";

    // Topologies: state, windows and Trident.

    public static final String TOPOLOGY_STATE_PROVIDER = "topology.state.provider";
    public static final String TOPOLOGY_STATE_PROVIDER_CONFIG = "topology.state.provider.config";
    public static final String TOPOLOGY_STATE_CHECKPOINT_INTERVAL = "topology.state.checkpoint.interval.ms";
    public static final String TOPOLOGY_STATE_SYNCHRONIZATION_TIMEOUT_SECS =
            "topology.state.synchronization.timeout.secs";
    public static final String TOPOLOGY_BOLTS_WINDOW_LENGTH_COUNT = "topology.bolts.window.length.count";
    public static final String TOPOLOGY_BOLTS_WINDOW_LENGTH_DURATION_MS = "topology.bolts.window.length.duration.ms";
    public static final String TOPOLOGY_BOLTS_SLIDING_INTERVAL_COUNT = "topology.bolts.window.sliding.interval.count";
    public static final String TOPOLOGY_BOLTS_SLIDING_INTERVAL_DURATION_MS =
            "topology.bolts.window.sliding.interval.duration.ms";
    public static final String TOPOLOGY_BOLTS_LATE_TUPLE_STREAM = "topology.bolts.late.tuple.stream";
    public static final String TOPOLOGY_BOLTS_TUPLE_TIMESTAMP_MAX_LAG_MS = "topology.bolts.tuple.timestamp.max.lag.ms";
    public static final String TOPOLOGY_BOLTS_WATERMARK_EVENT_INTERVAL_MS =
            "topology.bolts.watermark.event.interval.ms";
    public static final String TOPOLOGY_BOLTS_MESSAGE_ID_FIELD_NAME = "topology.bolts.message.id.field.name";
    public static final String TOPOLOGY_TRIDENT_BATCH_EMIT_INTERVAL_MILLIS =
            "topology.trident.batch.emit.interval.millis";
    public static final String TOPOLOGY_TRIDENT_WINDOWING_INMEMORY_CACHE_LIMIT =
            "topology.trident.windowing.cache.tuple.limit";

    // Topologies: placement and resources.

    /** Whether shuffle groupings ignore how loaded the receivers are. Boolean, default false. */
    public static final String TOPOLOGY_DISABLE_LOADAWARE_MESSAGING = "topology.disable.loadaware.messaging";

    public static final String TOPOLOGY_LOCALITYAWARE_HIGHER_BOUND = "topology.localityaware.higher.bound";
    public static final String TOPOLOGY_LOCALITYAWARE_LOWER_BOUND = "topology.localityaware.lower.bound";
    public static final String TOPOLOGY_COMPONENT_RESOURCES_MAP = "topology.component.resources.map";

    /** Heap of one task of a component. Number, megabytes, default 128. */
    public static final String TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB =
            "topology.component.resources.onheap.memory.mb";

    /** Memory outside the heap of one task of a component. Number, megabytes, default 0. */
    public static final String TOPOLOGY_COMPONENT_RESOURCES_OFFHEAP_MEMORY_MB =
            "topology.component.resources.offheap.memory.mb";

    /** Processor time of one task of a component. Number, percent of a core, default 10. */
    public static final String TOPOLOGY_COMPONENT_CPU_PCORE_PERCENT = "topology.component.cpu.pcore.percent";

    public static final String TOPOLOGY_ACKER_RESOURCES_ONHEAP_MEMORY_MB = "topology.acker.resources.onheap.memory.mb";
    public static final String TOPOLOGY_ACKER_RESOURCES_OFFHEAP_MEMORY_MB =
            "topology.acker.resources.offheap.memory.mb";
    public static final String TOPOLOGY_ACKER_CPU_PCORE_PERCENT = "topology.acker.cpu.pcore.percent";
    public static final String TOPOLOGY_METRICS_CONSUMER_RESOURCES_ONHEAP_MEMORY_MB =
            "topology.metrics.consumer.resources.onheap.memory.mb";
    public static final String TOPOLOGY_METRICS_CONSUMER_RESOURCES_OFFHEAP_MEMORY_MB =
            "topology.metrics.consumer.resources.offheap.memory.mb";
    public static final String TOPOLOGY_METRICS_CONSUMER_CPU_PCORE_PERCENT =
            "topology.metrics.consumer.cpu.pcore.percent";

    /** Upper bound of the heap that the scheduler puts into one worker. Number, megabytes, default 768. */
    public static final String TOPOLOGY_WORKER_MAX_HEAP_SIZE_MB = "topology.worker.max.heap.size.mb";

    public static final String TOPOLOGY_SCHEDULER_STRATEGY = "topology.scheduler.strategy";
    public static final String TOPOLOGY_RAS_ORDER_EXECUTORS_BY_PROXIMITY_NEEDS =
            "topology.ras.order.executors.by.proximity.needs";
    public static final String TOPOLOGY_RAS_CONSTRAINTS = "topology.ras.constraints";
    public static final String TOPOLOGY_SPREAD_COMPONENTS = "topology.spread.components";
    public static final String TOPOLOGY_RAS_CONSTRAINT_MAX_STATE_SEARCH = "topology.ras.constraint.max.state.search";
    public static final String TOPOLOGY_RAS_ONE_EXECUTOR_PER_WORKER = "topology.ras.one.executor.per.worker";
    public static final String TOPOLOGY_RAS_ONE_COMPONENT_PER_WORKER = "topology.ras.one.component.per.worker";
    public static final String TOPOLOGY_RAS_CONSTRAINT_MAX_TIME_SECS = "topology.ras.constraint.max.time.secs";
    public static final String TOPOLOGY_SCHEDULER_FAVORED_NODES = "topology.scheduler.favored.nodes";
    public static final String TOPOLOGY_SCHEDULER_UNFAVORED_NODES = "topology.scheduler.unfavored.nodes";
    public static final String TOPOLOGY_ISOLATED_MACHINES = "topology.isolate.machines";

    // Topologies: worker processes.

    public static final String TOPOLOGY_MULTILANG_LOG_HANDLER = "topology.multilang.log.handler";
    public static final String TOPOLOGY_MULTILANG_SERIALIZER = "topology.multilang.serializer";

    /** JVM options of the topology's workers, added to those of the cluster. String or List of String, default none. */
    public static final String TOPOLOGY_WORKER_CHILDOPTS = "topology.worker.childopts";

    /** Garbage collection options of the topology's workers. String or List of String, default none. */
    public static final String TOPOLOGY_WORKER_GC_CHILDOPTS = "topology.worker.gc.childopts";

    public static final String TOPOLOGY_WORKER_LOGWRITER_CHILDOPTS = "topology.worker.logwriter.childopts";

    /** Class path added to that of the workers. String or List of String, default none. */
    public static final String TOPOLOGY_CLASSPATH = "topology.classpath";

    public static final String TOPOLOGY_CLASSPATH_BEGINNING = "topology.classpath.beginning";

    /** Environment variables of the workers. Map of String to String, default empty. */
    public static final String TOPOLOGY_ENVIRONMENT = "topology.environment";

    /** Threads of the executor service that the tasks of a worker share. Integer, default 4. */
    public static final String TOPOLOGY_WORKER_SHARED_THREAD_POOL_SIZE = "topology.worker.shared.thread.pool.size";

    public static final String TOPOLOGY_SHELLBOLT_MAX_PENDING = "topology.shellbolt.max.pending";
    public static final String TOPOLOGY_SUBPROCESS_TIMEOUT_SECS = "topology.subprocess.timeout.secs";
    public static final String TOPOLOGY_LOGGING_SENSITIVITY = "topology.logging.sensitivity";
    public static final String TOPOLOGY_LOGGING_CONFIG_FILE = "topology.logging.config";
    public static final String TOPOLOGY_WORKER_NIMBUS_THRIFT_CLIENT_USE_TLS =
            "topology.worker.nimbus.thrift.client.use.tls";
    public static final String TOPOLOGY_WORKER_TIMEOUT_SECS = "topology.worker.timeout.secs";

    // Topologies: owners, code and credentials.

    public static final String TOPOLOGY_BLOBSTORE_MAP = "topology.blobstore.map";
    public static final String TOPOLOGY_USERS = "topology.users";
    public static final String TOPOLOGY_GROUPS = "topology.groups";
    public static final String TOPOLOGY_READONLY_USERS = "topology.readonly.users";
    public static final String TOPOLOGY_READONLY_GROUPS = "topology.readonly.groups";
    public static final String TOPOLOGY_SUBMITTER_PRINCIPAL = "topology.submitter.principal";
    public static final String TOPOLOGY_SUBMITTER_USER = "topology.submitter.user";
    public static final String TOPOLOGY_AUTO_CREDENTIALS = "topology.auto-credentials";
    public static final String TOPOLOGY_MIN_REPLICATION_COUNT = "topology.min.replication.count";
    public static final String TOPOLOGY_MAX_REPLICATION_WAIT_TIME_SEC = "topology.max.replication.wait.time.sec";

    // Workers, executors and tasks.

    public static final String WORKER_LOG_LEVEL_RESET_POLL_SECS = "worker.log.level.reset.poll.secs";
    public static final String TASK_CREDENTIALS_POLL_SECS = "task.credentials.poll.secs";
    public static final String WORKER_METRICS = "worker.metrics";
    public static final String WORKER_MAX_TIMEOUT_SECS = "worker.max.timeout.secs";
    public static final String WORKER_GC_CHILDOPTS = "worker.gc.childopts";

    /** JVM options of all workers of a cluster. String or List of String. */
    public static final String WORKER_CHILDOPTS = "worker.childopts";

    public static final String WORKER_HEAP_MEMORY_MB = "worker.heap.memory.mb";
    public static final String WORKER_HEARTBEAT_FREQUENCY_SECS = "worker.heartbeat.frequency.secs";
    public static final String EXECUTOR_METRICS_FREQUENCY_SECS = "executor.metrics.frequency.secs";
    public static final String TASK_HEARTBEAT_FREQUENCY_SECS = "task.heartbeat.frequency.secs";
    public static final String TASK_REFRESH_POLL_SECS = "task.refresh.poll.secs";
    public static final String NUM_STAT_BUCKETS = "num.stat.buckets";
    public static final String WORKER_BLOB_UPDATE_POLL_INTERVAL_SECS = "worker.blob.update.poll.interval.secs";

    // Nimbus.

    public static final String STORM_NIMBUS_RETRY_TIMES = "storm.nimbus.retry.times";
    public static final String STORM_NIMBUS_RETRY_INTERVAL = "storm.nimbus.retry.interval.millis";
    public static final String STORM_NIMBUS_RETRY_INTERVAL_CEILING = "storm.nimbus.retry.intervalceiling.millis";
    public static final String NIMBUS_THRIFT_TRANSPORT_PLUGIN = "nimbus.thrift.transport";
    public static final String NIMBUS_THRIFT_PORT = "nimbus.thrift.port";
    public static final String NIMBUS_QUEUE_SIZE = "nimbus.queue.size";
    public static final String NIMBUS_LOCAL_ASSIGNMENTS_BACKEND_CLASS = "nimbus.local.assignments.backend.class";
    public static final String NIMBUS_THRIFT_THREADS = "nimbus.thrift.threads";
    public static final String NIMBUS_THRIFT_MAX_BUFFER_SIZE = "nimbus.thrift.max_buffer_size";
    public static final String NIMBUS_THRIFT_TLS_PORT = "nimbus.thrift.tls.port";
    public static final String NIMBUS_THRIFT_TLS_TRANSPORT_PLUGIN = "nimbus.thrift.tls.transport";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_AUTH_REQUIRED = "nimbus.thrift.tls.client.auth.required";
    public static final String NIMBUS_THRIFT_TLS_SERVER_KEYSTORE_PATH = "nimbus.thrift.tls.server.keystore.path";
    public static final String NIMBUS_THRIFT_TLS_SERVER_KEYSTORE_PASSWORD =
            "nimbus.thrift.tls.server.keystore.password";
    public static final String NIMBUS_THRIFT_TLS_SERVER_ONLY = "nimbus.thrift.tls.server.only";
    public static final String NIMBUS_THRIFT_TLS_SERVER_TRUSTSTORE_PATH = "nimbus.thrift.tls.server.truststore.path";
    public static final String NIMBUS_THRIFT_TLS_SERVER_TRUSTSTORE_PASSWORD =
            "nimbus.thrift.tls.server.truststore.password";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_KEYSTORE_PATH = "nimbus.thrift.tls.client.keystore.path";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_KEYSTORE_PASSWORD =
            "nimbus.thrift.tls.client.keystore.password";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_KEY_PATH = "nimbus.thrift.tls.client.key.path";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_CERT_PATH = "nimbus.thrift.tls.client.cert.path";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_TRUSTSTORE_PATH = "nimbus.thrift.tls.client.truststore.path";
    public static final String NIMBUS_THRIFT_TLS_CLIENT_TRUSTSTORE_PASSWORD =
            "nimbus.thrift.tls.client.truststore.password";
    public static final String NIMBUS_THRIFT_TLS_THREADS = "nimbus.thrift.tls.threads";
    public static final String NIMBUS_THRIFT_TLS_MAX_BUFFER_SIZE = "nimbus.thrift.tls.max_buffer_size";
    public static final String NIMBUS_THRIFT_CLIENT_USE_TLS = "nimbus.thrift.client.use.tls";
    public static final String NIMBUS_SEEDS = "nimbus.seeds";
    public static final String NIMBUS_USERS = "nimbus.users";
    public static final String NIMBUS_GROUPS = "nimbus.groups";
    public static final String NIMBUS_CREDENTIAL_RENEWERS = "nimbus.credential.renewers.classes";
    public static final String NIMBUS_AUTO_CRED_PLUGINS = "nimbus.autocredential.plugins.classes";
    public static final String NIMBUS_SUPERVISOR_USERS = "nimbus.supervisor.users";
    public static final String NIMBUS_DAEMON_USERS = "nimbus.daemon.users";
    public static final String NIMBUS_ADMINS = "nimbus.admins";
    public static final String NIMBUS_ADMINS_GROUPS = "nimbus.admins.groups";
    public static final String NIMBUS_IMPERSONATION_ACL = "nimbus.impersonation.acl";
    public static final String NIMBUS_SCHEDULER_STRATEGY_CLASS_WHITELIST = "nimbus.scheduler.strategy.class.whitelist";

    // Supervisors.

    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_AUTH_REQUIRED =
            "supervisor.thrift.tls.client.auth.required";
    public static final String SUPERVISOR_THRIFT_TLS_SERVER_KEYSTORE_PATH =
            "supervisor.thrift.tls.server.keystore.path";
    public static final String SUPERVISOR_THRIFT_TLS_SERVER_KEYSTORE_PASSWORD =
            "supervisor.thrift.tls.server.keystore.password";
    public static final String SUPERVISOR_THRIFT_TLS_SERVER_TRUSTSTORE_PATH =
            "supervisor.thrift.tls.server.truststore.path";
    public static final String SUPERVISOR_THRIFT_TLS_SERVER_TRUSTSTORE_PASSWORD =
            "supervisor.thrift.tls.server.truststore.password";
    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_KEYSTORE_PATH =
            "supervisor.thrift.tls.client.keystore.path";
    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_KEYSTORE_PASSWORD =
            "supervisor.thrift.tls.client.keystore.password";
    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_TRUSTSTORE_PATH =
            "supervisor.thrift.tls.client.truststore.path";
    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_TRUSTSTORE_PASSWORD =
            "supervisor.thrift.tls.client.truststore.password";
    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_KEY_PATH = "supervisor.thrift.tls.client.key.path";
    public static final String SUPERVISOR_THRIFT_TLS_CLIENT_CERT_PATH = "supervisor.thrift.tls.client.cert.path";
    public static final String SUPERVISOR_THRIFT_CLIENT_USE_TLS = "supervisor.thrift.client.use.tls";
    public static final String SUPERVISOR_WORKER_TIMEOUT_SECS = "supervisor.worker.timeout.secs";
    public static final String SUPERVISOR_WORKER_SHUTDOWN_SLEEP_SECS = "supervisor.worker.shutdown.sleep.secs";
    public static final String SUPERVISOR_MEMORY_CAPACITY_MB = "supervisor.memory.capacity.mb";
    public static final String SUPERVISOR_CPU_CAPACITY = "supervisor.cpu.capacity";
    public static final String SUPERVISOR_THRIFT_PORT = "supervisor.thrift.port";
    public static final String SUPERVISOR_THRIFT_TRANSPORT_PLUGIN = "supervisor.thrift.transport";
    public static final String SUPERVISOR_QUEUE_SIZE = "supervisor.queue.size";
    public static final String SUPERVISOR_THRIFT_THREADS = "supervisor.thrift.threads";
    public static final String SUPERVISOR_THRIFT_MAX_BUFFER_SIZE = "supervisor.thrift.max_buffer_size";
    public static final String SUPERVISOR_THRIFT_SOCKET_TIMEOUT_MS = "supervisor.thrift.socket.timeout.ms";
    public static final String SUPERVISOR_RESOURCES_MAP = "supervisor.resources.map";
    public static final String SUPERVISOR_RUN_WORKER_AS_USER = "supervisor.run.worker.as.user";
    public static final String SUPERVISOR_WORKER_HEARTBEATS_MAX_TIMEOUT_SECS =
            "supervisor.worker.heartbeats.max.timeout.secs";
    public static final String SUPERVISOR_WORKER_LAUNCHER = "supervisor.worker.launcher";
    public static final String SUPERVISOR_WORKER_VERSION_CLASSPATH_MAP = "supervisor.worker.version.classpath.map";
    public static final String SUPERVISOR_WORKER_VERSION_MAIN_MAP = "supervisor.worker.version.main.map";
    public static final String SUPERVISOR_WORKER_VERSION_LOGWRITER_MAP = "supervisor.worker.version.logwriter.map";
    public static final String SUPERVISOR_WORKER_DEFAULT_VERSION = "supervisor.worker.default.version";

    // Messages between workers.

    public static final String STORM_MESSAGING_TRANSPORT = "storm.messaging.transport";
    public static final String STORM_MESSAGING_NETTY_AUTHENTICATION = "storm.messaging.netty.authentication";
    public static final String STORM_MESSAGING_NETTY_BUFFER_SIZE = "storm.messaging.netty.buffer_size";
    public static final String STORM_MESSAGING_NETTY_BUFFER_HIGH_WATERMARK =
            "storm.messaging.netty.buffer.high.watermark";
    public static final String STORM_MESSAGING_NETTY_BUFFER_LOW_WATERMARK =
            "storm.messaging.netty.buffer.low.watermark";
    public static final String STORM_MESSAGING_NETTY_SOCKET_BACKLOG = "storm.messaging.netty.socket.backlog";
    public static final String STORM_MESSAGING_NETTY_SERVER_WORKER_THREADS =
            "storm.messaging.netty.server_worker_threads";
    public static final String STORM_NETTY_MESSAGE_BATCH_SIZE = "storm.messaging.netty.transfer.batch.size";
    public static final String STORM_MESSAGING_NETTY_MIN_SLEEP_MS = "storm.messaging.netty.min_wait_ms";
    public static final String STORM_MESSAGING_NETTY_MAX_SLEEP_MS = "storm.messaging.netty.max_wait_ms";
    public static final String STORM_MESSAGING_NETTY_CLIENT_WORKER_THREADS =
            "storm.messaging.netty.client_worker_threads";
    public static final String STORM_MESSAGING_NETTY_TLS_ENABLE = "storm.messaging.netty.tls.enable";
    public static final String STORM_MESSAGING_NETTY_TLS_REQUIRE_OPEN_SSL =
            "storm.messaging.netty.tls.require.open.ssl";
    public static final String STORM_MESSAGING_NETTY_TLS_CIPHERS = "storm.messaging.netty.tls.ciphers";
    public static final String STORM_MESSAGING_NETTY_TLS_TRUSTSTORE_PATH = "storm.messaging.netty.tls.truststore.path";
    public static final String STORM_MESSAGING_NETTY_TLS_TRUSTSTORE_PASSWORD =
            "storm.messaging.netty.tls.truststore.password";
    public static final String STORM_MESSAGING_NETTY_TLS_KEYSTORE_PATH = "storm.messaging.netty.tls.keystore.path";
    public static final String STORM_MESSAGING_NETTY_TLS_KEYSTORE_PASSWORD =
            "storm.messaging.netty.tls.keystore.password";
    public static final String STORM_MESSAGING_NETTY_TLS_CLIENT_TRUSTSTORE_PATH =
            "storm.messaging.netty.tls.client.truststore.path";
    public static final String STORM_MESSAGING_NETTY_TLS_CLIENT_TRUSTSTORE_PASSWORD =
            "storm.messaging.netty.tls.client.truststore.password";
    public static final String STORM_MESSAGING_NETTY_TLS_CLIENT_KEYSTORE_PATH =
            "storm.messaging.netty.tls.client.keystore.path";
    public static final String STORM_MESSAGING_NETTY_TLS_CLIENT_KEYSTORE_PASSWORD =
            "storm.messaging.netty.tls.client.keystore.password";
    public static final String STORM_MESSAGING_NETTY_TLS_SSL_PROTOCOLS = "storm.messaging.netty.tls.ssl.protocols";
    public static final String STORM_MESSAGING_NETTY_FLUSH_TIMEOUT_MS = "storm.messaging.netty.flush_timeout_ms";

    // ZooKeeper.

    public static final String TRANSACTIONAL_ZOOKEEPER_ROOT = "transactional.zookeeper.root";
    public static final String TRANSACTIONAL_ZOOKEEPER_SERVERS = "transactional.zookeeper.servers";
    public static final String TRANSACTIONAL_ZOOKEEPER_PORT = "transactional.zookeeper.port";
    public static final String PACEMAKER_SERVERS = "pacemaker.servers";
    public static final String PACEMAKER_PORT = "pacemaker.port";
    public static final String PACEMAKER_CLIENT_MAX_THREADS = "pacemaker.client.max.threads";
    public static final String PACEMAKER_AUTH_METHOD = "pacemaker.auth.method";
    public static final String PACEMAKER_THRIFT_MESSAGE_SIZE_MAX = "pacemaker.thrift.message.size.max";
    public static final String STORM_ZOOKEEPER_SERVERS = "storm.zookeeper.servers";
    public static final String STORM_ZOOKEEPER_PORT = "storm.zookeeper.port";
    public static final String STORM_ZOOKEEPER_SUPERACL = "storm.zookeeper.superACL";
    public static final String STORM_ZOOKEEPER_DRPC_ACL = "storm.zookeeper.drpcACL";
    public static final String STORM_ZOOKEEPER_TOPOLOGY_AUTH_SCHEME = "storm.zookeeper.topology.auth.scheme";
    public static final String ZK_SSL_ENABLE = "storm.zookeeper.ssl.enable";
    public static final String STORM_ZOOKEEPER_SSL_KEYSTORE_PATH = "storm.zookeeper.ssl.keystore.path";
    public static final String STORM_ZOOKEEPER_SSL_KEYSTORE_PASSWORD = "storm.zookeeper.ssl.keystore.password";
    public static final String STORM_ZOOKEEPER_SSL_TRUSTSTORE_PATH = "storm.zookeeper.ssl.truststore.path";
    public static final String STORM_ZOOKEEPER_SSL_TRUSTSTORE_PASSWORD = "storm.zookeeper.ssl.truststore.password";
    public static final String STORM_ZOOKEEPER_SSL_HOSTNAME_VERIFICATION = "storm.zookeeper.ssl.hostnameVerification";
    public static final String STORM_ZOOKEEPER_ROOT = "storm.zookeeper.root";
    public static final String STORM_ZOOKEEPER_TOPOLOGY_AUTH_PAYLOAD = "storm.zookeeper.topology.auth.payload";
    public static final String STORM_ZOOKEEPER_AUTH_SCHEME = "storm.zookeeper.auth.scheme";
    public static final String STORM_ZOOKEEPER_AUTH_PAYLOAD = "storm.zookeeper.auth.payload";
    public static final String STORM_ZOOKEEPER_CONNECTION_TIMEOUT = "storm.zookeeper.connection.timeout";
    public static final String STORM_ZOOKEEPER_SESSION_TIMEOUT = "storm.zookeeper.session.timeout";
    public static final String STORM_ZOOKEEPER_RETRY_INTERVAL = "storm.zookeeper.retry.interval";
    public static final String STORM_ZOOKEEPER_RETRY_INTERVAL_CEILING = "storm.zookeeper.retry.intervalceiling.millis";
    public static final String STORM_ZOOKEEPER_RETRY_TIMES = "storm.zookeeper.retry.times";

    // DRPC.

    public static final String DRPC_SERVERS = "drpc.servers";
    public static final String DRPC_INVOCATIONS_PORT = "drpc.invocations.port";
    public static final String DRPC_THRIFT_TRANSPORT_PLUGIN = "drpc.thrift.transport";
    public static final String DRPC_PORT = "drpc.port";
    public static final String DRPC_QUEUE_SIZE = "drpc.queue.size";
    public static final String DRPC_WORKER_THREADS = "drpc.worker.threads";
    public static final String DRPC_MAX_BUFFER_SIZE = "drpc.max_buffer_size";
    public static final String DRPC_INVOCATIONS_THRIFT_TRANSPORT_PLUGIN = "drpc.invocations.thrift.transport";
    public static final String DRPC_INVOCATIONS_THREADS = "drpc.invocations.threads";
    public static final String DRPC_AUTHORIZER_ACL = "drpc.authorizer.acl";
    public static final String DRPC_AUTHORIZER_ACL_FILENAME = "drpc.authorizer.acl.filename";
    public static final String DRPC_AUTHORIZER_ACL_STRICT = "drpc.authorizer.acl.strict";

    // Blob store and HDFS.

    public static final String CLIENT_BLOBSTORE = "client.blobstore.class";
    public static final String BLOBSTORE_DIR = "blobstore.dir";
    public static final String BLOBSTORE_CLEANUP_ENABLE = "blobstore.cleanup.enable";
    public static final String BLOBSTORE_HDFS_PRINCIPAL = "blobstore.hdfs.principal";
    public static final String BLOBSTORE_HDFS_KEYTAB = "blobstore.hdfs.keytab";
    public static final String STORM_BLOBSTORE_REPLICATION_FACTOR = "storm.blobstore.replication.factor";
    public static final String STORM_HDFS_LOGIN_PRINCIPAL = "storm.hdfs.login.principal";
    public static final String STORM_HDFS_LOGIN_KEYTAB = "storm.hdfs.login.keytab";
    public static final String STORM_BLOBSTORE_ACL_VALIDATION_ENABLED = "storm.blobstore.acl.validation.enabled";
    public static final String STORM_BLOBSTORE_INPUTSTREAM_BUFFER_SIZE_BYTES =
            "storm.blobstore.inputstream.buffer.size.bytes";
    public static final String STORM_BLOBSTORE_DEPENDENCY_JAR_UPLOAD_CHUNK_SIZE_BYTES =
            "storm.blobstore.dependency.jar.upload.chunk.size.bytes";

    // Cluster-wide.

    /**
     * The user in whose name a topology is submitted, if the cluster lets the caller do so. String, default: the
     * caller.
     */
    public static final String STORM_DO_AS_USER = "storm.doAsUser";

    public static final String STORM_GROUP_MAPPING_SERVICE_CACHE_DURATION_SECS =
            "storm.group.mapping.service.cache.duration.secs";
    public static final String STORM_THRIFT_SOCKET_TIMEOUT_MS = "storm.thrift.socket.timeout.ms";
    public static final String STORM_THRIFT_TLS_SOCKET_TIMEOUT_MS = "storm.thrift.tls.socket.timeout.ms";
    public static final String STORM_GROUP_MAPPING_SERVICE_PARAMS = "storm.group.mapping.service.params";
    public static final String STORM_THRIFT_TRANSPORT_PLUGIN = "storm.thrift.transport";
    public static final String STORM_META_SERIALIZATION_DELEGATE = "storm.meta.serialization.delegate";
    public static final String STORM_TOPOLOGY_METRICS_SYSTEM_REPORTERS = "storm.topology.metrics.system.reporters";
    public static final String STORM_METRICS_REPORTERS = "storm.metrics.reporters";

    /** The name under which this machine is reached by others. String, default: what the system says. */
    public static final String STORM_LOCAL_HOSTNAME = "storm.local.hostname";

    /** {@code distributed} or {@code local}. String. */
    public static final String STORM_CLUSTER_MODE = "storm.cluster.mode";

    public static final String STORM_NETWORK_TOPOGRAPHY_PLUGIN = "storm.network.topography.plugin";
    public static final String STORM_LOCAL_MODE_ZMQ = "storm.local.mode.zmq";
    public static final String DISABLE_SYMLINKS = "storm.disable.symlinks";
    public static final String STORM_PRINCIPAL_TO_LOCAL_PLUGIN = "storm.principal.tolocal";
    public static final String STORM_GROUP_MAPPING_SERVICE_PROVIDER_PLUGIN = "storm.group.mapping.service";
    public static final String STORM_TOPOLOGY_SUBMISSION_NOTIFIER_PLUGIN =
            "storm.topology.submission.notifier.plugin.class";
    public static final String STORM_LOCAL_DIR = "storm.local.dir";
    public static final String STORM_WORKERS_ARTIFACTS_DIR = "storm.workers.artifacts.dir";
    public static final String STORM_CLUSTER_STATE_STORE = "storm.cluster.state.store";
    public static final String STORM_CGROUP_HIERARCHY_DIR = "storm.cgroup.hierarchy.dir";
    public static final String STORM_DAEMON_METRICS_REPORTER_PLUGIN_LOCALE =
            "storm.daemon.metrics.reporter.plugin.locale";
    public static final String STORM_DAEMON_METRICS_REPORTER_PLUGIN_RATE_UNIT =
            "storm.daemon.metrics.reporter.plugin.rate.unit";
    public static final String STORM_DAEMON_METRICS_REPORTER_PLUGIN_DURATION_UNIT =
            "storm.daemon.metrics.reporter.plugin.duration.unit";

    public Config() {}

    public static void setClasspath(Map<String, Object> conf, String classpath) {
        conf.put(TOPOLOGY_CLASSPATH, classpath);
    }

    public void setClasspath(String classpath) {
        setClasspath(this, classpath);
    }

    public static void setEnvironment(Map<String, Object> conf, Map<String, Object> environment) {
        conf.put(TOPOLOGY_ENVIRONMENT, environment);
    }

    public void setEnvironment(Map<String, Object> environment) {
        setEnvironment(this, environment);
    }

    public static void setDebug(Map<String, Object> conf, boolean debug) {
        conf.put(TOPOLOGY_DEBUG, debug);
    }

    public void setDebug(boolean debug) {
        setDebug(this, debug);
    }

    public static void setTopologyVersion(Map<String, Object> conf, String version) {
        conf.put(TOPOLOGY_VERSION, version);
    }

    public void setTopologyVersion(String version) {
        setTopologyVersion(this, version);
    }

    public static void setNumWorkers(Map<String, Object> conf, int workers) {
        conf.put(TOPOLOGY_WORKERS, workers);
    }

    public void setNumWorkers(int workers) {
        setNumWorkers(this, workers);
    }

    public static void setNumAckers(Map<String, Object> conf, int executors) {
        conf.put(TOPOLOGY_ACKER_EXECUTORS, executors);
    }

    public void setNumAckers(int executors) {
        setNumAckers(this, executors);
    }

    public static void setNumEventLoggers(Map<String, Object> conf, int executors) {
        conf.put(TOPOLOGY_EVENTLOGGER_EXECUTORS, executors);
    }

    public void setNumEventLoggers(int executors) {
        setNumEventLoggers(this, executors);
    }

    public static void setMessageTimeoutSecs(Map<String, Object> conf, int seconds) {
        conf.put(TOPOLOGY_MESSAGE_TIMEOUT_SECS, seconds);
    }

    /** Has no effect once {@link #setMessageTimeout} was called, which takes precedence. */
    public void setMessageTimeoutSecs(int seconds) {
        setMessageTimeoutSecs(this, seconds);
    }

    /**
     * The message timeout to the millisecond; takes precedence over {@link #setMessageTimeoutSecs}.
     *
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public void setMessageTimeout(Duration timeout) {
        put(TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, positiveMillis(TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, timeout));
    }

    /**
     * The interval of tick tuples to the millisecond; takes precedence over {@link #TOPOLOGY_TICK_TUPLE_FREQ_SECS}.
     *
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public void setTickFrequency(Duration interval) {
        put(TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, positiveMillis(TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, interval));
    }

    /** Tuples may carry this class; Kryo's default serializer writes its fields. */
    @SuppressWarnings("rawtypes")
    public static void registerSerialization(Map<String, Object> conf, Class klass) {
        append(conf, TOPOLOGY_KRYO_REGISTER, klass.getName());
    }

    @SuppressWarnings("rawtypes")
    public static void registerSerialization(
            Map<String, Object> conf, Class klass, Class<? extends Serializer> serializerClass) {
        append(conf, TOPOLOGY_KRYO_REGISTER, Map.of(klass.getName(), serializerClass.getName()));
    }

    @SuppressWarnings("rawtypes")
    public void registerSerialization(Class klass) {
        registerSerialization(this, klass);
    }

    @SuppressWarnings("rawtypes")
    public void registerSerialization(Class klass, Class<? extends Serializer> serializerClass) {
        registerSerialization(this, klass, serializerClass);
    }

    /**
     * Adds a consumer of all metrics of the topology.
     *
     * @param argument        handed to the consumer's prepare; a plain value or null
     * @param parallelismHint number of executors that run the consumer
     */
    @SuppressWarnings("rawtypes")
    public static void registerMetricsConsumer(
            Map<String, Object> conf, Class klass, Object argument, long parallelismHint) {
        Map<String, Object> consumer = new HashMap<>(); // and not Map.of, because the argument may be null
        consumer.put("class", klass.getName());
        consumer.put("parallelism.hint", parallelismHint);
        consumer.put("argument", argument);
        append(conf, TOPOLOGY_METRICS_CONSUMER_REGISTER, consumer);
    }

    @SuppressWarnings("rawtypes")
    public static void registerMetricsConsumer(Map<String, Object> conf, Class klass, long parallelismHint) {
        registerMetricsConsumer(conf, klass, null, parallelismHint);
    }

    @SuppressWarnings("rawtypes")
    public static void registerMetricsConsumer(Map<String, Object> conf, Class klass) {
        registerMetricsConsumer(conf, klass, null, 1L);
    }

    @SuppressWarnings("rawtypes")
    public void registerMetricsConsumer(Class klass, Object argument, long parallelismHint) {
        registerMetricsConsumer(this, klass, argument, parallelismHint);
    }

    @SuppressWarnings("rawtypes")
    public void registerMetricsConsumer(Class klass, long parallelismHint) {
        registerMetricsConsumer(this, klass, parallelismHint);
    }

    @SuppressWarnings("rawtypes")
    public void registerMetricsConsumer(Class klass) {
        registerMetricsConsumer(this, klass);
    }

    public static void registerDecorator(Map<String, Object> conf, Class<? extends IKryoDecorator> klass) {
        append(conf, TOPOLOGY_KRYO_DECORATORS, klass.getName());
    }

    public void registerDecorator(Class<? extends IKryoDecorator> klass) {
        registerDecorator(this, klass);
    }

    public static void setKryoFactory(Map<String, Object> conf, Class<? extends IKryoFactory> klass) {
        conf.put(TOPOLOGY_KRYO_FACTORY, klass.getName());
    }

    public void setKryoFactory(Class<? extends IKryoFactory> klass) {
        setKryoFactory(this, klass);
    }

    public static void setSkipMissingKryoRegistrations(Map<String, Object> conf, boolean skip) {
        conf.put(TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS, skip);
    }

    public void setSkipMissingKryoRegistrations(boolean skip) {
        setSkipMissingKryoRegistrations(this, skip);
    }

    public static void setMaxTaskParallelism(Map<String, Object> conf, int max) {
        conf.put(TOPOLOGY_MAX_TASK_PARALLELISM, max);
    }

    public void setMaxTaskParallelism(int max) {
        setMaxTaskParallelism(this, max);
    }

    public static void setMaxSpoutPending(Map<String, Object> conf, int max) {
        conf.put(TOPOLOGY_MAX_SPOUT_PENDING, max);
    }

    public void setMaxSpoutPending(int max) {
        setMaxSpoutPending(this, max);
    }

    public static void setStatsSampleRate(Map<String, Object> conf, double rate) {
        conf.put(TOPOLOGY_STATS_SAMPLE_RATE, rate);
    }

    public void setStatsSampleRate(double rate) {
        setStatsSampleRate(this, rate);
    }

    public static void setFallBackOnJavaSerialization(Map<String, Object> conf, boolean fallback) {
        conf.put(TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, fallback);
    }

    public void setFallBackOnJavaSerialization(boolean fallback) {
        setFallBackOnJavaSerialization(this, fallback);
    }

    /** @param megabytes null leaves the present value */
    public void setTopologyWorkerMaxHeapSize(Number megabytes) {
        if (megabytes != null) {
            put(TOPOLOGY_WORKER_MAX_HEAP_SIZE_MB, megabytes);
        }
    }

    /** Forbids to place executors of the two components in the same worker; to be called once for every such pair. */
    public void setTopologyComponentWorkerConstraints(String component1, String component2) {
        append(this, TOPOLOGY_RAS_CONSTRAINTS, List.of(component1, component2));
    }

    public void setTopologyConstraintsMaxStateSearch(int states) {
        put(TOPOLOGY_RAS_CONSTRAINT_MAX_STATE_SEARCH, states);
    }

    public void setTopologyPriority(int priority) {
        put(TOPOLOGY_PRIORITY, priority);
    }

    /** @param strategy class name of the scheduling strategy; null leaves the present value */
    public void setTopologyStrategy(String strategy) {
        if (strategy != null) {
            put(TOPOLOGY_SCHEDULER_STRATEGY, strategy);
        }
    }

    private static void append(Map<String, Object> conf, String key, Object entry) {
        Object present = conf.get(key);
        if (present != null && !(present instanceof List)) {
            throw new IllegalArgumentException(
                    key + " must be a List, found a " + present.getClass().getName() + "; remove it or make it a List");
        }
        // A new list, because the present one may be shared with another configuration or not modifiable.
        List<Object> entries = new ArrayList<>(present == null ? List.of() : (List<?>) present);
        entries.add(entry);
        conf.put(key, entries);
    }

    private static long positiveMillis(String key, Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1) {
            throw new IllegalArgumentException(key + " must be at least one millisecond, found " + duration);
        }
        return millis;
    }
}
