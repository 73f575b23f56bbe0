package dev.gale.generated;

import dev.gale.thrift.TException;

/** A topology of this name runs already. Choose another name or kill the running one. */
public class AlreadyAliveException extends TException {
    private String msg;

    public AlreadyAliveException() {}

    public AlreadyAliveException(String msg) {
        super(msg);
        this.msg = msg;
    }

    public String get_msg() {
        return msg;
    }

    public void set_msg(String msg) {
        this.msg = msg;
    }

    public boolean is_set_msg() {
        return msg != null;
    }

    public void unset_msg() {
        msg = null;
    }

    @Override
    public String getMessage() {
        return msg;
    }
}
