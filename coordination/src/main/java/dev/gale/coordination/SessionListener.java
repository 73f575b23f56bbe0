package dev.gale.coordination;

/** Is told how the session fares. */
@FunctionalInterface
public interface SessionListener {
    void onSessionState(SessionState state);
}
