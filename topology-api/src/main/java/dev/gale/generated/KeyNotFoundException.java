package dev.gale.generated;

import dev.gale.thrift.TException;

/** There is no blob of this key. */
public class KeyNotFoundException extends TException {
    private String msg;

    public KeyNotFoundException() {}

    public KeyNotFoundException(String msg) {
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
