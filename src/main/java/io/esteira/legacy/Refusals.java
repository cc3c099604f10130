package io.esteira.legacy;

import io.esteira.planning.QuestionRefused;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells errors as the old system does: one row. */
@RestControllerAdvice(annotations = OldAddress.class)
@ConditionalOnBooleanProperty("esteira.legacy.pcp.enabled")
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    record Row(boolean status, String mensagem) {}

    @ExceptionHandler
    ResponseEntity<List<Row>> refused(Refusal refusal) {
        return answer(refusal.status(), String.valueOf(refusal.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<List<Row>> refused(QuestionRefused refused) {
        return answer(HttpStatus.OK, "As metas não podem ser calculadas: " + refused.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<List<Row>> failed(Exception failure) {
        log.error("An old address failed", failure);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "Erro interno do hub: avise a TI.");
    }

    private static ResponseEntity<List<Row>> answer(HttpStatus status, String message) {
        return ResponseEntity.status(status).body(List.of(new Row(false, message)));
    }
}
