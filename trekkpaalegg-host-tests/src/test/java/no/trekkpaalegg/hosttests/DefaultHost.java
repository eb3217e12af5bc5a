package no.trekkpaalegg.hosttests;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** A host that added Spring Security and nothing else: all it has is what Spring Boot gives it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Pages.class)
class DefaultHost {}
