package io.esteira.support;

import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.production.NewPosting;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A posting as a test words it: what it does not say is what most postings are. */
public final class Draft {

    private static final AtomicLong NEXT = new AtomicLong(1);

    private final String company;
    private final BigDecimal good;
    private UUID id = newId();
    private String key = id.toString();
    private @Nullable String orderNumber;
    private @Nullable UUID orderId;
    private @Nullable String operation;
    private @Nullable String phase;
    private @Nullable Integer sequence = 10;
    private List<Scrap> scrap = List.of();
    private BigDecimal rework = BigDecimal.ZERO;
    private boolean completes;
    private @Nullable LocalDate postedOn;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable String operator = "maria";
    private @Nullable String equipment;

    private Draft(String company, String order, String good) {
        this.company = company;
        this.orderNumber = order;
        this.good = new BigDecimal(good);
    }

    /** Good pieces on the first step of an order. */
    public static Draft of(String company, String order, String good) {
        return new Draft(company, order, good);
    }

    /** A UUID of version 7. */
    public static UUID newId() {
        long n = NEXT.getAndIncrement();
        return new UUID(0x0190_0000_0000_7000L | n << 16, 0x8000_0000_0000_0000L | n);
    }

    public Draft id(UUID id) {
        this.id = id;
        return this;
    }

    public Draft key(String key) {
        this.key = key;
        return this;
    }

    public Draft step(@Nullable Integer sequence, @Nullable String operation, @Nullable String phase) {
        this.sequence = sequence;
        this.operation = operation;
        this.phase = phase;
        return this;
    }

    public Draft orderId(UUID id) {
        this.orderNumber = null;
        this.orderId = id;
        return this;
    }

    public Draft scrap(String reason, String quantity) {
        this.scrap = Stream.concat(scrap.stream(), Stream.of(new Scrap(reason, new BigDecimal(quantity))))
                .toList();
        return this;
    }

    public Draft rework(String quantity) {
        this.rework = new BigDecimal(quantity);
        return this;
    }

    public Draft onMachine(String code) {
        this.equipment = code;
        return this;
    }

    public Draft on(String day) {
        this.postedOn = LocalDate.parse(day);
        return this;
    }

    public Draft worked(@Nullable Instant from, @Nullable Instant to) {
        this.startedAt = from;
        this.endedAt = to;
        return this;
    }

    public Draft by(@Nullable String operator) {
        this.operator = operator;
        return this;
    }

    public Draft completing() {
        this.completes = true;
        return this;
    }

    public NewPosting posting() {
        return new NewPosting(
                id,
                key,
                company,
                orderNumber,
                orderId,
                operation,
                phase,
                sequence,
                good,
                scrap,
                rework,
                completes,
                postedOn,
                startedAt,
                endedAt,
                operator,
                equipment,
                null);
    }
}
