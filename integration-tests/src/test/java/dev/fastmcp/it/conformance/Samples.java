package dev.fastmcp.it.conformance;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.AudioContent;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.TextResourceContents;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Contents and questions for the conformance server. */
final class Samples {

    /** One red pixel. */
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    /** Nothing to hear. */
    private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

    private Samples() {}

    static ImageContent image() {
        return ImageContent.of(PNG, "image/png");
    }

    static AudioContent audio() {
        return new AudioContent(WAV, "audio/wav", Optional.empty(), Map.of(), Map.of());
    }

    static EmbeddedResource resource(String uri, String mimeType, String text) {
        return EmbeddedResource.of(new TextResourceContents(uri, Optional.of(mimeType), text, Map.of(), Map.of()));
    }

    static InputRequest form(String message, String properties) {
        return InputRequest.of(
                "elicitation/create",
                json("{'mode':'form','message':'" + message + "','requestedSchema':{'type':'object','properties':"
                        + properties + "}}"));
    }

    static InputRequest question(String text) {
        return InputRequest.of(
                "sampling/createMessage",
                json("{'messages':[{'role':'user','content':{'type':'text','text':'" + text + "'}}],'maxTokens':100}"));
    }

    static InputRequest roots() {
        return new InputRequest("roots/list", Optional.empty(), Map.of());
    }

    /** JSON with apostrophes for quotation marks. */
    static JsonValue json(String text) {
        return JsonValue.parse(text.replace('\'', '"'));
    }
}
