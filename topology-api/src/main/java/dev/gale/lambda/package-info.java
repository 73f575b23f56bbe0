/** Components made of a lambda expression, and the serializable function types they are written as. */
package dev.gale.lambda;
