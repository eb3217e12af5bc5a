package no.trekkpaalegg.model;

import java.math.BigDecimal;
import java.util.Objects;

/** What to withhold: either a percent of gross pay or an amount per calendar month. */
public sealed interface Trekkstoerrelse {

    /**
     * A percent of gross pay, taken at every wage payment.
     *
     * @param trekkprosent 0 to 100; 0 means a pause
     */
    record Trekkprosent(BigDecimal trekkprosent) implements Trekkstoerrelse {
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        /** @throws IllegalArgumentException if the percent is below 0 or above 100 */
        public Trekkprosent {
            Objects.requireNonNull(trekkprosent, "trekkprosent");
            if (trekkprosent.signum() < 0 || trekkprosent.compareTo(HUNDRED) > 0) {
                throw new IllegalArgumentException("trekkprosent must be from 0 to 100");
            }
        }
    }

    /**
     * An amount per calendar month. If a month has several wage payments, the employer must withhold the whole amount within the
     * month, in at least one of them.
     *
     * @param trekkbeloep Norwegian kroner, 0 or more; 0 means a pause
     */
    record Trekkbeloep(BigDecimal trekkbeloep) implements Trekkstoerrelse {

        /** @throws IllegalArgumentException if the amount is negative */
        public Trekkbeloep {
            Objects.requireNonNull(trekkbeloep, "trekkbeloep");
            if (trekkbeloep.signum() < 0) {
                throw new IllegalArgumentException("trekkbeloep must not be negative");
            }
        }
    }
}
