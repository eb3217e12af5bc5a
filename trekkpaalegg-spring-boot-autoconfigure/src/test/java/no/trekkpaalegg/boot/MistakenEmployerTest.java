package no.trekkpaalegg.boot;

import java.util.List;

/** What the analysis says of a mistake in the employers. */
class MistakenEmployerTest extends MistakenConfiguration {
    static List<Case> cases() {
        return List.of(
                new Case("an organisation number with a wrong check digit")
                        .wrong(set -> set.put(ORG_NUMBER, "313367003"))
                        .says(ORG_NUMBER, "'313367003' is not an organisation number", "Correct the employer"),
                new Case("no employer")
                        .wrong(set -> {
                            set.remove(ORG_NUMBER);
                            set.put("trekkpaalegg.poller.enabled", "true");
                        })
                        // An application that only calls the client needs none.
                        .right(set -> set.remove(ORG_NUMBER))
                        .says("trekkpaalegg.employers", "there is no employer to poll", ORG_NUMBER, "EmployerSource"),
                new Case("an employer with a wrong check digit")
                        .wrong(set -> set.put(FIRST + ".org-number", "313367003"))
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "delegation");
                        })
                        .says(FIRST, "'313367003' is not an organisation number", "Correct the employer"),
                new Case("an employer without organisation number")
                        .wrong(set -> set.put(FIRST + ".access", "system-user"))
                        .right(set -> {
                            set.put(FIRST + ".access", "system-user");
                            set.put(FIRST + ".org-number", OTHER);
                        })
                        .says(FIRST + ".org-number", "missing", "nine digits"),
                new Case("an employer listed twice")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                            set.put(SECOND + ".org-number", OTHER);
                            set.put(SECOND + ".access", "delegation");
                        })
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .says("trekkpaalegg.employers", OTHER + " is listed twice", "List each employer once"),
                new Case("an employer listed under both keys")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OWN);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .right(set -> {
                            set.remove(ORG_NUMBER);
                            set.put(FIRST + ".org-number", OWN);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .says("trekkpaalegg.employers", OWN + " is listed twice"),
                new Case("two employers with access own")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "own");
                        })
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .says("trekkpaalegg.employers", OWN + " and " + OTHER, "system-user or delegation"),
                new Case("two employers with access own of one client")
                        .wrong(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "east");
                            set.put(SECOND + ".org-number", "313367029");
                            set.put(SECOND + ".client", "east");
                        })
                        .right(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "east");
                        })
                        .says("trekkpaalegg.employers", OTHER + " and 313367029", "(east)", "a client of their own"),
                new Case("an employer of a client that is not there")
                        .wrong(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "est");
                        })
                        .right(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "east");
                        })
                        .says(FIRST + ".client", "no Maskinporten client named 'est'", "default, east"),
                new Case("an employer of the default client, where there is none")
                        .wrong(set -> {
                            east(set);
                            set.remove(CLIENT_ID);
                            set.remove(PRIVATE_KEY);
                        })
                        .right(set -> {
                            east(set);
                            set.remove(CLIENT_ID);
                            set.remove(PRIVATE_KEY);
                            set.remove(ORG_NUMBER);
                            set.put(FIRST + ".org-number", OWN);
                            set.put(FIRST + ".client", "east");
                        })
                        .says(ORG_NUMBER, "there is no default client", CLIENT_ID),
                new Case("an external reference with access delegation")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "delegation");
                            set.put(FIRST + ".external-ref", "payroll");
                        })
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                            set.put(FIRST + ".external-ref", "payroll");
                        })
                        .says(FIRST, "external reference", "only with access system-user"));
    }
}
