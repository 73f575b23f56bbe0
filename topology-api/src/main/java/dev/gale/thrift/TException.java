package dev.gale.thrift;

/**
 * The checked base of what a cluster refuses or cannot do, such as {@link dev.gale.generated.NotAliveException}. Gale
 * has no Thrift; the type keeps its name because user code catches and declares it.
 */
public class TException extends Exception {
    public TException() {}

    public TException(String message) {
        super(message);
    }

    public TException(Throwable cause) {
        super(cause);
    }

    public TException(String message, Throwable cause) {
        super(message, cause);
    }
}
