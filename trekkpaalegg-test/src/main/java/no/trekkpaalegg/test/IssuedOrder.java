package no.trekkpaalegg.test;

/**
 * One version of an order as the simulator issued it. {@link #toString()} leaves out the JSON, which holds personal data.
 *
 * @param employer organisation number of the employer whose token gives access to the order
 * @param trekkid identity of the order
 * @param trekkversjon 1 and up
 * @param sekvensnummer place in the feed
 * @param json the element as it is sent
 */
public record IssuedOrder(String employer, String trekkid, int trekkversjon, long sekvensnummer, String json) {

    @Override
    public String toString() {
        return "IssuedOrder[trekkid=" + trekkid + ", trekkversjon=" + trekkversjon + ", sekvensnummer=" + sekvensnummer
                + ", employer=" + employer + "]";
    }
}
