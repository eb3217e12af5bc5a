/** What operators see of the feed and can do about it, through Spring Boot Actuator. */
@NullMarked
package no.trekkpaalegg.boot.actuate;

import org.jspecify.annotations.NullMarked;
