package no.trekkpaalegg.test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code trekkstoerrelseForPeriode}. Nothing is checked, so that tests can also write what the authority would
 * not: both or neither of percent and amount, negative values, an end before the start.
 *
 * @param startdato first day
 * @param sluttdato last day, or {@code null} to leave the field out
 * @param percent percent of gross pay, or {@code null} to leave the field out
 * @param amount kroner per calendar month, or {@code null} to leave the field out
 */
public record OrderPeriod(
        LocalDate startdato,
        @Nullable LocalDate sluttdato,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal amount) {

    /** A percent, with no end set. The number is written as given: {@code "23.0"} stays {@code 23.0}. */
    public static OrderPeriod percent(LocalDate startdato, String percent) {
        return new OrderPeriod(startdato, null, new BigDecimal(percent), null);
    }

    /** An amount in kroner, with no end set. The number is written as given. */
    public static OrderPeriod amount(LocalDate startdato, String amount) {
        return new OrderPeriod(startdato, null, null, new BigDecimal(amount));
    }

    /** This period with the given last day. */
    public OrderPeriod until(LocalDate lastDay) {
        return new OrderPeriod(startdato, lastDay, percent, amount);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("startdato", startdato.toString());
        if (sluttdato != null) {
            fields.put("sluttdato", sluttdato.toString());
        }
        if (percent != null) {
            fields.put("trekkprosent", Map.of("trekkprosent", percent));
        }
        if (amount != null) {
            fields.put("trekkbeloep", Map.of("trekkbeloep", amount));
        }
        return fields;
    }
}
