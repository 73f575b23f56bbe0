package dev.gale.supervisor;

import dev.gale.coordination.RegistrationListener;

/** Of registrations that a test doesn't ask about. */
final class Ignoring implements RegistrationListener {
    @Override
    public void onRegistered() {}

    @Override
    public void onDisplaced(String by) {
        throw new AssertionError("displaced by " + by);
    }
}
