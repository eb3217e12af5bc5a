/** When and on which thread each employer is polled. */
@NullMarked
package no.trekkpaalegg.boot.schedule;

import org.jspecify.annotations.NullMarked;
