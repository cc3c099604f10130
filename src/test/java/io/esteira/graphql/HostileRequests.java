package io.esteira.graphql;

import graphql.introspection.IntrospectionQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What somebody might send who means harm, by names. */
public final class HostileRequests {

    private HostileRequests() {}

    /** Documents that are to be refused before the database is asked anything. */
    public static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(
                "deep",
                "{ productionOrders { nodes { item " + "{ productionOrders { nodes { item ".repeat(300) + "{ id }"
                        + " } } }".repeat(300) + " } } }");
        documents.put("deep inline fragments", "{" + " ... {".repeat(140) + " __typename" + " }".repeat(140) + " }");
        documents.put("deep list", "{ items(where: {and: " + "[".repeat(400) + "]".repeat(400) + "}) { totalCount } }");
        documents.put(
                "deep object",
                "{ items(where: " + "{not: ".repeat(150) + "{}" + "}".repeat(150) + ") { totalCount } }");
        documents.put("wide", "{" + times(4_000, i -> " nonsense" + i) + " }");
        documents.put("the same field again and again", "{ items { nodes {" + " code".repeat(9_000) + " } } }");
        documents.put("aliases", "{" + times(3_000, i -> " a" + i + ": __typename") + " }");
        documents.put("root fields", "{" + times(900, i -> " a" + i + ": items(first: 1) { nodes { id } }") + " }");
        documents.put("directives", "{ __typename" + times(3_000, i -> " @d" + i) + " }");
        documents.put("the same directive", "{ __typename" + " @include(if: true)".repeat(1_500) + " }");
        documents.put("arguments", "{ items(" + times(2_000, i -> " a" + i + ": 1") + ") { totalCount } }");
        documents.put(
                "variables", "query (" + times(2_000, i -> " $v" + i + ": Nonsense") + ") { items { totalCount } }");
        documents.put("operations", times(800, i -> " query q" + i + " { items { totalCount } }"));
        documents.put("a cycle of fragments", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }");
        documents.put(
                "a fragment in itself", "{ ...a } fragment a on Query { items { nodes { code } } ...a ...a ...a }");
        documents.put(
                "a large cycle of fragments",
                "{ ...f0 }" + times(1_000, i -> " fragment f" + i + " on Query { ...f" + (i + 1) % 1_000 + " }"));
        documents.put(
                "fragments all in all",
                "{ ...f0 }" + times(60, i -> " fragment f" + i + " on Query { " + times(60, j -> " ...f" + j) + " }"));
        documents.put(
                "a bomb of fragments",
                "{ productionOrders { nodes { ...f0 } } }"
                        + times(
                                200,
                                i -> " fragment f" + i + " on ProductionOrder { number ...f" + (i + 1) + " ...f"
                                        + (i + 1) + " }")
                        + " fragment f200 on ProductionOrder { id }");
        documents.put("fragments of one name", "{ ...a }" + " fragment a on Query { __typename }".repeat(1_000));
        documents.put("unknown fragments", "{" + times(3_000, i -> " ...f" + i) + " }");
        documents.put("a huge name", "{ " + "x".repeat(900_000) + " }");
        documents.put("a huge text", "{ item(id: \"" + "x".repeat(900_000) + "\") { id } }");
        documents.put(
                "a huge number behind a comment", "#\r{ items(first: " + "9".repeat(190_000) + ") { totalCount } }");
        documents.put("numbers", "{ items(first: [" + ("9".repeat(299) + " ").repeat(600) + "]) { totalCount } }");
        documents.put(
                "a huge number of a subscription",
                "subscription { __typename itemChanged(first: " + "9".repeat(900_000) + ") { id } }");
        documents.put("a huge number", "{ items(first: " + "9".repeat(200_000) + ") { totalCount } }");
        documents.put(
                "a huge decimal", "{ productionOrders(where: {quantity: {gt: \"1e999999999\"}}) { totalCount } }");
        documents.put("comments", "#\n".repeat(400_000) + "{ nonsense }");
        documents.put("blanks", " ,".repeat(450_000) + "{ nonsense }");
        documents.put("strange characters", "{ items \u0000\u0007\u202e { totalCount } }");
        documents.put("braces", "{".repeat(9_000));
        documents.put("quotes", "{ item(id: " + "\"\"".repeat(4_000) + ") { id } }");
        documents.put("an open text", "{ item(id: \"\"\"" + "x\n".repeat(100_000));
        documents.put("rows", "{ productionOrders(first: 500) { nodes { postings(first: 500) { nodes { id } } } } }");
        documents.put("a page", "{ items(first: 2147483647) { nodes { id } } }");
        documents.put(
                "pages",
                "{" + times(90, i -> " a" + i + ": productionOrders(first: 500) { nodes { steps { id } item { id } } }")
                        + " }");
        documents.put(
                "conditions", "{ items(where: {or: [" + "{code: {eq: \"x\"}} ".repeat(900) + "]}) { totalCount } }");
        documents.put(
                "values that overlap",
                "{ items { nodes {" + times(90, i -> " x: code") + " } } "
                        + times(9, i -> " items(first: " + i + ") { nodes { x: description } }") + " }");
        documents.put("schemas", "{" + times(90, i -> " a" + i + ": __schema { types { name } }") + " }");
        documents.put(
                "types",
                "{ __schema { types { fields { type { fields { type { fields { type { fields { type {"
                        + " fields { type { name } } } } } } } } } } } }");
        documents.put(
                "types in circles",
                "{ __schema { types " + "{ ofType ".repeat(30) + "{ name }" + " }".repeat(30) + " } }");
        return documents;
    }

    /** Stands in a storm for what is another each time, so that nothing that was kept is of use. */
    public static final String EVER_NEW = "everNew";

    /** Questions that are answered, over and over. */
    public static Map<String, String> storms() {
        return Map.of(
                "introspection",
                IntrospectionQuery.INTROSPECTION_QUERY,
                "introspection in ever new words",
                IntrospectionQuery.INTROSPECTION_QUERY.replace("__schema", EVER_NEW + ": __schema"),
                "all inputs of all fields in ever new words",
                "{ " + EVER_NEW + ": __schema { types { fields { args { type { inputFields {"
                        + " name description type { name description ofType { name description } } } } } } } } }",
                "type names",
                "{ __schema { types { name fields { name } } } }");
    }

    /** Bodies that are no request, or one that nobody should send. */
    public static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        String one = "{\"query\": \"{ __typename }\"}";
        bodies.put("nothing", "");
        bodies.put("no JSON", "{\"query\": \"{ __typename }\"");
        bodies.put("NUL", "\u0000".repeat(10_000));
        bodies.put("a batch", "[" + (one + ",").repeat(5_000) + one + "]");
        bodies.put("batches of batches", "[".repeat(10_000) + "]".repeat(10_000));
        bodies.put("objects in objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        bodies.put(
                "deep variables",
                "{\"query\": \"{ __typename }\", \"variables\": " + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001));
        bodies.put(
                "many variables",
                "{\"query\": \"{ __typename }\", \"variables\": {\"a\": [" + "{},".repeat(300_000) + "{}]}}");
        bodies.put("the same name", "{" + "\"query\": \"{ __typename }\",".repeat(1_000) + "\"query\": \"\"}");
        bodies.put(
                "a large number",
                "{\"query\": \"{ __typename }\", \"variables\": {\"a\": " + "9".repeat(100_000) + "}}");
        bodies.put("a small number", "{\"query\": \"{ __typename }\", \"variables\": {\"a\": 1e-999999999}}");
        bodies.put("half a surrogate", "{\"query\": \"{ item(id: \\\"\\ud800\\\") { id } }\"}");
        bodies.put("wrong types", "{\"query\": [], \"variables\": 1, \"operationName\": {}, \"extensions\": \"\"}");
        return bodies;
    }

    /** A document as a request over HTTP. */
    public static String body(String document) {
        return JsonMapper.shared().writeValueAsString(Map.of("query", document));
    }

    private static String times(int many, IntFunction<String> part) {
        return IntStream.range(0, many).mapToObj(part).collect(Collectors.joining());
    }
}
