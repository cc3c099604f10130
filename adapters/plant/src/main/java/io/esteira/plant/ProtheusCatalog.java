package io.esteira.plant;

import java.util.ArrayList;
import java.util.List;

/** The master data of the dairy on Protheus; a function of size alone. */
final class ProtheusCatalog {

    /** The branch that the hub reads. */
    static final String BRANCH = "D MG 01";
    /** A second branch, the server's default: what a request that lost its tenant is given. */
    static final String OTHER_BRANCH = "D MG 02";

    static final String GROUP = "T1";
    static final String WAREHOUSE = "01";
    static final int CELLS = 20;

    private static final int MADE_PER_HUNDRED = 60;
    private static final List<String> CHEESES =
            List.of("QUEIJO MUSSARELA", "QUEIJO PRATO", "QUEIJO MINAS FRESCAL", "QUEIJO PARMESÃO", "REQUEIJÃO CREMOSO");
    private static final List<String> YOGURTS =
            List.of("IOGURTE NATURAL", "IOGURTE DE AÇAÍ", "BEBIDA LÁCTEA", "COALHADA", "LEITE FERMENTADO");
    private static final List<String> INPUTS = List.of(
            "LEITE CRU", "SAL REFINADO", "FERMENTO LÁCTICO", "COAGULANTE", "CAIXA DE PAPELÃO", "SACOLA PLÁSTICA");
    private static final List<String> PACKS = List.of("4KG", "1KG", "500G", "170G", "90G");

    private final List<Item> items;
    private final List<Item> made;

    record Item(String code, String name, String type, String unit, List<Operation> routing) {}

    /** @param code {@code 10}, {@code 20}…; two characters */
    record Operation(String code, String name, String centre, String resource) {}

    record Centre(String code, String name) {}

    static final List<Centre> CENTRES = List.of(
            new Centre("PAST", "PASTEURIZAÇÃO"),
            new Centre("COAG", "COAGULAÇÃO"),
            new Centre("FERM", "FERMENTAÇÃO"),
            new Centre("SALGA", "SALGA"),
            new Centre("EMBAL", "EMBALAGEM"));

    private ProtheusCatalog(List<Item> items) {
        this.items = List.copyOf(items);
        this.made = items.stream().filter(item -> !item.routing().isEmpty()).toList();
    }

    static ProtheusCatalog of(int size) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(i % 100 < MADE_PER_HUNDRED || size < 2 ? product(i) : input(i));
        }
        return new ProtheusCatalog(items);
    }

    private static Item product(int i) {
        boolean cheese = i % 2 == 0;
        List<String> names = cheese ? CHEESES : YOGURTS;
        String name = names.get(i / 2 % names.size()) + " " + PACKS.get(i % PACKS.size());
        List<String> centres = cheese ? List.of("PAST", "COAG", "SALGA", "EMBAL") : List.of("PAST", "FERM", "EMBAL");
        List<Operation> routing = new ArrayList<>();
        for (String centre : centres) {
            routing.add(new Operation(
                    Integer.toString(10 * (routing.size() + 1)), centreName(centre), centre, resource(centre, i)));
        }
        return new Item("PA" + CswCatalog.padded(170_000 + i, 7), name, "PA", cheese ? "KG" : "UN", routing);
    }

    private static Item input(int i) {
        String type = i % 3 == 0 ? "MP" : i % 3 == 1 ? "IN" : "EM";
        return new Item(
                type + CswCatalog.padded(10_000 + i, 7),
                INPUTS.get(i % INPUTS.size()) + " " + i,
                type,
                "KG",
                List.of());
    }

    private static String centreName(String code) {
        return CENTRES.stream()
                .filter(centre -> centre.code().equals(code))
                .map(Centre::name)
                .findFirst()
                .orElseThrow();
    }

    /** The work centre of a cell, 1 to 20. */
    static String centreOf(int cell) {
        return CENTRES.get((cell - 1) % CENTRES.size()).code();
    }

    static String resourceOf(int cell) {
        return "CEL" + CswCatalog.padded(cell, 2);
    }

    private static String resource(String centre, int i) {
        int perCentre = CELLS / CENTRES.size();
        int index = 0;
        while (!CENTRES.get(index).code().equals(centre)) {
            index++;
        }
        return resourceOf(1 + index + CENTRES.size() * (i % perCentre));
    }

    List<Item> items() {
        return items;
    }

    Item product(Dice dice) {
        return dice.pick(made);
    }

    /** What a cell makes next; cycles through the products. */
    Item productOf(int cell, long turn) {
        return made.get((int) ((cell * 7L + turn) % made.size()));
    }
}
