/**
 * The structs in which topologies are submitted and clusters described: Storm's Thrift types as plain classes, with the
 * same accessors ({@code get_x}, {@code set_x}, {@code is_set_x}, {@code unset_x}).
 *
 * <p>Numbers and flags that are not set read as 0 and false. Lists, sets and maps are never null: they start empty,
 * setting null or unsetting empties them, {@code is_set_x} tells whether there is anything in them; they are neither
 * copied nor protected. Everything else reads as null while unset. Nothing here is thread-safe. Unions are created by
 * their factories and don't change.
 */
package dev.gale.generated;
