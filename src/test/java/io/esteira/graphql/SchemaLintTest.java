package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule finds what it is there for. */
class SchemaLintTest {

    private static final String GOOD = """
            "Reads." type Query { "Items." items("a" first: Int, "b" after: String, "c" last: Int, "d" before: String, "e" where: ItemWhere,
              "f" orderBy: [ItemOrderBy!]): ItemConnection! }
            "Does." type Mutation { "Saves." save("What." input: SaveInput!): SaveResult! }
            "Saved or not." union SaveResult = SavePayload | SaveRefused
            "Saved." type SavePayload { "It." item: Item! }
            "Not." type SaveRefused { "Why." code: SaveRefusalCode! "Text." message: String! "Texto." messagePt: String! }
            "Why not." enum SaveRefusalCode { "Not known." UNKNOWN_ITEM }
            "What to save." input SaveInput { "Code." code: String! }
            "A page." type ItemConnection { "a" edges: [ItemEdge!]! "b" nodes: [Item!]! "c" pageInfo: PageInfo! "d" totalCount: Int! }
            "A row." type ItemEdge { "a" node: Item! "b" cursor: String! }
            "Where." type PageInfo { "a" hasNextPage: Boolean! "b" hasPreviousPage: Boolean! "c" startCursor: String "d" endCursor: String }
            "Thing." type Item { "Id." id: ID! "When." seenAt: DateTime "Day." openedOn: Date "Much." quantity: Decimal }
            "Which." input ItemWhere { "By." code: String }
            "Order." input ItemOrderBy { "By." code: Direction }
            "Way." enum Direction { "Up." ASC }
            "Moment." scalar DateTime
            "Day." scalar Date
            "Number." scalar Decimal
            """;

    private static List<String> findings(String sdl) {
        return SchemaLint.findings(UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl)));
    }

    @Test
    void findsNothingWhereAllIsAsItShouldBe() {
        assertThat(findings(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "Thing." type Item                      ~ type Item                              ~ Item has no description
            "Id." id: ID!                           ~ id: ID!                                ~ Item.id has no description
            "a" first: Int                          ~ first: Int                             ~ Query.items(first:) has no description
            "Code." code: String!                   ~ code: String!                          ~ SaveInput.code has no description
            "Up." ASC                               ~ ASC                                    ~ Direction.ASC has no description
            "Moment." scalar                        ~ scalar                                 ~ DateTime has no description
            "Saved or not." union                   ~ union                                  ~ SaveResult has no description
            "Id." id: ID!                           ~ "Id." id: ID                           ~ Item.id is not ID!
            "Up." ASC                               ~ "Up." Asc                              ~ Direction.Asc is not in UPPER_CASE
            "It." item: Item!                       ~ "It." saved_item: Item!                ~ SavePayload.saved_item is not in lowerCamelCase
            "Much." quantity: Decimal               ~ "Much." quantity: Float                ~ Item.quantity is a Float: a quantity is a Decimal
            "When." seenAt: DateTime                ~ "When." seen: DateTime                 ~ Item.seen is a DateTime whose name does not end with At or AsOf
            "Day." openedOn: Date                   ~ "Day." openedOn: String                ~ Item.openedOn ends with On and is no Date
            "b" nodes: [Item!]!                     ~ "b" nodes: [Item]!                     ~ ItemConnection.nodes is not [Item!]!
            "c" pageInfo: PageInfo!                 ~ "c" pageInfo: PageInfo                 ~ ItemConnection.pageInfo is not PageInfo!
            "d" totalCount: Int!                    ~                                        ~ ItemConnection.totalCount is not Int!
            "b" cursor: String!                     ~ "b" cursor: String                     ~ ItemEdge.cursor is not String!
            "c" startCursor: String                 ~ "c" startCursor: String!               ~ PageInfo.startCursor is not String
            "b" after: String,                      ~                                        ~ Query.items(after:) is not String
            "f" orderBy: [ItemOrderBy!]             ~ "f" orderBy: ItemOrderBy               ~ Query.items(orderBy:) is not [ItemOrderBy!]
            ): ItemConnection!                      ~ ): ItemConnection                      ~ Query.items is a connection that may be null
            = SavePayload | SaveRefused           ~ = SavePayload                          ~ Mutation.save is not answered by one Payload or one Refused
            ): SaveResult!                          ~ ): SaveResult                          ~ Mutation.save may answer null
            ): SaveResult!                          ~ ): Item!                               ~ Mutation.save is answered by neither a union nor a Payload
            "What." input: SaveInput!               ~ "What." input: SaveInput               ~ Mutation.save takes an input that is not its only argument, of a type …Input!
            "Why." code: SaveRefusalCode!           ~ "Why." code: String!                   ~ SaveRefused.code is not one of the values of an enum
            "Texto." messagePt: String!             ~                                        ~ SaveRefused.messagePt is not String!
            """)
    void findsWhatIsOtherwise(String part, String becomes, String finding) {
        String plain = part.replace("\\|", "|");
        assertThat(GOOD).contains(plain);

        assertThat(findings(GOOD.replace(plain, becomes == null ? "" : becomes)))
                .contains(finding);
    }

    @Test
    void findsListsWhoseElementsMayBeNull() {
        assertThat(findings(GOOD.replace("\"It.\" item: Item!", "\"It.\" items: [Item]!")))
                .containsExactly("SavePayload.items is a list whose elements may be null");
    }
}
