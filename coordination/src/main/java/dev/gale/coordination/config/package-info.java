/** How to reach ZooKeeper, declared once. Imports the kernel's settings. */
package dev.gale.coordination.config;
