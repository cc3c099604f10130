package io.esteira.plant.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says on the console where everything is and how to log in. */
final class DemoAnnouncement implements ApplicationListener<ApplicationReadyEvent> {

    private final DemoSettings settings;

    DemoAnnouncement(DemoSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        int port = event.getApplicationContext()
                .getEnvironment()
                .getProperty("local.server.port", Integer.class, settings.serverPort());
        int csw = event.getApplicationContext()
                .getEnvironment()
                .getProperty("esteira.demo.resolved.csw-port", Integer.class, settings.postgresPort());
        // Not through System.out, whose encoding is that of the terminal's locale, often plain ASCII in a container.
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                .println(text(port, csw));
    }

    String text(int port, int cswPort) {
        return """

                Esteira — demonstração no ar / demo up
                  Console    http://localhost:%1$d/console
                  GraphiQL   http://localhost:%1$d/graphiql
                  Protheus   http://127.0.0.1:%2$d/rest   (esteira / esteira)
                  CSW        jdbc:postgresql://127.0.0.1:%3$d/csw   (csw_reader / csw; postgres para escrever / to write)
                  MQTT       tcp://127.0.0.1:%4$d   plant/cell/+/telemetry
                  Controle / control   http://127.0.0.1:%5$d/health
                  Usuários / users (senha / secret: demo): operator leader planner quality buyer analyst integration it admin
                    operator-MATRIZ operator-LATICINIO (uma só empresa / one company)
                  Token:  curl -s -u operator:demo -d grant_type=client_credentials http://localhost:%1$d/oauth2/token
                """.formatted(port, settings.protheusPort(), cswPort, settings.mqttPort(), settings.controlPort());
    }
}
