package dev.fastmcp.it.conformance;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.server.RequestContext;
import dev.fastmcp.server.ServerTool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of the conformance server for the rounds of the modern era. */
final class InputTools {

    private static final String PREFIX = "test_input_required_result_";
    private static final InputRequest NAME = Samples.form("What is your name?", "{'name':{'type':'string'}}");
    private static final InputRequest COLOUR = Samples.form("Which colour?", "{'color':{'type':'string'}}");
    private static final InputRequest CONFIRM = Samples.form("Shall I?", "{'ok':{'type':'boolean'}}");

    private InputTools() {}

    static List<ServerTool> all() {
        return List.of(
                tool("elicitation", context -> answers(context, Map.of("user_name", NAME))),
                tool(
                        "sampling",
                        context -> answers(
                                context,
                                Map.of("capital_question", Samples.question("What is the capital of France?")))),
                tool("list_roots", context -> answers(context, Map.of("client_roots", Samples.roots()))),
                tool("request_state", context -> stateful(context, "state-ok")),
                tool("tampered_state", context -> stateful(context, "untouched")),
                tool(
                        "multiple_inputs",
                        context -> answers(
                                context,
                                Map.of(
                                        "user_name",
                                        NAME,
                                        "greeting",
                                        Samples.question("Say hello."),
                                        "client_roots",
                                        Samples.roots()))),
                tool("multi_round", context -> {
                    String first = answers(context, Map.of("step1", NAME));
                    return first + answers(context, Map.of("step2", COLOUR));
                }),
                tool("capabilities", InputTools::whatTheClientCan));
    }

    private interface Body {

        Object run(RequestContext context) throws InterruptedException;
    }

    private static ServerTool tool(String name, Body body) {
        return ServerTool.of(PREFIX + name, "Needs input.", (none, context) -> body.run(context));
    }

    static String answers(RequestContext context, Map<String, InputRequest> questions) throws InterruptedException {
        return JsonValue.of(context.ask(questions)).toJson();
    }

    /** Does without a waiting handler: the state travels through the client. */
    private static Object stateful(RequestContext context, String done) {
        if (context.requestState().filter("asked"::equals).isPresent()) {
            return done;
        }
        return new InputRequiredResult(Map.of("confirm", CONFIRM), Optional.of("asked"), Map.of(), Map.of());
    }

    private static Object whatTheClientCan(RequestContext context) throws InterruptedException {
        Map<String, InputRequest> questions = new LinkedHashMap<>();
        if (context.clientCapabilities().elicitation().isPresent()) {
            questions.put("person", NAME);
        }
        if (context.clientCapabilities().sampling().isPresent()) {
            questions.put("model", Samples.question("Are you there?"));
        }
        return questions.isEmpty() ? "nobody to ask" : answers(context, questions);
    }
}
