/**
 * The configuration of a process: values from defaults, files, environment, command line and code come in, each key's
 * strongest value goes out with where it came from. Used by the thread that starts the process. Imports the declarations
 * of settings; which settings there are is for the caller to say.
 */
package dev.gale.config;
