/** What the feed keeps between passes: the inbox of order versions, the cursor of each employer, and the store that holds them. */
@NullMarked
package no.trekkpaalegg.inbox;

import org.jspecify.annotations.NullMarked;
