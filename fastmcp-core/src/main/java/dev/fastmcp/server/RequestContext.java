package dev.fastmcp.server;

import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitRequest;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Root;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler may know of the request that it answers, and say to the client meanwhile. Valid until the handler returns: then {@code progress} and {@code log} are without effect, and asking or reading is an {@link IllegalStateException}. Thread-safe.
 *
 * <p>Asking the client ({@link #elicit elicit}, {@link #sample sample}, {@link #roots roots}, {@link #ask ask}) blocks until the answer is there. It looks the same in both eras of the protocol: in the
 * legacy era the server sends a request, in the modern one the handler waits while the client comes back with the answer in another request. A handler that is cancelled is interrupted.
 */
public interface RequestContext {

    /**
     * Returns the id of the request, as the client chose it. In the modern era a client that was asked comes back with another request: then this is the id of the latest one.
     *
     * @return the id
     */
    RequestId requestId();

    /**
     * Returns the HTTP session that the request belongs to. Who knows it can speak in the session: do not log it.
     *
     * @return the session's id; empty over other transports, and in the modern era, where there are no sessions
     */
    Optional<String> sessionId();

    /**
     * Returns the version of the protocol that the client speaks.
     *
     * @return the version
     */
    ProtocolVersion protocolVersion();

    /**
     * Returns what the client calls itself.
     *
     * @return name and version; empty if the client does not tell
     */
    Optional<Implementation> client();

    /**
     * Returns what the client can do.
     *
     * @return the capabilities it has declared
     */
    ClientCapabilities clientCapabilities();

    /**
     * Returns what the client sent along with the request in {@code _meta}.
     *
     * @return keys and values; empty if there are none
     */
    Map<String, Object> meta();

    /**
     * Returns the headers of the HTTP request. They may hold credentials: do not log them.
     *
     * @return values by names in lower case; empty over other transports
     */
    Map<String, List<String>> headers();

    /**
     * Tells the client how far the request is. Without effect if the client does not want to know.
     *
     * @param progress what is done; should grow from call to call; finite
     */
    void progress(double progress);

    /**
     * Tells the client how far the request is. Without effect if the client does not want to know.
     *
     * @param progress what is done; should grow from call to call; finite
     * @param total what there is to do
     */
    void progress(double progress, double total);

    /**
     * Tells the client how far the request is. Without effect if the client does not want to know.
     *
     * @param progress what is done; should grow from call to call; finite
     * @param total what there is to do
     * @param message what is being done
     */
    void progress(double progress, double total, String message);

    /**
     * Sends a log message. Clients of the legacy era get what is at least as severe as the level they have set ({@link LoggingLevel#INFO} if they have set none); clients of the modern era say with
     * each request what they want.
     *
     * @param level how severe it is
     * @param data a text, or anything that can be JSON
     */
    void log(LoggingLevel level, Object data);

    /**
     * Lets a person answer a question.
     *
     * @param request a form to fill in, or an address to visit
     * @return what the person did
     * @throws dev.fastmcp.api.error.JsonRpcException if the client has not declared that it can (code -32021), or refuses
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws InterruptedException if the request is cancelled meanwhile
     */
    ElicitResult elicit(ElicitRequest request) throws InterruptedException;

    /**
     * Lets a person fill in a form that is made from a record: a field for each component.
     *
     * @param message the question
     * @param form a record whose components are texts, numbers, truth values or enums; those that are {@link Optional} may be left out
     * @param <T> the record
     * @return what the person has filled in; empty if the person declined or cancelled
     * @throws IllegalArgumentException if the record has other components
     * @throws dev.fastmcp.api.error.JsonRpcException if the client has not declared that it can (code -32021), or refuses
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws InterruptedException if the request is cancelled meanwhile
     */
    <T extends Record> Optional<T> elicit(String message, Class<T> form) throws InterruptedException;

    /**
     * Asks the language model of the client.
     *
     * @param request what to ask
     * @return the answer
     * @throws dev.fastmcp.api.error.JsonRpcException if the client has not declared that it can (code -32021), or refuses
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws InterruptedException if the request is cancelled meanwhile
     */
    CreateMessageResult sample(CreateMessageRequest request) throws InterruptedException;

    /**
     * Asks the client which folders it is about.
     *
     * @return the roots
     * @throws dev.fastmcp.api.error.JsonRpcException if the client has not declared that it has some (code -32021), or refuses
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws InterruptedException if the request is cancelled meanwhile
     */
    List<Root> roots() throws InterruptedException;

    /**
     * Asks the client several things at once.
     *
     * @param questions names of your choice, and requests with the methods {@code elicitation/create}, {@code sampling/createMessage} and {@code roots/list}
     * @return an answer for each name, with the form that its method has
     * @throws IllegalArgumentException if a method is none of those
     * @throws dev.fastmcp.api.error.JsonRpcException if the client has not declared that it can (code -32021), or refuses
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws InterruptedException if the request is cancelled meanwhile
     */
    Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException;

    /**
     * Reads a resource of the server that the handler belongs to, one with an address of its own or one of a template, as a client would: what is disabled is not there.
     *
     * <p>The other handler is called on the same thread. What it reports, logs and asks reaches the client as part of this request; if it returns an {@link dev.fastmcp.api.model.InputRequiredResult} the client is asked, and it is called again.
     *
     * @param uri the address
     * @return the contents
     * @throws dev.fastmcp.api.error.JsonRpcException if there is no such resource (code -32002 in the legacy era, -32602 in the modern one), or its handler fails. It answers this request, too, unless it is caught
     * @throws IllegalStateException if resources read one another without end
     * @throws InterruptedException if the request is cancelled meanwhile
     */
    ReadResourceResult readResource(String uri) throws InterruptedException;

    /**
     * Returns the answers that came with this request, for handlers that return an {@link dev.fastmcp.api.model.InputRequiredResult} instead of asking.
     *
     * @return the answers by the names of the questions, unchecked; empty at first
     */
    Map<String, JsonValue> inputResponses();

    /**
     * Returns the state that came with this request, for handlers that return an {@link dev.fastmcp.api.model.InputRequiredResult} instead of asking. It is what the handler gave out: states that
     * somebody has changed, or that belong to another call, do not come here.
     *
     * @return the state; empty at first
     */
    Optional<String> requestState();
}
