/** What a Nimbus is told to be, read once from the configuration. Imports kernel settings only. */
package dev.gale.nimbus.config;
