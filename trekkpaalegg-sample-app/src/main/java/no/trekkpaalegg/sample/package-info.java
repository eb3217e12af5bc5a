/** A small payroll application that uses the library. */
@NullMarked
package no.trekkpaalegg.sample;

import org.jspecify.annotations.NullMarked;
