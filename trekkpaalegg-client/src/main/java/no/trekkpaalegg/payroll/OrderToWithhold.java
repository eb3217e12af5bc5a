package no.trekkpaalegg.payroll;

import java.util.List;
import java.util.Objects;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * An order, and what was withheld under it before.
 *
 * @param order the latest version of the order, also if it is {@code avsluttet}: dated periods of an ended order still apply
 * @param earlier what was withheld under the order at earlier payments; those of other calendar months than the payment's are ignored
 */
public record OrderToWithhold(Trekkpaalegg order, List<EarlierWithholding> earlier) {
    public OrderToWithhold {
        Objects.requireNonNull(order, "order");
        earlier = List.copyOf(earlier);
    }

    /** An order under which nothing has been withheld in the calendar month. */
    public static OrderToWithhold firstOfMonth(Trekkpaalegg order) {
        return new OrderToWithhold(order, List.of());
    }
}
