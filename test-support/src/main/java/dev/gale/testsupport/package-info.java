/** What the tests of several modules need. Nothing of it is part of what is delivered; it sees nothing of Gale. */
package dev.gale.testsupport;
