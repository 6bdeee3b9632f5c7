package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.DOUBLE;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.REQUEST_ID;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.CancelledNotification;
import dev.fastmcp.api.model.EmptyResult;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.ProgressNotification;

/** Parameters and results that belong to no feature in particular, or are very small. */
final class MessageTables {

    static final ObjectCodec<InputRequest> INPUT_REQUEST = ObjectCodec.<InputRequest>of("InputRequest")
            .required("method", STRING)
            .optional("params", JSON)
            .build(v -> new InputRequest(v.next(), v.next(), v.extra()), r -> parts(r.method(), r.params(), r.extra()));

    static final ObjectCodec<EmptyResult> EMPTY_RESULT = ObjectCodec.<EmptyResult>of("EmptyResult")
            .meta()
            .build(v -> new EmptyResult(v.next(), v.extra()), r -> parts(r.meta(), r.extra()));

    static final ObjectCodec<CancelledNotification> CANCELLED_NOTIFICATION = ObjectCodec.<CancelledNotification>of(
                    "CancelledNotification")
            .optional("requestId", REQUEST_ID)
            .optional("reason", STRING)
            .meta()
            .build(
                    v -> new CancelledNotification(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.requestId(), r.reason(), r.meta(), r.extra()));

    static final ObjectCodec<ProgressNotification> PROGRESS_NOTIFICATION = ObjectCodec.<ProgressNotification>of(
                    "ProgressNotification")
            .required("progressToken", REQUEST_ID)
            .required("progress", DOUBLE)
            .optional("total", DOUBLE)
            .optional("message", STRING)
            .meta()
            .build(
                    v -> new ProgressNotification(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.progressToken(), r.progress(), r.total(), r.message(), r.meta(), r.extra()));

    static final ValueCodec<LoggingLevel> LOGGING_LEVEL = new EnumCodec<>(LoggingLevel.values());

    static final ObjectCodec<LoggingMessage> LOGGING_MESSAGE = ObjectCodec.<LoggingMessage>of("LoggingMessage")
            .required("level", LOGGING_LEVEL)
            .optional("logger", STRING)
            .required("data", JSON)
            .meta()
            .build(
                    v -> new LoggingMessage(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.level(), r.logger(), r.data(), r.meta(), r.extra()));

    private MessageTables() {}
}
