/** Builds the client from the properties: addresses, signing key, HTTP and resilience4j. */
@NullMarked
package no.trekkpaalegg.boot.client;

import org.jspecify.annotations.NullMarked;
