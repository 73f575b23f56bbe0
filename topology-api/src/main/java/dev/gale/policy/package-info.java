/** Strategies of waiting that topologies name in their settings. */
package dev.gale.policy;
