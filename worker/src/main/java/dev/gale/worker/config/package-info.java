/** What can be set about a topology, declared once, and what a given configuration comes to. Imports the kernel's settings. */
package dev.gale.worker.config;
