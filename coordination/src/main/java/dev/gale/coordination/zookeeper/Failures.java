package dev.gale.coordination.zookeeper;

import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.CoordinationFailure.Kind;
import dev.gale.coordination.config.CoordinationSettings;
import org.apache.zookeeper.KeeperException;

/** ZooKeeper's errors in the words of this module. */
final class Failures {
    private Failures() {}

    static CoordinationFailure of(String doing, KeeperException e) {
        return switch (e.code()) {
            case CONNECTIONLOSS, OPERATIONTIMEOUT, SESSIONEXPIRED, SESSIONMOVED, REQUESTTIMEOUT ->
                new CoordinationFailure(
                        Kind.UNAVAILABLE, "could not " + doing + ": the connection to ZooKeeper broke; try again", e);
            case NOAUTH, AUTHFAILED, INVALIDACL ->
                new CoordinationFailure(
                        Kind.NOT_ALLOWED,
                        "could not " + doing + ": ZooKeeper doesn't let this client near " + where(e) + "; set "
                                + CoordinationSettings.AUTH_SCHEME + " and " + CoordinationSettings.AUTH_PAYLOAD
                                + " to what the nodes were made with",
                        e);
            default ->
                new CoordinationFailure(Kind.UNEXPECTED, "could not " + doing + ": " + e.code() + " at " + where(e), e);
        };
    }

    private static String where(KeeperException e) {
        return e.getPath() == null ? "its nodes" : e.getPath();
    }

    static CoordinationFailure notLeader(String doing, Object term) {
        return new CoordinationFailure(Kind.NOT_LEADER, "could not " + doing + ": " + term + " is over");
    }
}
