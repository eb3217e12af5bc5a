/** Test support for hosts: a simulator of Maskinporten and the API, and the contract test for stores. */
@NullMarked
package no.trekkpaalegg.test;

import org.jspecify.annotations.NullMarked;
