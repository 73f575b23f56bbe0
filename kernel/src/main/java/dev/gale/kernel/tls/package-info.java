/**
 * TLS by the JDK, from settings: files with keys and certificates, what an end of a connection shows and believes, and how
 * Nimbus's HTTP API is served and asked. What can't be used is refused when it is read. Imports {@code kernel.settings}.
 */
package dev.gale.kernel.tls;
