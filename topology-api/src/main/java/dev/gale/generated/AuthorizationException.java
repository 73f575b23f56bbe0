package dev.gale.generated;

import dev.gale.thrift.TException;

/** The caller may not do this. */
public class AuthorizationException extends TException {
    private String msg;

    public AuthorizationException() {}

    public AuthorizationException(String msg) {
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
