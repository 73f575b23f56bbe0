package dev.gale.coordination.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.OpResult;

/** Several changes of which all happen or none, with what must hold for them. Not thread-safe; used once. */
final class Transaction {
    private final CuratorFramework curator;
    private final List<CuratorOp> steps = new ArrayList<>();

    /**
     * How it ended.
     *
     * @param failedStep the first step that couldn't be done, counted from 0; -1 when all were
     * @param why what ZooKeeper said of that step
     */
    record Outcome(int failedStep, KeeperException.Code why) {
        boolean isDone() {
            return failedStep < 0;
        }
    }

    Transaction(CuratorFramework curator) {
        this.curator = curator;
    }

    /** The node must be there. */
    Transaction check(String path) throws Exception {
        steps.add(curator.transactionOp().check().forPath(path));
        return this;
    }

    /** The node must be there, of this version. */
    Transaction check(String path, int version) throws Exception {
        steps.add(curator.transactionOp().check().withVersion(version).forPath(path));
        return this;
    }

    Transaction create(CreateMode mode, String path, byte[] data) throws Exception {
        steps.add(curator.transactionOp().create().withMode(mode).forPath(path, data));
        return this;
    }

    Transaction set(String path, int version, byte[] data) throws Exception {
        steps.add(curator.transactionOp().setData().withVersion(version).forPath(path, data));
        return this;
    }

    Transaction delete(String path) throws Exception {
        steps.add(curator.transactionOp().delete().forPath(path));
        return this;
    }

    Transaction delete(String path, int version) throws Exception {
        steps.add(curator.transactionOp().delete().withVersion(version).forPath(path));
        return this;
    }

    /** @throws KeeperException when it couldn't be tried, or perhaps was done but the answer got lost */
    Outcome commit() throws Exception {
        try {
            curator.transaction().forOperations(steps);
            return new Outcome(-1, KeeperException.Code.OK);
        } catch (KeeperException e) {
            List<OpResult> results = e.getResults();
            for (int i = 0; results != null && i < results.size(); i++) {
                if (results.get(i) instanceof OpResult.ErrorResult error) {
                    KeeperException.Code code = KeeperException.Code.get(error.getErr());
                    // Those before the one that failed are OK, those after it inconsistent.
                    if (code != KeeperException.Code.OK && code != KeeperException.Code.RUNTIMEINCONSISTENCY) {
                        return switch (code) {
                            case NONODE, NODEEXISTS, BADVERSION, NOTEMPTY -> new Outcome(i, code);
                            default -> throw e;
                        };
                    }
                }
            }
            throw e;
        }
    }
}
