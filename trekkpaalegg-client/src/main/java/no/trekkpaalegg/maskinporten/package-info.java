/** Access tokens from Maskinporten: signs the JWT grant, exchanges it and keeps the token while it lives. */
@NullMarked
package no.trekkpaalegg.maskinporten;

import org.jspecify.annotations.NullMarked;
