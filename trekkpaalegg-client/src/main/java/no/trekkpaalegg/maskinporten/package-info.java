/** Access tokens from Maskinporten: signs the JWT grant, exchanges it for a token and caches the token while it is valid. */
@NullMarked
package no.trekkpaalegg.maskinporten;

import org.jspecify.annotations.NullMarked;
