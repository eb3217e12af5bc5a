/** Stores the inbox and the cursors in the host's database. */
@NullMarked
package no.trekkpaalegg.boot.jdbc;

import org.jspecify.annotations.NullMarked;
