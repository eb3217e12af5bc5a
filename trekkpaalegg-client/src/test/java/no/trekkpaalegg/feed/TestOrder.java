package no.trekkpaalegg.feed;

import no.trekkpaalegg.inbox.InboxKey;

/** An order version as the authority would write it. */
record TestOrder(String trekkid, int trekkversjon, long sekvensnummer, String trekkstatus, String trekkpliktig) {
    private static final String SKYLDNER = "\"skyldner\":\"10908412345\",";

    static TestOrder of(String trekkid, int trekkversjon, long sekvensnummer) {
        return new TestOrder(trekkid, trekkversjon, sekvensnummer, "aktiv", FeedFixture.EMPLOYER.orgNumber());
    }

    TestOrder avsluttet() {
        return new TestOrder(trekkid, trekkversjon, sekvensnummer, "avsluttet", trekkpliktig);
    }

    TestOrder naming(String organisation) {
        return new TestOrder(trekkid, trekkversjon, sekvensnummer, trekkstatus, organisation);
    }

    String json() {
        return """
                {"trekkid":"%s","trekkversjon":%d,"sekvensnummer":%d,"opprettet":"2026-03-05T10:00:00Z","trekkpliktig":"%s",\
                %s"trekkstatus":"%s","trekkstoerrelseForPeriode":[{"startdato":"2026-04-01","trekkprosent":{"trekkprosent":17}}],\
                "betalingsinformasjon":{"betalingsmottaker":"971648199","kidnummer":"6487719756","kontonummer":"70213997155"}}""".formatted(trekkid, trekkversjon, sekvensnummer, trekkpliktig, SKYLDNER, trekkstatus);
    }

    /** The same without the field that says whose pay is withheld. */
    String malformedJson() {
        return json().replace(SKYLDNER, "");
    }

    InboxKey key() {
        return new InboxKey(FeedFixture.EMPLOYER.orgNumber(), trekkid, trekkversjon, trekkstatus);
    }

    InboxKey malformedKey() {
        return new InboxKey(FeedFixture.EMPLOYER.orgNumber(), trekkid, trekkversjon, "");
    }
}
