/**
 * What an entry of a configuration changes about the tools of its server: names, texts, arguments, and which of them are shown. It knows the API alone, connects to nothing, and calls nothing. Start
 * reading at {@link dev.fastmcp.core.transform.ToolTransforms}.
 */
@NullMarked
package dev.fastmcp.core.transform;

import org.jspecify.annotations.NullMarked;
