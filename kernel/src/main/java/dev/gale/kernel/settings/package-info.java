/** Typed settings: declared once with key, type, default and a sentence; read, checked and documented from there. */
package dev.gale.kernel.settings;
