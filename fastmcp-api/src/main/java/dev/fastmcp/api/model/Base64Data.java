package dev.fastmcp.api.model;

import dev.fastmcp.api.error.DataMappingException;
import java.util.Base64;

/** Reads the base64 text in which MCP carries bytes. */
final class Base64Data {

    private Base64Data() {}

    static byte[] decode(String member, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DataMappingException(member + " is not base64: the server has to encode it", e);
        }
    }
}
