/** Health, metrics and the endpoint for operators, through Spring Boot Actuator. */
@NullMarked
package no.trekkpaalegg.boot.actuate;

import org.jspecify.annotations.NullMarked;
