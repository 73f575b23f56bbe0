package dev.gale.coordination;

/** Is told what becomes of a registration. */
public interface RegistrationListener {
    /** The entry is there: for the first time, or again after it had gone with a lost session. */
    void onRegistered();

    /**
     * Another process with the same id, started later, has taken the place. This registration is over and doesn't come
     * back; the daemon should stop and say that its id is used twice.
     */
    void onDisplaced(String by);
}
