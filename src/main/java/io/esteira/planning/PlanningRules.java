package io.esteira.planning;

import java.util.List;
import java.util.Map;

/**
 * The rules of a company by which targets are computed. What a site leaves out is as in {@link #USUAL}.
 *
 * @param planningPhases phases before an order is released: what stands there is neither load nor queue
 * @param stockEntryPhases phases at which finished pieces enter the stock
 * @param excludedOrderTypes codes of order types whose pieces do not lessen what is to be scheduled
 * @param excludedPhases phases for which no target is made
 * @param finishedPrefixes first characters of the styles that are sold; others are parts
 * @param stockClasses classes of stock that lessen what is to be scheduled
 * @param foldedPhases phases that count as another
 * @param phasesWithoutParts phases in which forecast and rest of parts do not count
 * @param achievedWithoutParts phases in which what was done on styles of the given first characters does not count
 * @param doneForTypes phases that count as done for orders of the given type
 * @param switchDays days after the beginning of invoicing from which stock counts as whole; before, it first serves what is left open of
 *     the previous collection
 * @param previousFrom first and last day of the orders of the previous collection, in days before the beginning of invoicing
 * @param multiplyParts whether what lessens a product's rest lessens that of its parts by as many as it takes; as it is otherwise
 * @param categories texts in an item's description and the category that they mean, the first that fits
 * @param brands beginnings of an item's style code, without a leading zero, and the brand that they mean
 * @param collections texts in a lot's description and the collection that they mean, the first that fits
 * @param otherCollection the collection of all others
 * @param presentation codes of phases in the order in which people want to see them; others follow by code
 * @param priorities of orders, the most urgent first; others come last
 * @param separationPhases phases in which the parts of an order are put together (separação)
 * @param assemblyPhases phases in which they are built in (montagem)
 * @param heldUpPhases phases at which orders of parts bring nothing soon
 * @param partStockClasses classes of stock in which parts lie
 */
public record PlanningRules(
        List<String> planningPhases,
        List<String> stockEntryPhases,
        List<String> excludedOrderTypes,
        List<String> excludedPhases,
        List<String> finishedPrefixes,
        List<String> stockClasses,
        Map<String, String> foldedPhases,
        List<String> phasesWithoutParts,
        List<PhaseAndPrefix> achievedWithoutParts,
        List<PhaseAndType> doneForTypes,
        int switchDays,
        int previousFrom,
        int previousTo,
        boolean multiplyParts,
        List<Derivation> categories,
        List<Derivation> brands,
        List<Derivation> collections,
        String otherCollection,
        List<String> priorities,
        List<String> presentation,
        List<String> separationPhases,
        List<String> assemblyPhases,
        List<String> heldUpPhases,
        List<String> partStockClasses) {

    /** In a text, and what it means. */
    public record Derivation(String text, String meaning) {}

    /** A phase and the first character of styles. */
    public record PhaseAndPrefix(String phase, String prefix) {}

    /** A phase and the code of an order type. */
    public record PhaseAndType(String phase, String type) {}

    /** Those of a clothing plant on CSW, with which each company begins. */
    public static final PlanningRules USUAL = new PlanningRules(
            List.of("1", "401"),
            List.of("236", "449"),
            List.of("27", "8", "6"),
            List.of(),
            List.of("0"),
            List.of("5"),
            Map.of("431", "429", "455", "429", "459", "429"),
            List.of("401", "412", "426", "441"),
            List.of(
                    new PhaseAndPrefix("401", "6"),
                    new PhaseAndPrefix("401", "5"),
                    new PhaseAndPrefix("426", "6"),
                    new PhaseAndPrefix("441", "5"),
                    new PhaseAndPrefix("412", "5")),
            List.of(new PhaseAndType("412", "4"), new PhaseAndType("441", "4")),
            15,
            200,
            10,
            true,
            List.of(
                    new Derivation("CAMISA", "CAMISA"),
                    new Derivation("POLO", "POLO"),
                    new Derivation("BATA", "CAMISA"),
                    new Derivation("TRICOT", "TRICOT"),
                    new Derivation("BONE", "BONE"),
                    new Derivation("PORTA CAR", "CARTEIRA"),
                    new Derivation("CARTEIRA", "CARTEIRA"),
                    new Derivation("TSHIRT", "CAMISETA"),
                    new Derivation("REGATA", "CAMISETA"),
                    new Derivation("BABY", "CAMISETA"),
                    new Derivation("BLUSAO", "AGASALHOS"),
                    new Derivation("JAQUETA", "JAQUETA"),
                    new Derivation("CINTO", "CINTO"),
                    new Derivation("CUECA", "CUECA"),
                    new Derivation("MEIA", "MEIA"),
                    new Derivation("SUNGA", "SUNGA"),
                    new Derivation("SHORT", "SHORT"),
                    new Derivation("BERMUDA", "BERMUDA")),
            List.of(
                    new Derivation("102", "A"),
                    new Derivation("202", "A"),
                    new Derivation("302", "A"),
                    new Derivation("402", "A"),
                    new Derivation("104", "B"),
                    new Derivation("204", "B"),
                    new Derivation("304", "B"),
                    new Derivation("404", "B")),
            List.of(
                    new Derivation("INVERNO", "INVERNO"),
                    new Derivation("PRI", "VERAO"),
                    new Derivation("ALT", "ALTO VERAO"),
                    new Derivation("VER", "VERAO")),
            "ENCOMENDAS",
            List.of(
                    "URGENTE",
                    "P/FATURAMENTO",
                    "QP1",
                    "QP2",
                    "QP3",
                    "QP4",
                    "QP5",
                    "QP6",
                    "QP7",
                    "QM1",
                    "QM2",
                    "QM3",
                    "QM4",
                    "QM5",
                    "QM6",
                    "QM7",
                    "NORMAL"),
            List.of(),
            List.of("409"),
            List.of("426"),
            List.of("401", "451", "426"),
            List.of("20"));
}
