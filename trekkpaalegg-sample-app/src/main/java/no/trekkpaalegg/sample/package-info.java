/** A small payroll host that shows the library at work. */
@NullMarked
package no.trekkpaalegg.sample;

import org.jspecify.annotations.NullMarked;
