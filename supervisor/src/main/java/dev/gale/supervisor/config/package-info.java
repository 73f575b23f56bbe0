/** What a supervisor can be told, and what it was told. Imports {@code kernel.settings}. */
package dev.gale.supervisor.config;
