package io.esteira.leadtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.leadtime.LeadTimeRequest.By;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders by chance: the statement finds the lead times of phases that one works out step by step. */
class RandomLeadTimesTest {

    private static final List<String> PHASES = List.of("401", "409", "426", "429", "431", "455", "433", "449");
    private static final Set<String> FOLDED = Set.of("431", "455", "459");
    private static final Instant BEGINNING = Instant.parse("2025-03-01T09:00:00Z");
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);
    private static LeadTimeHub hub;

    private record Left(String phase, Instant at, BigDecimal pieces) {}

    private record Stay(BigDecimal days, BigDecimal pieces) {}

    @BeforeAll
    static void start() {
        hub = new LeadTimeHub();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leadTimesAreWhatOneWorksOutByHand(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 15; round++) {
            holds(random);
        }
    }

    private static void holds(RandomGenerator random) {
        Company company = hub.company();
        // The phase into which others are folded has to be there.
        hub.order(company, "000000-001", List.of("429"));
        LocalDate from = LocalDate.parse("2025-03-01").plusDays(random.nextInt(60));
        LocalDate to = from.plusDays(random.nextInt(60));
        Map<String, List<Stay>> expected = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            order(random, company, "00000" + i + "-001").stream()
                    .filter(each ->
                            !day(each.to()).isBefore(from) && !day(each.to()).isAfter(to))
                    .forEach(each -> expected.computeIfAbsent(each.phase(), phase -> new ArrayList<>())
                            .add(each.stay()));
        }

        List<LeadTime> measured = hub.get(LeadTimes.class)
                .of(
                        Hub.caller(Set.of(Role.ANALYST), company),
                        company.code(),
                        LeadTimeHub.request(By.PHASE, from.toString(), to.toString()))
                .orElseThrow()
                .rows();

        assertThat(measured).extracting(LeadTime::code).containsExactlyElementsOf(expected.keySet());
        for (LeadTime row : measured) {
            isOf(row.span(), Objects.requireNonNull(expected.get(row.code())));
        }
    }

    private static LocalDate day(Instant at) {
        return at.atZone(java.time.ZoneId.of("America/Sao_Paulo")).toLocalDate();
    }

    private record Passed(String phase, Instant to, Stay stay) {}

    /** Makes an order whose postings go forward, some steps without any and some with several. */
    private static List<Passed> order(RandomGenerator random, Company company, String number) {
        List<String> routing = IntStream.range(0, random.nextInt(1, 7))
                .mapToObj(i -> PHASES.get(random.nextInt(PHASES.size())))
                .toList();
        long order = hub.order(company, number, routing);
        List<Left> left = new ArrayList<>();
        Instant at = BEGINNING.plus(Duration.ofHours(random.nextInt(1_500)));
        for (int step = 1; step <= routing.size(); step++) {
            BigDecimal pieces = BigDecimal.ZERO;
            for (int i = random.nextInt(3); i > 0; i--) {
                at = at.plus(Duration.ofMinutes(random.nextInt(15_000)));
                int some = random.nextInt(100);
                pieces = pieces.add(BigDecimal.valueOf(some));
                hub.posting(order, step, at, some);
                if (i == 1) {
                    left.add(new Left(target(routing.get(step - 1)), at, pieces));
                }
            }
        }
        return stays(left);
    }

    private static String target(String phase) {
        return FOLDED.contains(phase) ? "429" : phase;
    }

    private static List<Passed> stays(List<Left> left) {
        List<Left> visits = new ArrayList<>();
        for (Left each : left) {
            if (!visits.isEmpty() && visits.getLast().phase().equals(each.phase())) {
                Left before = visits.removeLast();
                visits.add(new Left(each.phase(), each.at(), before.pieces().max(each.pieces())));
            } else {
                visits.add(each);
            }
        }
        return IntStream.range(1, visits.size())
                .mapToObj(i -> {
                    Left visit = visits.get(i);
                    long seconds =
                            Duration.between(visits.get(i - 1).at(), visit.at()).toSeconds();
                    BigDecimal days = BigDecimal.valueOf(seconds).divide(SECONDS_PER_DAY, MathContext.DECIMAL128);
                    return new Passed(visit.phase(), visit.at(), new Stay(days, visit.pieces()));
                })
                .toList();
    }

    private static void isOf(LeadTime.Span span, List<Stay> stays) {
        BigDecimal days = stays.stream().map(Stay::days).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal pieces = stays.stream().map(Stay::pieces).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal weighed = stays.stream()
                .map(stay -> stay.days().multiply(stay.pieces()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(span.measured()).isEqualTo(stays.size());
        assertThat(span.pieces()).isEqualByComparingTo(pieces);
        assertThat(span.mean())
                .isEqualByComparingTo(days.divide(BigDecimal.valueOf(stays.size()), 4, RoundingMode.HALF_UP));
        if (pieces.signum() > 0) {
            assertThat(span.weighted()).isEqualByComparingTo(weighed.divide(pieces, 4, RoundingMode.HALF_UP));
        } else {
            assertThat(span.weighted()).isNull();
        }
    }
}
