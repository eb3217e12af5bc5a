/** What to withhold at a wage payment: exact arithmetic on orders and amounts, without a clock, a database or Spring. */
@NullMarked
package no.trekkpaalegg.payroll;

import org.jspecify.annotations.NullMarked;
