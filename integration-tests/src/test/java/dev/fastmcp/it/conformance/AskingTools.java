package dev.fastmcp.it.conformance;

import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.server.RequestContext;
import dev.fastmcp.server.ServerTool;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tools of the conformance server that ask in the words of the legacy era. */
final class AskingTools {

    private static final String DEFAULTS = """
        {'type':'object','properties':{
        'name':{'type':'string','default':'John Doe'},
        'age':{'type':'integer','default':30},
        'score':{'type':'number','default':95.5},
        'status':{'type':'string','enum':['active','inactive','pending'],'default':'active'},
        'verified':{'type':'boolean','default':true}}}\
        """;

    private static final String CHOICES = """
        {'type':'object','properties':{
        'untitledSingle':{'type':'string','enum':['option1','option2','option3']},
        'titledSingle':{'type':'string','oneOf':[{'const':'value1','title':'First Option'},
        {'const':'value2','title':'Second Option'},{'const':'value3','title':'Third Option'}]},
        'legacyEnum':{'type':'string','enum':['opt1','opt2','opt3'],
        'enumNames':['Option One','Option Two','Option Three']},
        'untitledMulti':{'type':'array','items':{'type':'string','enum':['option1','option2','option3']}},
        'titledMulti':{'type':'array','items':{'anyOf':[{'const':'value1','title':'First Choice'},
        {'const':'value2','title':'Second Choice'},{'const':'value3','title':'Third Choice'}]}}}}\
        """;

    private static final String CONTACT = """
        {'type':'object','properties':{
        'username':{'type':'string','description':'The name of the user'},
        'email':{'type':'string','description':'The address of the user'}},
        'required':['username','email']}\
        """;

    private AskingTools() {}

    record Prompt(String prompt) {}

    record Message(String message) {}

    static List<ServerTool> all() {
        return List.of(
                ServerTool.of(
                        "test_sampling",
                        "Asks a model.",
                        Prompt.class,
                        (asked, context) -> "LLM response: " + sampled(asked.prompt(), context)),
                ServerTool.of(
                        "test_elicitation",
                        "Asks a person.",
                        Message.class,
                        (asked, context) -> "User response: " + filledIn(asked.message(), CONTACT, context)),
                ServerTool.of(
                        "test_elicitation_sep1034_defaults",
                        "Asks with defaults.",
                        (none, context) -> "Elicitation completed: " + filledIn("Fill in", DEFAULTS, context)),
                ServerTool.of(
                        "test_elicitation_sep1330_enums",
                        "Asks for choices.",
                        (none, context) -> "Elicitation completed: " + filledIn("Choose", CHOICES, context)),
                ServerTool.of(
                        "test_missing_capability",
                        "Needs a model.",
                        (none, context) -> sampled("Are you there?", context)),
                ServerTool.of(
                        "test_streaming_elicitation",
                        "Needs a person.",
                        (none, context) -> filledIn("Who is there?", CONTACT, context)));
    }

    private static String sampled(String text, RequestContext context) throws InterruptedException {
        CreateMessageResult answer = Objects.requireNonNull(context.ask(Map.of("model", Samples.question(text)))
                .get("model")
                .as(CreateMessageResult.class));
        return answer.content().get(0) instanceof TextContent said ? said.text() : "";
    }

    private static String filledIn(String message, String schema, RequestContext context) throws InterruptedException {
        ElicitResult answer = context.elicit(FormElicitation.of(message, Samples.json(schema)));
        return "action=" + answer.action() + ", content=" + answer.content().orElse(Map.of());
    }
}
