/** The one Thrift type that Storm's signatures show. */
package dev.gale.thrift;
