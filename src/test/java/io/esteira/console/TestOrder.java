package io.esteira.console;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An order of EXEMPLO that belongs to one test, of a source that nobody delivers to: what is posted on it waits for a person. */
record TestOrder(Demo demo, String number) {

    private static final String POST = """
            mutation ($input: PostProductionInput!) {
              postProduction(input: $input) {
                ... on PostProductionPayload { posting { id } }
                ... on PostingRefused { message }
              }
            }""";

    /**
     * Due today.
     *
     * @param unit of its quantities, which tells them from those of others
     */
    static TestOrder add(Demo demo, String number, String unit) {
        demo.jdbc().sql("""
                insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, unit,
                  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at)
                select gen_random_uuid(), i.company_id, 'test', :number, :number, i.id, 'RELEASED', :unit, 'RELEASED', '1',
                  1000, (now() at time zone c.zone)::date, false, now()
                  from hub.item i join hub.company c on c.id = i.company_id where i.code = 'HOSTILE'
                """).param("number", number).param("unit", unit).update();
        demo.jdbc().sql("""
                insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, observed_at)
                select gen_random_uuid(), company_id, 'test', id, 10, 'OP1', now()
                  from hub.production_order where number = :number
                """).param("number", number).update();
        return new TestOrder(demo, number);
    }

    /** An operator posts good pieces on it. */
    void post(String good) {
        String id = timed(UUID.randomUUID()).toString();
        JsonNode answer = new Contract(demo)
                .ask(
                        "operator",
                        POST,
                        Map.of(
                                "input",
                                Map.of(
                                        "id", id,
                                        "idempotencyKey", id,
                                        "company", "EXEMPLO",
                                        "orderNumber", number,
                                        "good", good,
                                        "endedAt", Instant.now().minusSeconds(5).toString())));
        if (answer.at("/postProduction/posting/id").isMissingNode()) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** A UUID of version 7, as clients choose them: the time, then what is random. */
    private static UUID timed(UUID random) {
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
        return new UUID(high, random.getLeastSignificantBits());
    }
}
