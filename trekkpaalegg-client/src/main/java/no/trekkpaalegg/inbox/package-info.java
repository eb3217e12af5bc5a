/** What is stored between passes: the inbox of order versions and the cursor of each employer, and the store itself. */
@NullMarked
package no.trekkpaalegg.inbox;

import org.jspecify.annotations.NullMarked;
