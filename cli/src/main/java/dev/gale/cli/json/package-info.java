/** JSON as the commands see it; the only place that knows which library reads it. */
package dev.gale.cli.json;
