/** Wires the library into a Spring Boot host from {@code trekkpaalegg.*} properties. */
@NullMarked
package no.trekkpaalegg.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
