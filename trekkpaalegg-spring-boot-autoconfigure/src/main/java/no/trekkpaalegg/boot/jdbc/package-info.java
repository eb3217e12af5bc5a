/** The feed's inbox and cursors in the host's database. */
@NullMarked
package no.trekkpaalegg.boot.jdbc;

import org.jspecify.annotations.NullMarked;
