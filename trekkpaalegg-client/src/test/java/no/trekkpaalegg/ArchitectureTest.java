package no.trekkpaalegg;

import no.trekkpaalegg.architecture.ArchitectureRules;
import no.trekkpaalegg.model.Trekkpaalegg;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super(Trekkpaalegg.class);
    }
}
