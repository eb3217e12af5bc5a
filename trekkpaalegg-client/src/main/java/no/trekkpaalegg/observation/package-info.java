/** Micrometer observations of the library's steps, the logging context, and links from log lines to the runbook. */
@NullMarked
package no.trekkpaalegg.observation;

import org.jspecify.annotations.NullMarked;
