/**
 * The HTTP API of a Nimbus. Requests are read on threads of the server and bounded in size, number and time; what changes
 * anything goes to the owner's thread, what only looks reads what that has published. The only package that knows the HTTP
 * server.
 */
package dev.gale.nimbus.http;
