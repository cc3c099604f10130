package io.esteira.adapter.mqtt;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.doctor.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Connects under a name of its own, since the broker would drop the hub's connection for a second one of the same name, and leaves
 * nothing behind. It listens for some seconds and publishes nothing: from the command line to all that it may hear, in a hub to what
 * the hub itself subscribes to.
 */
final class MqttDoctor implements SourceDoctor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(9);
    private static final Duration LISTEN = Duration.ofSeconds(4);
    private static final int TOPICS_SHOWN = 5;
    private static final String CONNECTION = "connection";
    private static final String SESSION = "session";
    private static final String TOPICS = "topics";
    private static final String PREFIX = "ESTEIRA_ADAPTERS_MQTT_";

    private final MqttProperties properties;
    private final boolean inHub;
    private final Duration listening;

    /** @param inHub whether it looks every now and then, beside the connection by which machines are heard */
    MqttDoctor(MqttProperties properties, boolean inHub) {
        this(properties, inHub, LISTEN);
    }

    MqttDoctor(MqttProperties properties, boolean inHub, Duration listening) {
        this.listening = listening;
        this.properties = properties;
        this.inHub = inHub;
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
        try (OpenVisit visit = new OpenVisit()) {
            Finding connected = examination.ask(
                    CONNECTION, ONE_ANSWER, () -> connect(name, visit), failure -> notConnected(examination, failure));
            if (connected.verdict().isUsable()) {
                examination.ask(
                        SESSION,
                        ONE_ANSWER,
                        () -> session(name, visit),
                        failure -> examination.failed(SESSION, failure));
                topics(examination, name, visit.second());
            }
        }
        return examination.end();
    }

    /** Of two connections the one that is open; one that comes about too late is left at once. */
    private static final class OpenVisit implements AutoCloseable {

        private @Nullable MqttVisit open;
        private boolean cameBack;
        private boolean over;

        synchronized MqttVisit open() {
            return Objects.requireNonNull(open);
        }

        synchronized void first(MqttVisit visit) {
            keep(visit);
        }

        synchronized void second(MqttVisit visit) {
            keep(visit);
            cameBack = true;
        }

        private void keep(MqttVisit visit) {
            if (over) {
                visit.leave();
            } else {
                open = visit;
            }
        }

        /** Null where there is none. */
        synchronized @Nullable MqttVisit second() {
            return cameBack ? open : null;
        }

        @Override
        public synchronized void close() {
            over = true;
            if (open != null) {
                open.leave();
            }
        }
    }

    private Finding connect(String name, OpenVisit visit) throws MqttException {
        MqttVisit first = MqttVisit.first(properties, name);
        visit.first(first);
        int most = Math.min(first.receiveMaximum(), properties.receiveMaximum());
        return Finding.ok(
                CONNECTION,
                "MQTT 5; the broker takes " + first.receiveMaximum() + " unacknowledged messages, the hub " + most
                        + ".",
                "MQTT 5; o broker aceita " + first.receiveMaximum() + " mensagens sem confirmação, o hub " + most
                        + ".");
    }

    /** Goes away and comes back: does the broker still know it? */
    private Finding session(String name, OpenVisit visit) throws MqttException {
        MqttVisit first = visit.open();
        Duration granted = first.sessionExpiry(properties.sessionExpiry());
        first.goForAMoment();
        MqttVisit second = MqttVisit.again(properties, name);
        visit.second(second);
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

    /** @param visit null where the broker did not take the client back, which says nothing of its topics */
    private void topics(Examination examination, String name, @Nullable MqttVisit visit) {
        for (MqttProperties.Topic topic : properties.topics()) {
            String subject = topic.filter();
            Examination whose = examination.of(topic.company());
            if (visit == null) {
                whose.keep(Finding.of(
                        Verdict.UNKNOWN,
                        subject,
                        "Not looked at: the client did not come back (session).",
                        "Não verificado: o cliente não voltou (session)."));
            } else {
                whose.ask(
                        subject,
                        ONE_ANSWER,
                        () -> subscribe(visit, subject),
                        failure -> examination.failed(subject, failure));
            }
        }
        if (visit != null) {
            messages(examination, name, visit);
        }
    }

    private void messages(Examination examination, String name, MqttVisit visit) {
        Optional<MqttVisit> everything = inHub
                ? Optional.empty()
                : examination.wonder(ONE_ANSWER, () -> MqttVisit.toEverything(properties, name));
        Set<String> companies =
                properties.topics().stream().map(MqttProperties.Topic::company).collect(Collectors.toSet());
        boolean named = companies.size() == 1;
        Examination whole = named ? examination.of(companies.iterator().next()) : examination;
        whole.ask(
                TOPICS,
                listening.plusSeconds(2),
                () -> {
                    TimeUnit.NANOSECONDS.sleep(listening.toNanos());
                    SortedSet<String> seen = new TreeSet<>(visit.topics());
                    everything.ifPresent(all -> seen.addAll(all.topics()));
                    return seen(examination, seen, named);
                },
                failure -> examination.failed(TOPICS, failure));
        everything.ifPresent(MqttVisit::leave);
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
    private Finding seen(Examination examination, SortedSet<String> topics, boolean named) {
        // Whoever may publish chooses the name of a topic.
        List<String> some =
                topics.stream().limit(TOPICS_SHOWN).map(examination::quote).toList();
        String list = named ? ": " + String.join(", ", some) + (topics.size() > some.size() ? ", …" : "") : ".";
        String seconds = Long.toString(listening.toSeconds());
        return topics.isEmpty()
                ? Finding.info(TOPICS, "Silence for " + seconds + " s.", "Silêncio por " + seconds + " s.")
                : Finding.info(
                        TOPICS,
                        topics.size() + " seen in " + seconds + " s" + list,
                        topics.size() + " vistos em " + seconds + " s" + list);
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
                        .orElseGet(() -> examination.failed(CONNECTION, failure));
        };
    }

    private void suggest(Examination examination) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggestAddress(PREFIX + "URL", properties.url());
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
