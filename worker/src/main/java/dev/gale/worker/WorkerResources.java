package dev.gale.worker;

import dev.gale.task.WorkerTopologyContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the tasks of one worker share: the pool for background work, and what worker hooks put there. */
final class WorkerResources implements AutoCloseable {
    private final ExecutorService pool;
    private final Map<String, Object> user = new ConcurrentHashMap<>();

    /** @param name begins the names of the pool's threads, which are started when they are first needed */
    WorkerResources(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + "-shared-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
        executor.allowCoreThreadTimeOut(true);
        this.pool = executor;
    }

    Map<String, Object> defaults() {
        return Map.of(WorkerTopologyContext.SHARED_EXECUTOR, pool);
    }

    Map<String, Object> user() {
        return user;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
