package dev.gale.simulation;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.memory.InMemoryClusterState;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.worker.transport.Wires;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** What a process is to the others: agents, a client of the cluster's facts, sockets; and what can befall it. */
final class SimulatedProcess {
    private enum Life {
        RUNNING,
        STOPPED,
        DEAD
    }

    private final SimulatedWorld world;
    private final DeterministicScheduler all;
    private final String name;
    /** Of two processes in one place the later one has the higher. */
    private final long number;

    private final List<ProcessScheduler> schedulers = new ArrayList<>();
    private Life life = Life.RUNNING;
    private InMemoryClusterState client;
    private Wires wires;
    private boolean cutOff;

    SimulatedProcess(SimulatedWorld world, DeterministicScheduler all, String name, long number) {
        this.world = world;
        this.all = all;
        this.name = name;
        this.number = number;
    }

    String name() {
        return name;
    }

    long number() {
        return number;
    }

    boolean isRunning() {
        return life == Life.RUNNING;
    }

    boolean isDead() {
        return life == Life.DEAD;
    }

    boolean isCutOff() {
        return cutOff;
    }

    /** One of its agents is about to be called. */
    void enter() {
        world.onEnter(this);
    }

    // What it is made of

    ProcessScheduler newScheduler(ErrorHandler errors) {
        ProcessScheduler scheduler = new ProcessScheduler(this, all, errors);
        schedulers.add(scheduler);
        return scheduler;
    }

    ClusterState connect(Executor callbacks) {
        client = world.facts().newClient(name, callbacks);
        return client;
    }

    Wires listen(Wires opened) {
        wires = opened;
        return opened;
    }

    // What befalls it

    /** SIGKILL: nothing of it is called any more; its session stays until it times out. */
    void kill() {
        if (life == Life.DEAD) {
            return;
        }
        life = Life.DEAD;
        world.wires().thaw(name);
        if (wires != null) {
            wires.close();
        }
        if (client != null) {
            client.abandon();
            world.after(SimulatedWorld.SESSION_TIMEOUT, client::expireSession);
        }
        schedulers.forEach(ProcessScheduler::close);
    }

    /** It has ended by itself; what is left of it is taken away. */
    void ended() {
        schedulers.forEach(ProcessScheduler::close);
        life = Life.DEAD;
    }

    /** SIGSTOP, and later SIGCONT. Meanwhile it isn't heard of, so its session may end. */
    void stopFor(Duration time) {
        if (life != Life.RUNNING) {
            return;
        }
        life = Life.STOPPED;
        world.wires().freeze(name);
        cutOffFor(time);
        world.after(time, this::goOn);
    }

    /** SIGCONT. */
    void goOn() {
        if (life == Life.STOPPED) {
            life = Life.RUNNING;
            world.wires().thaw(name);
            schedulers.forEach(ProcessScheduler::wakeAll);
        }
    }

    /** Cuts it off from the cluster's facts; its session ends if that takes too long. */
    void cutOffFor(Duration time) {
        if (cutOff || client == null || life == Life.DEAD) {
            return;
        }
        cutOff = true;
        client.suspend();
        if (time.compareTo(SimulatedWorld.SESSION_TIMEOUT) >= 0) {
            world.after(SimulatedWorld.SESSION_TIMEOUT, () -> {
                if (cutOff) {
                    client.expireSession();
                }
            });
        }
        world.after(time, this::reconnect);
    }

    /** Ends a {@link #cutOffFor}. */
    void reconnect() {
        if (cutOff) {
            cutOff = false;
            client.resume();
        }
    }

    void expireSession() {
        if (client != null) {
            client.expireSession();
        }
    }
}
