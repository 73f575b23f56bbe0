/** Marks for readers of the API. */
package dev.gale.annotation;
