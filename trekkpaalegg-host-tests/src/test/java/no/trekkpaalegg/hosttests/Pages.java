package no.trekkpaalegg.hosttests;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a host serves, with Spring MVC or WebFlux. */
@RestController
class Pages {

    @GetMapping("/orders")
    String read() {
        return "orders";
    }

    @PostMapping("/orders")
    String write() {
        return "written";
    }

    @GetMapping("/open")
    String open() {
        return "open";
    }
}
