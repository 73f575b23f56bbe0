package dev.gale.hooks;

import java.io.Serializable;

/** A worker hook that does nothing; override what is of interest. */
public class BaseWorkerHook implements IWorkerHook, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void shutdown() {}
}
