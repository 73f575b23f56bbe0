/** Where a user starts: settings, constants and the submission of topologies to whatever runs them. */
package dev.gale;
