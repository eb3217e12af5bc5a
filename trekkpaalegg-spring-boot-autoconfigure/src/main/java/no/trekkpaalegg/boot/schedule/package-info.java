/** When and on which thread each employer is polled, and the bridge from the feed to Spring events. */
@NullMarked
package no.trekkpaalegg.boot.schedule;

import org.jspecify.annotations.NullMarked;
