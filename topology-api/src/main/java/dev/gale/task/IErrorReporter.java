package dev.gale.task;

/** Where a component reports a problem that operators should see but that does not stop the component. */
public interface IErrorReporter {
    void reportError(Throwable error);
}
