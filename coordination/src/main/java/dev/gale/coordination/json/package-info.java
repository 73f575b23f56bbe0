/** Records to JSON and back; the only place that sees the JSON library. Imports {@code coordination.model}. */
package dev.gale.coordination.json;
