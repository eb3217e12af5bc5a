package no.trekkpaalegg.test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an order shall say. The simulator hands out one with good defaults (a synthetic person, a valid KID and account, one
 * period from tomorrow) and every {@code with} method returns a changed copy. Number and time of the version are filled in when
 * it is issued. Immutable; {@link #toString()} shows no field but {@code trekkid}.
 */
public final class OrderTemplate {
    private static final String TREKKID = "trekkid";
    private static final String TREKKSTATUS = "trekkstatus";
    private static final String PERIODS = "trekkstoerrelseForPeriode";
    private static final String PAYMENT = "betalingsinformasjon";
    private static final int LARGEST_SHORT_TREKKID = 99_999;

    /** Two decimals, as in the authority's examples. */
    private static final DateTimeFormatter OPPRETTET =
            new DateTimeFormatterBuilder().appendInstant(2).toFormatter();

    private final Map<String, @Nullable Object> fields;
    private final Set<String> leftOut;

    private OrderTemplate(Map<String, @Nullable Object> fields, Set<String> leftOut) {
        this.fields = Collections.unmodifiableMap(fields);
        this.leftOut = Set.copyOf(leftOut);
    }

    static OrderTemplate defaults(String employer, long order, LocalDate today) {
        Map<String, @Nullable Object> payment = new LinkedHashMap<>();
        payment.put("betalingsmottaker", "971648199");
        payment.put("kidnummer", SyntheticPayment.kidnummer(order));
        payment.put("kontonummer", SyntheticPayment.kontonummer(order));
        LocalDate tomorrow = today.plusDays(1);
        OrderPeriod period =
                order % 2 == 0 ? OrderPeriod.amount(tomorrow, "4400") : OrderPeriod.percent(tomorrow, "23.0");

        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TREKKID, trekkidOf(order));
        fields.put("saksnummer", "TREKK/" + today.getYear() + "/" + order);
        fields.put("trekkpliktig", employer);
        fields.put("skyldner", SyntheticPerson.number((int) (order % SyntheticPerson.POPULATION)));
        fields.put(TREKKSTATUS, "aktiv");
        fields.put(PERIODS, List.of(period));
        fields.put(PAYMENT, Collections.unmodifiableMap(payment));
        return new OrderTemplate(fields, Set.of());
    }

    /** Short numbers and UUIDs both occur. No UUID made here has a run of digits that could be taken for an identity number. */
    private static String trekkidOf(long order) {
        long shortNumber = 10_000 + order;
        return order % 2 == 0 || shortNumber > LARGEST_SHORT_TREKKID
                ? "fe0d1de1-9840-4480-9382-%04xdbad%04x".formatted((order >> 16) & 0xffff, order & 0xffff)
                : Long.toString(shortNumber);
    }

    /** Identity of the order; must differ from those of all other orders. */
    public OrderTemplate withTrekkid(String trekkid) {
        return with(TREKKID, trekkid);
    }

    public OrderTemplate withSaksnummer(String saksnummer) {
        return with("saksnummer", saksnummer);
    }

    /** The organisation the order names, when it is another than the employer it is issued to. */
    public OrderTemplate withTrekkpliktig(String organisationNumber) {
        return with("trekkpliktig", organisationNumber);
    }

    /**
     * The person whose pay is withheld. Take numbers from {@link SyntheticPerson}, never those of real persons.
     */
    public OrderTemplate withSkyldner(String identityNumber) {
        return with("skyldner", identityNumber);
    }

    public OrderTemplate withTrekkstatus(String trekkstatus) {
        return with(TREKKSTATUS, trekkstatus);
    }

    /** The periods, in place of those there were. */
    public OrderTemplate withPeriods(OrderPeriod... periods) {
        return with(PERIODS, List.of(periods));
    }

    public OrderTemplate withBetalingsmottaker(String organisationNumber) {
        return withPayment("betalingsmottaker", organisationNumber);
    }

    public OrderTemplate withKidnummer(String kidnummer) {
        return withPayment("kidnummer", kidnummer);
    }

    public OrderTemplate withKontonummer(String kontonummer) {
        return withPayment("kontonummer", kontonummer);
    }

    /**
     * Any field with any value, also such as the authority would not write.
     *
     * @param value a string, number, boolean, list, map or {@code null}
     */
    public OrderTemplate with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        Set<String> stillLeftOut = new HashSet<>(leftOut);
        stillLeftOut.remove(field);
        return new OrderTemplate(changed, stillLeftOut);
    }

    /** The order without a field, mandatory or not. */
    public OrderTemplate without(String field) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
        // The simulator itself must know an order by its identity, even if the JSON does not say it.
        if (!field.equals(TREKKID)) {
            changed.remove(field);
        }
        Set<String> moreLeftOut = new HashSet<>(leftOut);
        moreLeftOut.add(field);
        return new OrderTemplate(changed, moreLeftOut);
    }

    private OrderTemplate withPayment(String field, String value) {
        Map<String, @Nullable Object> payment = new LinkedHashMap<>();
        if (fields.get(PAYMENT) instanceof Map<?, ?> current) {
            current.forEach((name, old) -> payment.put(String.valueOf(name), old));
        }
        payment.put(field, value);
        return with(PAYMENT, Collections.unmodifiableMap(payment));
    }

    /** The order with its last period ending on the given day, unless it ends before that already, and read as ended. */
    OrderTemplate endedOn(LocalDate day) {
        OrderTemplate ended = withTrekkstatus("avsluttet");
        List<OrderPeriod> periods = new ArrayList<>(periods());
        if (periods.isEmpty()) {
            return ended;
        }
        OrderPeriod last = periods.remove(periods.size() - 1);
        LocalDate end = last.sluttdato();
        periods.add(end != null && end.isBefore(day) ? last : last.until(day));
        return ended.with(PERIODS, List.copyOf(periods));
    }

    String trekkid() {
        if (fields.get(TREKKID) instanceof String trekkid) {
            return trekkid;
        }
        throw new IllegalArgumentException("an order is known by a trekkid that is a string");
    }

    String json(int trekkversjon, long sekvensnummer, Instant opprettet) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put(TREKKID, trekkid());
        order.put("trekkversjon", trekkversjon);
        order.put("sekvensnummer", sekvensnummer);
        order.put("opprettet", OPPRETTET.format(opprettet));
        order.putAll(fields);
        if (!periods().isEmpty()) {
            order.put(PERIODS, periods().stream().map(OrderPeriod::fields).toList());
        }
        order.keySet().removeAll(leftOut);
        return Json.write(order);
    }

    private List<OrderPeriod> periods() {
        return fields.get(PERIODS) instanceof List<?> list
                ? list.stream()
                        .filter(OrderPeriod.class::isInstance)
                        .map(OrderPeriod.class::cast)
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return "OrderTemplate[trekkid=" + fields.get(TREKKID) + "]";
    }
}
