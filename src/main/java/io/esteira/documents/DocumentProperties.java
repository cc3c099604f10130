package io.esteira.documents;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a document may answer.
 *
 * @param maxRows of a list that is followed page by page; longer ones are refused
 */
@ConfigurationProperties("esteira.documents")
record DocumentProperties(@DefaultValue("500000") int maxRows) {}
