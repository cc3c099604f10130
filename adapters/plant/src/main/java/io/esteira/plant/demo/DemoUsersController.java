package io.esteira.plant.demo;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells pages whom they may log in as. */
@RestController
final class DemoUsersController {

    /** @param secret the password of a person, the secret of a client */
    record Login(String name, String secret, List<String> roles, List<String> companies, String description) {}

    @GetMapping("/demo/users.json")
    List<Login> users() {
        return DemoUser.list().stream()
                .map(user ->
                        new Login(user.name(), DemoUser.PASSWORD, user.roles(), user.companies(), user.description()))
                .toList();
    }
}
