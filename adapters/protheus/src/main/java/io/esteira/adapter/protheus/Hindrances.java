package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Why a service cannot carry a delivery.
 *
 * @param missing what the service needs and the posting does not have
 * @param decimals of a quantity as Protheus keeps them, where the posting has more: Protheus would round it, and the row could not
 *     be told from another
 * @param scrapUntold whether the posting has scrap and the service takes none
 */
record Hindrances(List<Placeholder> missing, OptionalInt decimals, boolean scrapUntold) {

    private static final List<Placeholder> QUANTITIES =
            List.of(Placeholder.good, Placeholder.scrap, Placeholder.rework);

    static Hindrances none() {
        return new Hindrances(List.of(), OptionalInt.empty(), false);
    }

    /** @param lossesApart whether scrap goes through a service of its own */
    static Hindrances of(Request request, Values values, boolean lossesApart) {
        Stream<BigDecimal> quantities = QUANTITIES.stream()
                .filter(quantity -> request.sends(template -> template.uses(quantity)))
                .filter(quantity -> !(lossesApart && quantity == Placeholder.scrap))
                .flatMap(quantity ->
                        quantity.of(values) instanceof BigDecimal number ? Stream.of(number) : Stream.empty());
        boolean scrapUntold = !lossesApart
                && values.consignment() instanceof DeliveryOrder order
                && order.kind() == Kind.POSTING
                && order.scrap().signum() > 0
                && !request.sends(template -> template.uses(Placeholder.scrap));
        return new Hindrances(missing(request.needs().stream(), values), tooFine(request, quantities), scrapUntold);
    }

    /** Of losses that have yet to be split off their posting. */
    static Hindrances ofLosses(Request request, Values values, List<Scrap> losses) {
        Stream<Placeholder> needs = request.needs().stream().filter(needed -> needed != Placeholder.reason);
        return new Hindrances(
                missing(needs, values), tooFine(request, losses.stream().map(Scrap::quantity)), false);
    }

    private static List<Placeholder> missing(Stream<Placeholder> needs, Values values) {
        return needs.filter(needed -> needed.of(values) == null).toList();
    }

    private static OptionalInt tooFine(Request request, Stream<BigDecimal> quantities) {
        return quantities.anyMatch(quantity -> quantity.stripTrailingZeros().scale() > request.decimals())
                ? OptionalInt.of(request.decimals())
                : OptionalInt.empty();
    }

    boolean any() {
        return !missing.isEmpty() || decimals.isPresent() || scrapUntold;
    }

    Hindrances or(Hindrances others) {
        return any() ? this : others;
    }
}
