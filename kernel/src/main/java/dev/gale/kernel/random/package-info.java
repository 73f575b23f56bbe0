/** Where randomness comes from: a seeded generator that is injected, never a static one. Imports nothing of Gale. */
package dev.gale.kernel.random;
