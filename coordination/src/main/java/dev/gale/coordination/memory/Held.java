package dev.gale.coordination.memory;

/** A fact that goes with the session that stated it. */
record Held<T>(T value, long sessionId) {}
