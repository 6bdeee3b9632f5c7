package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.Containers.OBJECT;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.ElicitRequest;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.ElicitationCompleteNotification;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.UnknownElicitation;
import dev.fastmcp.api.model.UrlElicitation;
import dev.fastmcp.api.model.UrlElicitationRequiredData;
import dev.fastmcp.core.wire.Containers.MapCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * What a server asks the user, directly or before it goes on (specification, "Elicitation" and "Multi Round-Trip
 * Requests").
 */
final class ElicitationTables {

    static final ObjectCodec<FormElicitation> FORM_ELICITATION = ObjectCodec.<FormElicitation>of("FormElicitation")
            .required("message", STRING)
            .required("requestedSchema", JSON)
            .optional("task", RequestTables.TASK_METADATA)
            .meta()
            .build(
                    v -> new FormElicitation(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.message(), r.requestedSchema(), r.task(), r.meta(), r.extra()));

    static final ObjectCodec<UrlElicitation> URL_ELICITATION = ObjectCodec.<UrlElicitation>of("UrlElicitation")
            .constant("mode", "url")
            .required("message", STRING)
            .required("url", STRING)
            .optional("elicitationId", STRING)
            .optional("task", RequestTables.TASK_METADATA)
            .meta()
            .build(
                    v -> new UrlElicitation(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.message(), r.url(), r.elicitationId(), r.task(), r.meta(), r.extra()));

    static final ObjectCodec<UnknownElicitation> UNKNOWN_ELICITATION = ObjectCodec.<UnknownElicitation>of(
                    "UnknownElicitation")
            .build(v -> new UnknownElicitation(v.extraText("mode"), v.extra()), r -> parts(r.fields()));

    /** The mode decides; there was none in the first version of elicitation, which had forms only. */
    static final ValueCodec<ElicitRequest> ELICIT_REQUEST = new ValueCodec<>() {
        @Override
        @Nullable
        ElicitRequest read(WireReader in) {
            if (!in.at(JsonToken.START_OBJECT)) {
                return null;
            }
            WireReader.Slice object = in.skip();
            try (WireReader again = in.open(object)) {
                Object mode = in.member(object, "mode", "form");
                if (mode.equals("form")) {
                    return FORM_ELICITATION.readMembers(again);
                }
                if (mode.equals("url")) {
                    return URL_ELICITATION.readMembers(again);
                }
                return UNKNOWN_ELICITATION.readMembers(again);
            }
        }

        @Override
        void write(ElicitRequest value, WireWriter out) {
            out.any(value);
        }
    };

    static final ObjectCodec<ElicitResult> ELICIT_RESULT = ObjectCodec.<ElicitResult>of("ElicitResult")
            .required("action", new EnumCodec<>(ElicitResult.Action.values()))
            .optional("content", OBJECT)
            .meta()
            .build(
                    v -> new ElicitResult(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.action(), r.content(), r.meta(), r.extra()));

    static final ObjectCodec<ElicitationCompleteNotification> ELICITATION_COMPLETE_NOTIFICATION =
            ObjectCodec.<ElicitationCompleteNotification>of("ElicitationCompleteNotification")
                    .required("elicitationId", STRING)
                    .meta()
                    .build(
                            v -> new ElicitationCompleteNotification(v.next(), v.next(), v.extra()),
                            r -> parts(r.elicitationId(), r.meta(), r.extra()));

    static final ObjectCodec<UrlElicitationRequiredData> URL_ELICITATION_REQUIRED_DATA =
            ObjectCodec.<UrlElicitationRequiredData>of("UrlElicitationRequiredData")
                    .requiredList("elicitations", ELICIT_REQUEST)
                    .build(
                            v -> new UrlElicitationRequiredData(v.next(), v.extra()),
                            r -> parts(r.elicitations(), r.extra()));

    static final ObjectCodec<InputRequiredResult> INPUT_REQUIRED_RESULT = ObjectCodec.<InputRequiredResult>of(
                    "InputRequiredResult")
            .constant("resultType", "input_required")
            .map("inputRequests", new MapCodec<>(MessageTables.INPUT_REQUEST))
            .optional("requestState", STRING)
            .meta()
            .build(
                    v -> new InputRequiredResult(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.inputRequests(), r.requestState(), r.meta(), r.extra()));

    private ElicitationTables() {}
}
