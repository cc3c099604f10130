package io.esteira.adapter.mqtt;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what a telemetry message of one topic filter means. Pure; safe for several threads. Whatever it lets through, the
 * hub's tables can hold: a message that they refused would come again for ever and hold up those behind it.
 */
final class MqttTelemetryMapper {

    static final String SOURCE = "mqtt";
    static final String ENTITY = "telemetry";

    /** No counter of pieces gets there; a device that sends more is broken. */
    private static final BigDecimal LARGEST_COUNT = new BigDecimal("999999999999");

    private static final int LONGEST_TEXT = 200;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** Decimals exact, trailing rubbish and repeated names refused: a counter given twice is none. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String company;
    private final Duration clockAhead;
    private final FieldPath equipment;
    private final FieldPath name;
    private final FieldPath product;
    private final FieldPath good;
    private final FieldPath bad;
    private final FieldPath at;
    private final FieldPath status;

    MqttTelemetryMapper(MqttProperties.Topic topic, Duration clockAhead) {
        MqttProperties.Mapping mapping = topic.mapping();
        this.company = topic.company();
        this.clockAhead = clockAhead;
        this.equipment = FieldPath.of(mapping.equipment());
        this.name = FieldPath.of(mapping.name());
        this.product = FieldPath.of(mapping.product());
        this.good = FieldPath.of(mapping.good());
        this.bad = FieldPath.of(mapping.bad());
        this.at = FieldPath.of(mapping.at());
        this.status = FieldPath.of(mapping.status());
    }

    /** What became of a message. */
    sealed interface Result {

        record Counted(CounterReading reading) implements Result {}

        record Rejected(Issue issue) implements Result {}
    }

    String company() {
        return company;
    }

    /** Never throws for bad data. */
    Result map(String topic, byte[] payload, Instant receivedAt) {
        try {
            return new Result.Counted(reading(new Message(topic, parse(payload)), receivedAt));
        } catch (Refusal refusal) {
            return new Result.Rejected(refusal.issue);
        }
    }

    private CounterReading reading(Message message, Instant receivedAt) throws Refusal {
        String code = message.requiredText(equipment);
        String givenName = message.text(name);
        return new CounterReading(
                SOURCE,
                company,
                code,
                givenName.isEmpty() ? code : givenName,
                message.requiredText(product),
                stamp(message, receivedAt),
                message.count(good),
                message.count(bad),
                message.text(status));
    }

    private Instant stamp(Message message, Instant receivedAt) throws Refusal {
        String text = message.requiredText(at);
        Instant stamp;
        try {
            stamp = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException notADate) {
            throw new Refusal(IssueCode.INVALID_DATE, at, "is no ISO 8601 time with its offset: " + text);
        }
        if (stamp.isBefore(EARLIEST)) {
            throw new Refusal(IssueCode.INVALID_DATE, at, "is before the year 2000; set the machine's clock: " + text);
        }
        if (stamp.isAfter(receivedAt.plus(clockAhead))) {
            throw new Refusal(IssueCode.INVALID_DATE, at, "lies in the future; set the machine's clock: " + text);
        }
        return stamp;
    }

    private static JsonNode parse(byte[] payload) throws Refusal {
        try {
            JsonNode node = JSON.readTree(payload);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException notJson) {
            throw new Refusal(
                    new Issue(IssueCode.UNREADABLE, "", "The payload is not JSON: " + notJson.getOriginalMessage()));
        }
        throw new Refusal(new Issue(IssueCode.UNREADABLE, "", "The payload is no JSON object."));
    }

    private record Message(String topic, JsonNode payload) {

        String requiredText(FieldPath path) throws Refusal {
            String text = text(path);
            if (text.isEmpty()) {
                throw new Refusal(IssueCode.MISSING_FIELD, path, "is absent or blank");
            }
            return text;
        }

        /** Blank when absent. Whole numbers are taken as they are written. */
        String text(FieldPath path) throws Refusal {
            JsonNode node = path.in(topic, payload);
            if (node.isMissingNode() || node.isNull()) {
                return "";
            }
            if (!node.isString() && !node.isIntegralNumber()) {
                throw new Refusal(IssueCode.UNREADABLE, path, "is no text");
            }
            String text = node.asString().strip();
            if (text.length() > LONGEST_TEXT) {
                throw new Refusal(IssueCode.UNREADABLE, path, "is longer than " + LONGEST_TEXT + " characters");
            }
            if (text.codePoints().anyMatch(Message::cannotBeKept)) {
                throw new Refusal(IssueCode.UNREADABLE, path, "holds control characters");
            }
            return text;
        }

        long count(FieldPath path) throws Refusal {
            JsonNode node = path.in(topic, payload);
            if (node.isMissingNode() || node.isNull()) {
                throw new Refusal(IssueCode.MISSING_FIELD, path, "is absent");
            }
            if (!node.isNumber()) {
                throw new Refusal(IssueCode.INVALID_NUMBER, path, "is no number");
            }
            BigDecimal value = node.decimalValue();
            if (value.signum() < 0 || value.compareTo(LARGEST_COUNT) > 0) {
                throw new Refusal(IssueCode.INVALID_NUMBER, path, "is negative or too large for a count of pieces");
            }
            try {
                return value.longValueExact();
            } catch (ArithmeticException fraction) {
                throw new Refusal(IssueCode.INVALID_NUMBER, path, "is not a whole number of pieces");
            }
        }

        /** Neither a control character, such as the NUL that PostgreSQL refuses, nor half of a surrogate pair. */
        private static boolean cannotBeKept(int codePoint) {
            return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
        }
    }

    /** Leaves the mapping at the first fault; never leaves this class. */
    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Issue issue;

        Refusal(Issue issue) {
            super(issue.message(), null, false, false);
            this.issue = issue;
        }

        Refusal(IssueCode code, FieldPath path, String fault) {
            this(new Issue(code, path.toString(), path + " " + fault));
        }
    }
}
