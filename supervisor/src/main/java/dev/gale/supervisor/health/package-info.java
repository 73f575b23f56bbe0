/** Whether this machine is fit to run workers, as its administrator's scripts say. Imports nothing of Gale. */
package dev.gale.supervisor.health;
