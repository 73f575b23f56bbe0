/** What user code calls of Storm's utilities: time, configuration values, maps that forget, bits of everything. */
package dev.gale.utils;
