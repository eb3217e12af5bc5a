package no.trekkpaalegg.boot;

import no.trekkpaalegg.architecture.ArchitectureRules;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super(Trekkpaalegg.class, TrekkpaaleggProperties.class, TrekkpaaleggSimulator.class);
    }
}
