/** Creates the default user that Spring Boot leaves out if the OAuth 2 client is on the class path. */
@NullMarked
package no.trekkpaalegg.boot.security;

import org.jspecify.annotations.NullMarked;
