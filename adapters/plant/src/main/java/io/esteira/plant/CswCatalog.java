package io.esteira.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The master data of the clothing company on CSW; a function of seed and size alone. */
final class CswCatalog {

    /** codEmpresa of MATRIZ. */
    static final String COMPANY = "1";

    static final int PCP = 401;

    static final List<Phase> PHASES = List.of(
            new Phase(PCP, "PCP", 2),
            new Phase(406, "ALMOX. DE AVIAMENTOS", 1),
            new Phase(407, "SEPARACAO DE AVIAMENTOS", 1),
            new Phase(408, "SEPARACAO DE TECIDOS", 1),
            new Phase(409, "SEPARACAO", 2),
            new Phase(412, "PRODUCAO DE MEIAS", 4),
            new Phase(413, "RISCO E ENCAIXE", 1),
            new Phase(414, "ENFESTO", 1),
            new Phase(415, "CORTE", 2),
            new Phase(423, "ETIQUETAGEM", 1),
            new Phase(425, "AGUARDANDO PARTES", 3),
            new Phase(426, "MONTAGEM", 3),
            new Phase(428, "CD COSTURA", 2),
            new Phase(429, "COSTURA EXTERNA", 8),
            new Phase(431, "COSTURA EXTERNA 2", 8),
            new Phase(433, "ACABAMENTO", 2),
            new Phase(435, "SILK", 3),
            new Phase(437, "ACABAMENTO EXTERNO", 4),
            new Phase(441, "EMBALAGEM", 1),
            new Phase(449, "ENTRADA DE ESTOQUE", 1),
            new Phase(451, "LAVANDERIA", 3),
            new Phase(452, "REVISAO", 1),
            new Phase(453, "BORDADO EXTERNO", 5),
            new Phase(455, "COSTURA FACCAO A", 8),
            new Phase(459, "COSTURA FACCAO B", 8));

    private static final List<List<Integer>> FINISHED = List.of(
            List.of(401, 409, 413, 414, 415, 428, 429, 433, 441, 449),
            List.of(401, 406, 408, 409, 415, 426, 428, 431, 437, 452, 449),
            List.of(401, 407, 409, 415, 435, 425, 426, 455, 433, 423, 449),
            List.of(401, 409, 415, 428, 459, 451, 433, 452, 441, 449),
            List.of(401, 409, 426, 429, 449),
            List.of(401, 412, 441, 449));
    private static final List<List<Integer>> PART = List.of(List.of(401, 409, 435), List.of(401, 408, 415, 453, 423));
    private static final List<String> GARMENTS = List.of(
            "CAMISA", "POLO", "TSHIRT", "REGATA", "BERMUDA", "SHORT", "JAQUETA", "BLUSAO", "MEIA", "CUECA", "BONE");
    private static final List<String> CUTS = List.of("SLIM", "REGULAR", "ESSENCIAL", "LISTRADA", "PREMIUM", "LISA");
    private static final List<String> COLOURS = List.of("PRETO", "BRANCO", "AZUL MARINHO", "VERDE", "CINZA", "VINHO");
    private static final List<String> BRANDS = List.of("102", "104", "202", "204");
    private static final int COLOURS_PER_STYLE = 3;
    static final List<String> SIZES = List.of("P", "M", "G", "GG");
    private static final int SKUS_PER_STYLE = COLOURS_PER_STYLE * SIZES.size();

    private final List<Style> styles;
    private final List<Style> parts;

    record Phase(int code, String name, int leadTimeDays) {}

    /** One style with its SKUs; {@code code} is codEngenharia, {@code parent} codItemPai. */
    record Style(String code, String parent, String name, boolean part, List<Sku> skus) {}

    record Sku(String code, int colour, int size) {}

    private CswCatalog(List<Style> styles) {
        this.styles = styles.stream().filter(style -> !style.part()).toList();
        this.parts = styles.stream().filter(Style::part).toList();
    }

    static CswCatalog of(long seed, int items) {
        List<Style> styles = new ArrayList<>();
        for (int made = 0; made < items; made += SKUS_PER_STYLE) {
            styles.add(style(seed, styles.size(), made, Math.min(SKUS_PER_STYLE, items - made)));
        }
        return new CswCatalog(styles);
    }

    private static Style style(long seed, int index, int firstSku, int skus) {
        Dice dice = Dice.of(seed, "csw.style", index);
        boolean part = index % 8 == 7;
        String parent = (part ? "601" : BRANDS.get(index % BRANDS.size())) + padded(index, 5);
        String name = part
                ? "PARTE FRENTE " + dice.pick(GARMENTS)
                : dice.pick(GARMENTS) + " " + dice.pick(CUTS) + " " + padded(index, 3);
        List<Sku> codes = new ArrayList<>();
        for (int i = 0; i < skus; i++) {
            codes.add(new Sku(padded(100_000 + firstSku + i, 6), 1 + i / SIZES.size(), 1 + i % SIZES.size()));
        }
        return new Style((part ? "" : "0") + parent + "-0", parent, name, part, List.copyOf(codes));
    }

    static String phaseName(int code) {
        return PHASES.stream()
                .filter(phase -> phase.code() == code)
                .map(Phase::name)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("there is no phase " + code));
    }

    static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    List<Style> all() {
        return Stream.concat(styles.stream(), parts.stream()).toList();
    }

    List<Style> parts() {
        return parts;
    }

    Style style(Dice dice) {
        return dice.pick(styles);
    }

    /** A part where the catalogue has one. */
    Style part(Dice dice) {
        return parts.isEmpty() ? style(dice) : dice.pick(parts);
    }

    static List<Integer> routing(Style style, Dice dice) {
        return dice.pick(style.part() ? PART : FINISHED);
    }

    static String colourName(int colour, int style) {
        return COLOURS.get((colour + style) % COLOURS.size());
    }
}
