package io.esteira.adapter.mqtt;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Connects under a name of its own, since the broker would drop the hub's connection for a second one of the same name, and leaves
 * nothing behind. It listens for some seconds and publishes nothing.
 */
final class MqttDoctor implements SourceDoctor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(9);
    private static final Duration LISTEN = Duration.ofSeconds(4);
    private static final int TOPICS_SHOWN = 5;
    private static final String CONNECTION = "connection";
    private static final String SESSION = "session";
    private static final String PREFIX = "ESTEIRA_ADAPTERS_MQTT_";

    private final MqttProperties properties;

    MqttDoctor(MqttProperties properties) {
        this.properties = properties;
    }

    @Override
    public String source() {
        return "mqtt";
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within, properties.password() == null ? "" : properties.password());
        suggest(examination);
        String name = properties.clientId() + "-doctor-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt());
        AtomicReference<@Nullable MqttVisit> visit = new AtomicReference<>();
        try {
            Finding connected = examination.ask(
                    CONNECTION, ONE_ANSWER, () -> connect(name, visit), failure -> notConnected(examination, failure));
            if (connected.verdict().isUsable()) {
                examination.ask(
                        SESSION,
                        ONE_ANSWER,
                        () -> session(name, visit),
                        failure -> failed(examination, SESSION, failure));
                topics(examination, visit.get());
            }
        } finally {
            MqttVisit last = visit.get();
            if (last != null) {
                last.leave();
            }
        }
        return examination.end();
    }

    private Finding connect(String name, AtomicReference<@Nullable MqttVisit> visit) throws MqttException {
        MqttVisit first = MqttVisit.begin(properties, name, true);
        visit.set(first);
        int most = Math.min(first.receiveMaximum(), properties.receiveMaximum());
        return Finding.ok(
                CONNECTION,
                "MQTT 5; the broker takes " + first.receiveMaximum() + " unacknowledged messages, the hub " + most
                        + ".",
                "MQTT 5; o broker aceita " + first.receiveMaximum() + " mensagens sem confirmação, o hub " + most
                        + ".");
    }

    /** Goes away and comes back: does the broker still know it? */
    private Finding session(String name, AtomicReference<@Nullable MqttVisit> visit) throws MqttException {
        MqttVisit first = visit.get();
        if (first != null) {
            first.goForAMoment();
        }
        MqttVisit second = MqttVisit.begin(properties, name, false);
        visit.set(second);
        Duration granted = second.sessionExpiry(properties.sessionExpiry());
        if (!second.sessionPresent()) {
            return Finding.wrong(
                    SESSION,
                    "The broker forgets clients at once: messages are lost while the hub is away. Allow persistent sessions.",
                    "O broker esquece os clientes na hora: mensagens se perdem com o hub parado. Permita sessões persistentes.");
        }
        return granted.compareTo(properties.sessionExpiry()) < 0
                ? Finding.wrong(
                        SESSION,
                        "Kept for " + granted.toHours() + " h only, asked were "
                                + properties.sessionExpiry().toHours() + " h.",
                        "Mantida por apenas " + granted.toHours() + " h; foram pedidas "
                                + properties.sessionExpiry().toHours() + " h.")
                : Finding.ok(
                        SESSION,
                        "Kept for " + granted.toHours() + " h while the hub is away.",
                        "Mantida por " + granted.toHours() + " h com o hub parado.");
    }

    private void topics(Examination examination, @Nullable MqttVisit visit) {
        if (visit == null) {
            return;
        }
        for (MqttProperties.Topic topic : properties.topics()) {
            String subject = topic.filter();
            examination
                    .of(topic.company())
                    .ask(
                            subject,
                            ONE_ANSWER,
                            () -> subscribe(visit, subject),
                            failure -> failed(examination, subject, failure));
        }
        Set<String> companies =
                properties.topics().stream().map(MqttProperties.Topic::company).collect(Collectors.toSet());
        boolean named = companies.size() == 1;
        Examination whole = named ? examination.of(companies.iterator().next()) : examination;
        whole.ask(
                "topics",
                LISTEN.plusSeconds(2),
                () -> listen(visit, named),
                failure -> failed(examination, "topics", failure));
        Map<String, Long> counted = visit.counted();
        for (MqttProperties.Topic topic : properties.topics()) {
            Long count = counted.get(topic.filter());
            if (count != null) {
                examination.of(topic.company()).keep(heard(topic.filter(), count));
            }
        }
    }

    private static Finding subscribe(MqttVisit visit, String filter) throws MqttException {
        int granted = visit.subscribe(filter);
        return switch (granted) {
            case 1, 2 -> Finding.ok(filter, "Granted.", "Permitido.");
            case 0 ->
                Finding.wrong(
                        filter,
                        "Granted at QoS 0 only: messages can be lost.",
                        "Permitido só com QoS 0: mensagens podem se perder.");
            case 0x87 ->
                Finding.forbidden(
                        filter,
                        "The user may not subscribe to it: extend the broker's access list.",
                        "O usuário não pode assinar: amplie a lista de acesso do broker.");
            default ->
                Finding.wrong(
                        filter,
                        "The broker refuses it (0x" + Integer.toHexString(granted) + "): check the filter.",
                        "O broker recusa (0x" + Integer.toHexString(granted) + "): confira o filtro.");
        };
    }

    /** @param named whether all that comes is of one company, whose people may read its topics */
    private static Finding listen(MqttVisit visit, boolean named) throws InterruptedException {
        Map<String, Long> seen = new TreeMap<>(visit.listen(LISTEN));
        List<String> some = seen.keySet().stream().limit(TOPICS_SHOWN).toList();
        String list = named ? ": " + String.join(", ", some) + (seen.size() > some.size() ? ", …" : "") : ".";
        String seconds = Long.toString(LISTEN.toSeconds());
        return seen.isEmpty()
                ? Finding.info("topics", "Silence for " + seconds + " s.", "Silêncio por " + seconds + " s.")
                : Finding.info(
                        "topics",
                        seen.size() + " seen in " + seconds + " s" + list,
                        seen.size() + " vistos em " + seconds + " s" + list);
    }

    private static Finding heard(String filter, long count) {
        return count == 0
                ? Finding.info(
                        filter,
                        "Granted; no message came while listening.",
                        "Permitido; nenhuma mensagem chegou durante a escuta.")
                : Finding.ok(filter, "Granted; messages come.", "Permitido; chegam mensagens.")
                        .withRows(count);
    }

    private Finding notConnected(Examination examination, Exception failure) {
        int code = failure instanceof MqttException mqtt ? mqtt.getReasonCode() : -1;
        String user = properties.user() == null ? "-" : properties.user();
        return switch (code) {
            case 0x84, 1 ->
                Finding.wrong(
                        CONNECTION,
                        "The broker does not speak MQTT 5: update it.",
                        "O broker não fala MQTT 5: atualize-o.");
            case 0x86, 0x87, 4, 5 ->
                Finding.forbidden(
                        CONNECTION,
                        "The broker refuses user " + user + ": check user and password.",
                        "O broker recusa o usuário " + user + ": confira usuário e senha.");
            default ->
                Trouble.of(CONNECTION, properties.url(), failure)
                        .orElseGet(() -> failed(examination, CONNECTION, failure));
        };
    }

    private static Finding failed(Examination examination, String subject, Exception failure) {
        String said = examination.quote(failure);
        return Finding.wrong(subject, "Fails: " + said, "Falha: " + said);
    }

    private void suggest(Examination examination) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggest(PREFIX + "URL", examination.quote(properties.url()));
        examination.suggest(PREFIX + "USER", properties.user() == null ? "" : properties.user());
        examination.suggestSecret(PREFIX + "PASSWORD", properties.password() == null ? "" : properties.password());
        examination.suggest(PREFIX + "CLIENTID", properties.clientId());
        int number = 0;
        for (MqttProperties.Topic topic : properties.topics()) {
            examination.suggest(PREFIX + "TOPICS_" + number + "_FILTER", topic.filter());
            examination.suggest(PREFIX + "TOPICS_" + number++ + "_COMPANY", topic.company());
        }
    }
}
